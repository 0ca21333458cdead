import { DisjointSets } from './disjoint-sets'
import { collectEvidence, groupBy } from './evidence'
import type { LinkableRecord, SaidPair } from './linkable-record'
import { nhsTokenOf } from './linkable-record'

/** How two records agree that have one NHS number: what else they say bears it out, or contradicts it. */
export type NumberAgreement = 'BORNE_OUT' | 'CONTRADICTED' | 'UNKNOWN'

/** Most records of one number that are compared with each other: so many are looked at by somebody anyway. */
const mostCompared = 40

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
  const sharing = [...byNumber.values()]
    .filter(({ length }) => length > 1 && length <= mostCompared)
    .map((group) => group.map(({ key }) => key).toSorted())
  if (sharing.length === 0) return []
  const tied = tieOtherwise(records, pairs)
  return sharing.flatMap((keys) => contradictedAmong(keys, tied, agree))
}

/** Those that something else than their NHS number, or the model, says are one person. */
function tieOtherwise(records: readonly LinkableRecord[], pairs: readonly SaidPair[]) {
  const sets = new DisjointSets()
  const others = pairs.filter(({ kind = 'ASSERTED' }) => kind === 'ASSERTED')
  for (const { type, keys } of collectEvidence(records, others)) {
    const [first, ...rest] = keys
    if (type === 'NHS_NUMBER' || first === undefined) continue
    for (const key of rest) sets.union(first, key)
  }
  return sets
}

function contradictedAmong(
  keys: readonly string[],
  tied: DisjointSets,
  agree: Agree,
): readonly SaidPair[] {
  const compared = keys.flatMap((a, index) =>
    keys.slice(index + 1).map((b) => ({ a, b, found: agree(a, b) })),
  )
  const together = new DisjointSets()
  for (const { a, b, found } of compared)
    if (found === 'BORNE_OUT' || tied.rootOf(a) === tied.rootOf(b)) together.union(a, b)
  const sideOf = (key: string) => together.rootOf(key)
  const contradicted = new Set(
    compared
      .filter(({ found }) => found === 'CONTRADICTED')
      .map(({ a, b }) => nameOf(sideOf(a), sideOf(b))),
  )
  return compared
    .filter(({ a, b }) => sideOf(a) !== sideOf(b))
    .filter(({ a, b }) => contradicted.has(nameOf(sideOf(a), sideOf(b))))
    .map(({ a, b }) => ({ a, b, kind: 'UNLIKE' }))
}

function nameOf(one: string, other: string): string {
  return [one, other].toSorted().join('\n')
}
