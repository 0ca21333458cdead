import { asList, asObject, oneOf } from './reading'
import type { Role } from './vocabulary'
import { purposes, roles } from './vocabulary'

/** Shortest reason an enquiry may give, in characters after trimming. */
export const reasonMinLength = 15

/** How long an enquiry lasts. */
export const enquiryLifeHours = 8

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
