import { ApartPairs } from './apart-pairs'
import { collectEvidence, groupBy, tieAll } from './evidence'
import { inTurns } from './in-turns'
import type { LinkableRecord, SaidPair } from './linkable-record'
import { nhsTokenOf } from './linkable-record'
import { knownNumbers } from './split-by-nhs-number'

/** How two records agree that have one NHS number: what else they say bears it out, or contradicts it. */
export type NumberAgreement = 'BORNE_OUT' | 'CONTRADICTED' | 'UNKNOWN'

/** Most records of one number that are compared with each other: agencies take turns. */
export const mostCompared = 20

/** Tells how two records agree, by their keys. */
export type Agree = (one: string, other: string) => NumberAgreement

/**
 * Pairs of records that have one NHS number and are two people by everything else: somebody's number was written on
 * another's record. Its number alone ties neither to the other.
 *
 * Records that bear each other out, share another identifier, or of which somebody said that they are one person
 * stand together: one of them is not parted from a third by what another of them contradicts. Pure.
 */
export function misfiledNumbers(
  records: readonly LinkableRecord[],
  pairs: readonly SaidPair[],
  agree: Agree,
): readonly SaidPair[] {
  const byNumber = groupBy(
    records.filter((record) => nhsTokenOf(record) !== null),
    (record) => nhsTokenOf(record) ?? '',
  )
  const sharing = [...byNumber].filter(([, { length }]) => length > 1)
  if (sharing.length === 0) return []
  const tieOtherwise = otherTies(records, pairs)
  const parted = new ApartPairs(pairs)
  return sharing.flatMap(([number, group]) => {
    const keys = inTurns(group.map(({ key }) => key).toSorted()).slice(0, mostCompared)
    const compared = keys.flatMap((a, index) =>
      keys.slice(index + 1).map((b) => ({ a, b, found: agree(a, b) })),
    )
    const together = tieOtherwise(number)
    for (const { a, b, found } of compared)
      if (found === 'BORNE_OUT' && !parted.isBetween([a], [b])) together.union(a, b)
    return contradictedAmong(compared, (key) => together.rootOf(key))
  })
}

/** Those whom something else than their NHS number, or the model, ties: never through another number. */
function otherTies(records: readonly LinkableRecord[], pairs: readonly SaidPair[]) {
  const said = pairs.filter(({ kind = 'ASSERTED' }) => kind === 'ASSERTED')
  const evidence = collectEvidence(records, said).filter(({ type }) => type !== 'NHS_NUMBER')
  const numbers = knownNumbers(records, evidence)
  return (number: string) =>
    tieAll(evidence, (key) => [null, number].includes(numbers.get(key) ?? null))
}

interface Compared {
  readonly a: string
  readonly b: string
  readonly found: NumberAgreement
}

/** Sides of which one contradicts the other; and one that leads to two such sides joins neither, as a whole. */
function contradictedAmong(
  compared: readonly Compared[],
  sideOf: (key: string) => string,
): readonly SaidPair[] {
  const sides = compared.map(({ a, b, found }) => ({ a: sideOf(a), b: sideOf(b), found }))
  const against = new ApartPairs(
    sides
      .filter(({ a, b, found }) => a !== b && found === 'CONTRADICTED')
      .map(({ a, b }) => ({ a, b, kind: 'UNLIKE' })),
  )
  const named = [...new Set(sides.flatMap(({ a, b }) => [a, b]))].filter((one) => against.has(one))
  const isTorn = (side: string) => {
    const others = named.filter((one) => one !== side && !against.isBetween([side], [one]))
    return against.isBetween(others, others)
  }
  const torn = new Set(named.filter(isTorn))
  const areApart = (one: string, other: string) =>
    against.isBetween([one], [other]) ||
    (one !== other &&
      [one, other].every((side) => against.has(side)) &&
      (torn.has(one) || torn.has(other)))
  return compared
    .filter(({ a, b }) => areApart(sideOf(a), sideOf(b)))
    .map(({ a, b }) => ({ a, b, kind: 'UNLIKE' }))
}
