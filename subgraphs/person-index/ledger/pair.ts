import { createHash } from 'node:crypto'

import type { PairKeys, ReviewOutcome } from './entry'
import type { Verdict } from '../matching/decisions/decide'

/** Somebody's word about a pair, as it is kept with it. */
export interface PairDecision {
  /** Place of its entry in the ledger. */
  readonly seq: number
  readonly outcome: ReviewOutcome
  readonly staffId: string
  readonly homeAgency: string
  /** The system that asked for them; absent or null: they asked themselves. */
  readonly system?: string | null
  readonly reason: string
  readonly at: Date
  /** False: another took its place, or it waits for a second person. */
  readonly isInForce: boolean
}

/** Two records of different agencies that are alike, or of which something was said: no values. */
export interface PairDocument {
  readonly _id: string
  /** Of both records, sorted. */
  readonly keys: string[]
  /** How they agree; empty: nobody has compared them. See `Pattern`. */
  readonly levels: number[]
  /** Log2 of the odds that they are one person; null: nobody has compared them. */
  readonly bits: number | null
  /** Of which the odds of any two records are so many. */
  readonly startBits: number | null
  readonly modelVersion: string | null
  readonly status: Verdict
  /** Who links them. */
  readonly link: 'NONE' | 'MODEL' | 'PERSON'
  /** True: somebody said that they are two people. */
  readonly isApart: boolean
  /** True: the model links them, and somebody looks all the same. */
  readonly isSample: boolean
  /** True while somebody must look. */
  readonly isOpen: boolean
  /** Both keys while it is not known whether they are one person, and otherwise none. */
  readonly doubtKeys: string[]
  /** Since when somebody must look, or had to. */
  readonly since: Date | null
  /** False from the moment a link was made or broken until people are settled by it. */
  readonly isApplied: boolean
  readonly decisions: PairDecision[]
  /** Codes of both agencies while they may be asked to compare the records once more, and otherwise none. */
  readonly secondDue: string[]
  /** What they came to; null: nothing yet since the records agreed as they do now. */
  readonly second: SecondLook | null
}

/** How the fields of two records agree by what their agencies encoded: a level each, in the order of `fieldNames`. */
export interface SecondLook {
  readonly levels: number[]
  readonly at: Date
}

/** The keys of a pair in their order. */
export function pairKeys(one: string, other: string): PairKeys {
  return one < other ? [one, other] : [other, one]
}

/** The name of a pair, which says nothing of it. */
export function pairId([a, b]: PairKeys): string {
  return createHash('sha256').update(`${a}\n${b}`).digest('hex').slice(0, 32)
}

/** Whether a pair that the model links is looked at all the same: the same answer for the same pair. */
export function isSampled(id: string, share: number): boolean {
  const digest = createHash('sha256').update(`sample\n${id}`).digest()
  return digest.readUInt32BE(0) / 2 ** 32 < share
}

/** The word that counts now; null: none does. */
export function decisionInForce({
  decisions,
}: Pick<PairDocument, 'decisions'>): PairDecision | null {
  return decisions.findLast(({ isInForce }) => isInForce) ?? null
}
