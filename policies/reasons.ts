import type { PurposeTerms } from './purposes'
import { asDay, asList, asObject, asText, oneOf, refuseUnknown } from './reading'
import type { Purpose } from './vocabulary'
import { purposes } from './vocabulary'

/** The purpose that an address of the law stands for, when a system gives it as its reason for asking. */
export interface LawReason {
  /** Address of the Act and section, compared to the letter. */
  readonly reason: string
  readonly purpose: Purpose
  /** First and last day on which the hub takes it, both included. */
  readonly inForceFrom: string
  readonly inForceUntil: string
}

const members = ['reason', 'purpose', 'inForceFrom', 'inForceUntil']

/**
 * The reasons as the file states them.
 * @param terms of each purpose: an emergency is claimed by a person, never by the name of a law
 * @throws Error naming the file and the row (from 1) for anything unknown, missing or doubled.
 */
export function readReasons(
  file: string,
  content: unknown,
  terms: ReadonlyMap<string, PurposeTerms>,
): readonly LawReason[] {
  const reasons = asList(content, file).map((entry, index) =>
    readReason(entry, `${file}, row ${index + 1}`),
  )
  for (const [index, row] of reasons.entries()) {
    const where = `${file}, row ${index + 1}`
    if (row.inForceFrom > row.inForceUntil)
      throw new Error(`${where}: inForceUntil is before inForceFrom`)
    if (terms.get(row.purpose)?.isBreakGlass)
      throw new Error(`${where}: an emergency has no address of a law`)
    const first = reasons.findIndex((other) => isOnSameDay(row, other))
    if (first !== index) throw new Error(`${where}: row ${first + 1} is about the same reason`)
  }
  return reasons
}

/** The purpose for which somebody asks who gives this reason on this day; null: the hub does not take it. */
export function purposeOfReason(
  reasons: readonly LawReason[],
  reason: string,
  day: string,
): Purpose | null {
  const found = reasons.find(
    (row) => row.reason === reason && row.inForceFrom <= day && day <= row.inForceUntil,
  )
  return found?.purpose ?? null
}

function readReason(entry: unknown, where: string): LawReason {
  const fields = asObject(entry, where)
  refuseUnknown(fields, members, { where, what: 'a reason' })
  const reason = asText(fields['reason'], `${where}: reason must be the address of a law`)
  if (!isPlainAddress(reason))
    throw new Error(`${where}: reason must be an https address without a query or a fragment`)
  return {
    reason,
    purpose: oneOf(purposes, fields['purpose'], `${where}: purpose`),
    inForceFrom: asDay(fields['inForceFrom'], `${where}: inForceFrom`),
    inForceUntil: asDay(fields['inForceUntil'], `${where}: inForceUntil`),
  }
}

/** Written in one way only, so that nobody believes in a row that no request can match. */
function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, href, search, hash } = new URL(text)
  return protocol === 'https:' && href === text && search === '' && hash === ''
}

function isOnSameDay(one: LawReason, other: LawReason): boolean {
  return (
    one.reason === other.reason &&
    other.inForceFrom <= one.inForceUntil &&
    one.inForceFrom <= other.inForceUntil
  )
}
