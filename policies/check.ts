import type { AgreementRow } from './agreements'
import type { Policy, PolicyAgreement } from './policy'
import type { LegalPower } from './powers'
import { findPowerProblems } from './powers'

/** The fields that one kind of source has, by coordinate; null for one that was never classified. */
export type SourceFields = ReadonlyMap<string, readonly string[] | null>

/** What a policy is checked against. */
export interface PolicyCheck {
  /** By kind of source. */
  readonly fields: ReadonlyMap<string, SourceFields>
  /** What rows may rest on, by its name. */
  readonly powers: ReadonlyMap<string, LegalPower>
  /** The day, as in 2026-04-01. */
  readonly on: string
}

/**
 * Everything that is wrong with a policy: a source without an agreement, a rule about a field that does
 * not exist, a field without classification, an agreement not in force on the day, a permit without a
 * legal power, or with one that is not in force on all of its days. Empty when it can be relied on.
 */
export function findProblems(policy: Policy, check: PolicyCheck): readonly string[] {
  const { fields, on } = check
  const unclassified = [...fields].flatMap(([kind, own]) =>
    [...own]
      .filter(([, categories]) => categories === null)
      .map(([coordinate]) => `${kind}: ${coordinate} has no classification`),
  )
  const ofAgreements = [...policy.agreements].flatMap(([kind, agreement]) => [
    ...findDateProblems(kind, agreement, on),
    ...findRowProblems(kind, agreement, check),
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

function findRowProblems(
  kind: string,
  { rows }: PolicyAgreement,
  { fields, powers }: PolicyCheck,
): string[] {
  return rows.flatMap((row, index) => {
    const where = `${kind}, row ${index + 1}`
    const unknown = row.withholds.filter((coordinate) => !fields.get(kind)?.has(coordinate))
    return [
      ...unknown.map((coordinate) => `${where}: withholds ${coordinate}, which does not exist`),
      ...findBasisProblems(row, powers).map((problem) => `${where}: ${problem}`),
    ]
  })
}

/** What names no law is looked for in no list. */
function findBasisProblems(row: AgreementRow, powers: PolicyCheck['powers']): readonly string[] {
  const unnamed = [
    ...(namesAnAct(row.legalPower) ? [] : ['no legal power']),
    ...(namesACondition(row.condition) ? [] : ['no Article or Schedule']),
  ]
  return unnamed.length > 0 ? unnamed : findPowerProblems(row, powers)
}

/** A statute with a section or Article, or a power of the common law: "because we must" is neither. */
function namesAnAct(power: string): boolean {
  return /\b(?:s\.\d|Art \d|Sch \d)/.test(power) || /common law/i.test(power)
}

function namesACondition(condition: string): boolean {
  return /\b(?:Art \d|Sch \d+ para \d)/.test(condition)
}
