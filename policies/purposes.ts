import { asDay, asList, asObject, asText, oneOf } from './reading'
import type { Role, Statement } from './vocabulary'
import { purposes, roles, statements } from './vocabulary'

/** Shortest reason an enquiry may give, in characters after trimming. */
export const reasonMinLength = 15

/** On what terms a purpose may be claimed, beside by whom. */
export interface PurposeTerms {
  /** How long an enquiry lives, 1 to 480. */
  readonly lifeMinutes: number
  /** True for an emergency: for vetted roles only, short, and always reviewed. */
  readonly isBreakGlass: boolean
  /** True when there may be no case yet; such questions are always reviewed. */
  readonly mayLackCase: boolean
  /** What an enquiry must state beside its reason, or it is not opened. */
  readonly requires: readonly Statement[]
  /** The statute it rests on, by the days on which each was in force. */
  readonly statutes: readonly DatedStatute[]
}

/** A statute and section, with the days on which it was in force, both included. */
export interface DatedStatute {
  readonly statute: string
  readonly from: string
  /** Null: no end is known. */
  readonly until: string | null
}

const longestLifeMinutes = 8 * 60
const breakGlassMinutes = 60

/** The roles that may claim each purpose, by the purpose's name. */
export type PurposeClaims = ReadonlyMap<string, readonly Role[]>

/**
 * Which roles may claim which purpose, as the file states it.
 * @throws Error naming the file and the row (from 1) for anything unknown, missing or doubled.
 */
export function readPurposeClaims(file: string, content: unknown): PurposeClaims {
  const claims = new Map<string, readonly Role[]>()
  for (const [index, entry] of asList(content, file).entries()) {
    const where = `${file}, row ${index + 1}`
    const { purpose, meaning, claimableBy } = asObject(entry, where)
    const known = oneOf(purposes, purpose, `${where}: purpose`)
    if (claims.has(known)) throw new Error(`${where}: ${known} stands there twice`)
    if (typeof meaning !== 'string' || !/\S/.test(meaning))
      throw new Error(`${where}: meaning must say what the purpose is for`)
    const claimants = asList(claimableBy, `${where}: claimableBy`).map((role) =>
      oneOf(roles, role, `${where}: claimableBy`),
    )
    claims.set(known, claimants)
  }
  const missing = purposes.find((purpose) => !claims.has(purpose))
  if (missing) throw new Error(`${file}: ${missing} is missing`)
  return claims
}

/**
 * The terms of each purpose, by its name, as the file states them: eight hours and a case unless it
 * says otherwise.
 * @throws Error naming the file and the row (from 1) for a term that cannot be.
 */
export function readPurposeTerms(
  file: string,
  content: unknown,
): ReadonlyMap<string, PurposeTerms> {
  const terms = asList(content, file).map((entry, index): [string, PurposeTerms] => {
    const where = `${file}, row ${index + 1}`
    const fields = asObject(entry, where)
    const { purpose, lifeMinutes = longestLifeMinutes } = fields
    const isBreakGlass = readFlag(fields, 'isBreakGlass', where)
    const longest = isBreakGlass ? breakGlassMinutes : longestLifeMinutes
    if (typeof lifeMinutes !== 'number' || !(lifeMinutes >= 1 && lifeMinutes <= longest))
      throw new Error(`${where}: lifeMinutes must be from 1 to ${longest}`)
    const mayLackCase = readFlag(fields, 'mayLackCase', where)
    const requires = asList(fields['requires'] ?? [], `${where}: requires`).map((statement) =>
      oneOf(statements, statement, `${where}: requires`),
    )
    const statutes = readStatutes(fields['statutes'] ?? [], `${where}: statutes`)
    return [String(purpose), { lifeMinutes, isBreakGlass, mayLackCase, requires, statutes }]
  })
  return new Map(terms)
}

function readStatutes(content: unknown, where: string): readonly DatedStatute[] {
  return asList(content, where).map((entry) => {
    const { statute, from, until = null } = asObject(entry, where)
    return {
      statute: asText(statute, `${where}: statute must name an Act and section`),
      from: asDay(from, `${where}: from`),
      until: until === null ? null : asDay(until, `${where}: until`),
    }
  })
}

/** The statute in force on that day, as in 2026-04-01; null when the file names none. */
export function statuteOn(statutes: readonly DatedStatute[], day: string): string | null {
  const found = statutes.find(({ from, until }) => from <= day && (until === null || day <= until))
  return found?.statute ?? null
}

function readFlag(fields: Readonly<Record<string, unknown>>, name: string, where: string): boolean {
  const value = fields[name] ?? false
  if (typeof value === 'boolean') return value
  throw new Error(`${where}: ${name} is true or false`)
}
