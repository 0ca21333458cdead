import type { AgreementRow } from './agreements'
import { asDay, asList, asObject, asText, refuseUnknown } from './reading'

/** A power or condition that rows rest on, as the rows name it. */
export interface LegalPower {
  /** Statute and section, common law, Article or Schedule: one part of a row's `legalPower` or `condition`. */
  readonly power: string
  /** First and last day in force, both included; null: nobody has checked it, or there is no end. */
  readonly inForceFrom: string | null
  readonly inForceUntil: string | null
  /** Where its words can be read. */
  readonly source: string
  /** What it permits, and what has to be checked before anybody relies on it. */
  readonly note: string
}

const members = ['power', 'inForceFrom', 'inForceUntil', 'source', 'note']

/**
 * The powers as the file states them, by name.
 * @throws Error naming the file and the row (from 1) for anything unknown, missing or doubled.
 */
export function readPowers(file: string, content: unknown): ReadonlyMap<string, LegalPower> {
  const powers = new Map<string, LegalPower>()
  for (const [index, entry] of asList(content, file).entries()) {
    const where = `${file}, row ${index + 1}`
    const fields = asObject(entry, where)
    refuseUnknown(fields, members, { where, what: 'a power' })
    const power = asText(fields['power'], `${where}: power must name a statute and section`)
    if (powers.has(power)) throw new Error(`${where}: ${power} stands there twice`)
    const [inForceFrom, inForceUntil] = ['inForceFrom', 'inForceUntil'].map((name) =>
      readDay(fields[name], `${where}: ${name}`),
    )
    powers.set(power, {
      ...{ power, inForceFrom: inForceFrom ?? null, inForceUntil: inForceUntil ?? null },
      source: asText(fields['source'], `${where}: source must say where it can be read`),
      note: asText(fields['note'], `${where}: note must say what it permits`),
    })
  }
  return powers
}

/** Null is written out, so that nobody forgets the day. */
function readDay(value: unknown, where: string): string | null {
  return value === null ? null : asDay(value, where)
}

/** The powers and conditions that a row rests on, one by one. */
export function partsOf({ legalPower, condition }: AgreementRow): {
  readonly powers: readonly string[]
  readonly conditions: readonly string[]
} {
  return { powers: legalPower.split('; '), conditions: condition.split('; ') }
}

/** What is wrong with what a row rests on: not listed, or not in force on all days of the row. */
export function findPowerProblems(
  row: AgreementRow,
  powers: ReadonlyMap<string, LegalPower>,
): readonly string[] {
  const parts = partsOf(row)
  return [...parts.powers, ...parts.conditions].flatMap((part) => {
    const found = powers.get(part)
    if (!found) return [`"${part}" is not in policies/powers.json`]
    const { inForceFrom, inForceUntil } = found
    return [
      ...(inForceFrom !== null && row.inForceFrom < inForceFrom
        ? [`begins on ${row.inForceFrom}, "${part}" only on ${inForceFrom}`]
        : []),
      ...(inForceUntil !== null && row.inForceUntil > inForceUntil
        ? [`ends on ${row.inForceUntil}, "${part}" already on ${inForceUntil}`]
        : []),
    ]
  })
}
