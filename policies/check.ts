import type { Policy, PolicyAgreement } from './policy'

/** The fields that one kind of source has, by coordinate; null for one that was never classified. */
export type SourceFields = ReadonlyMap<string, readonly string[] | null>

/** What a policy is checked against. */
export interface PolicyCheck {
  /** By kind of source. */
  readonly fields: ReadonlyMap<string, SourceFields>
  /** The day, as in 2026-04-01. */
  readonly on: string
}

/**
 * Everything that is wrong with a policy: a source without an agreement, a rule about a field that does not exist, a field without
 * classification, an agreement not in force on the day, a permit without a legal power. Empty when it
 * can be relied on.
 */
export function findProblems(policy: Policy, { fields, on }: PolicyCheck): readonly string[] {
  const unclassified = [...fields].flatMap(([kind, own]) =>
    [...own]
      .filter(([, categories]) => categories === null)
      .map(([coordinate]) => `${kind}: ${coordinate} has no classification`),
  )
  const ofAgreements = [...policy.agreements].flatMap(([kind, agreement]) => [
    ...findDateProblems(kind, agreement, on),
    ...findRowProblems(kind, agreement, fields.get(kind) ?? new Map()),
  ])
  const missing = [...fields.keys()]
    .filter((kind) => !policy.agreements.has(kind))
    .map((kind) => `${kind}: there is no agreement policies/agreements/${kind}.json`)
  return [...missing, ...unclassified, ...ofAgreements]
}

function findDateProblems(kind: string, agreement: PolicyAgreement, on: string): string[] {
  const { inForceFrom, inForceUntil } = agreement
  if (on > inForceUntil) return [`${kind}: the agreement ended on ${inForceUntil}`]
  return on < inForceFrom ? [`${kind}: the agreement begins only on ${inForceFrom}`] : []
}

function findRowProblems(kind: string, { rows }: PolicyAgreement, fields: SourceFields): string[] {
  return rows.flatMap(({ withholds, legalPower, condition }, index) => {
    const where = `${kind}, row ${index + 1}`
    const unknown = withholds.filter((coordinate) => !fields.has(coordinate))
    return [
      ...unknown.map((coordinate) => `${where}: withholds ${coordinate}, which does not exist`),
      ...(namesAnAct(legalPower) ? [] : [`${where}: no legal power`]),
      ...(namesACondition(condition) ? [] : [`${where}: no Article or Schedule`]),
    ]
  })
}

/** A statute with a section or Article, or a power of the common law: "because we must" is neither. */
function namesAnAct(power: string): boolean {
  return /\b(?:s\.\d|Art \d|Sch \d)/.test(power) || /common law/i.test(power)
}

function namesACondition(condition: string): boolean {
  return /\b(?:Art \d|Sch \d+ para \d)/.test(condition)
}
