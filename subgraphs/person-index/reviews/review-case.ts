import type { IndexedPerson } from '../describe-person'
import type { EarlierDecisions } from '../links/earlier-decisions'
import { findEarlier } from '../links/earlier-decisions'
import { shareToken } from '../links/decisions'
import type { PairDocument } from '../ledger/pair'
import { hasUntracedNumber } from '../matching/linkable-record'
import type { IndexModels } from '../models'
import type { ReferenceSealer } from '../sealed-references'
import type { Side } from './side'

/** Two records that somebody may look at. */
export interface ReviewCase {
  readonly pair: PairDocument
  readonly left: Side
  readonly right: Side
  /** Whether a verified identifier says that they are one person. */
  readonly isVerified: boolean
  /** False: an agency says that it has not traced its NHS number. */
  readonly isNumberTraced: boolean
  /** Keys of the records that whoever asks may know of, of either person. */
  readonly sides: readonly [readonly string[], readonly string[]]
}

export interface CaseReading {
  readonly models: IndexModels
  /** People by their ids, as far as whoever asks may know them. */
  readonly findById: (id: string) => Promise<IndexedPerson | null>
  /** Agencies whose records may be known to exist. */
  readonly nameable: ReadonlySet<string>
  readonly sealer: ReferenceSealer
}

/** What whoever asks may know of pairs: those with a record that is kept from them are not there. */
export async function readCases(
  reading: CaseReading,
  pairs: readonly PairDocument[],
): Promise<readonly ReviewCase[]> {
  const { models, findById, nameable, sealer } = reading
  const keys = [...new Set(pairs.flatMap((pair) => pair.keys))]
  const records = await models.records.find({ _id: { $in: keys } }).lean()
  const sides = await Promise.all(
    records.map(async ({ _id: key, agency, sealedRef, personId, tokens }) => {
      const person = personId === null ? null : await findById(personId)
      const isKnown = person?.keys.includes(key) === true && !person.isHeld
      if (!person || !isKnown || !nameable.has(agency)) return null
      const ref = sealer.openReference(key, sealedRef)
      return [key, { key, agency, ref, person, tokens }] as const
    }),
  )
  const known = new Map(sides.filter((side) => side !== null))
  return pairs.flatMap((pair): ReviewCase[] => {
    const [left, right] = pair.keys.map((key) => known.get(key))
    if (!left || !right) return []
    const numbers = {
      isVerified: shareToken(left.tokens, right.tokens),
      isNumberTraced: ![left, right].some(hasUntracedNumber),
    }
    return [{ pair, left, right, ...numbers, sides: [left.person.keys, right.person.keys] }]
  })
}

/** What was decided before of the two people, as far as whoever asks may know of the records. */
export function earlierOf(
  { models }: Pick<CaseReading, 'models'>,
  { pair, sides }: Pick<ReviewCase, 'pair' | 'sides'>,
): Promise<EarlierDecisions> {
  return findEarlier(models, pair, sides)
}
