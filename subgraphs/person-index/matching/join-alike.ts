import type { ApartPairs } from './apart-pairs'
import { DisjointSets } from './disjoint-sets'
import { groupBy } from './evidence'
import type { LinkableRecord, SaidPair } from './linkable-record'
import { nhsTokenOf } from './linkable-record'

type Group = readonly string[]

interface Settled {
  /** People as identifiers and people's words make them. */
  readonly groups: readonly Group[]
  readonly records: readonly LinkableRecord[]
  readonly pairs: readonly SaidPair[]
  readonly apart: ApartPairs
}

/**
 * Puts people together whose records the model links, what speaks most first: never two NHS numbers, nor
 * anybody who was parted. Somebody who is alike two people that cannot be one joins neither. The answer
 * depends on the records and pairs only, not on their order.
 */
export function joinAlike({ groups, records, pairs, apart }: Settled): readonly Group[] {
  const alike = pairs.filter(({ kind }) => kind === 'ALIKE')
  if (alike.length === 0) return groups
  const home = new Map(groups.flatMap((keys, index) => keys.map((key) => [key, index])))
  const numbers = numbersOf(groups, records)
  const cannotBeOne = (one: number, other: number) =>
    apart.isBetween(groups[one] ?? [], groups[other] ?? []) ||
    new Set([numbers[one], numbers[other]].filter((number) => number !== null)).size > 1
  const links = alike
    .toSorted(strongestFirst)
    .flatMap(({ a, b }) => {
      const [one, other] = [home.get(a), home.get(b)]
      return one === undefined || other === undefined || one === other ? [] : [{ one, other }]
    })
    .filter(({ one, other }) => !cannotBeOne(one, other))
  const torn = findTorn(links, cannotBeOne)
  return unite(
    groups,
    links.filter(({ one, other }) => !torn.has(one) && !torn.has(other)),
    cannotBeOne,
  )
}

interface Link {
  readonly one: number
  readonly other: number
}

type CannotBeOne = (one: number, other: number) => boolean

/** Those who are alike two people that cannot be one. */
function findTorn(links: readonly Link[], cannotBeOne: CannotBeOne): ReadonlySet<number> {
  const beside = new Map<number, Set<number>>()
  const add = (one: number, other: number) =>
    beside.set(one, (beside.get(one) ?? new Set()).add(other))
  for (const { one, other } of links) {
    add(one, other)
    add(other, one)
  }
  const isTorn = ([, others]: [number, ReadonlySet<number>]) =>
    [...others].some((a) => [...others].some((b) => cannotBeOne(a, b)))
  return new Set([...beside].filter(isTorn).map(([group]) => group))
}

function unite(
  groups: readonly Group[],
  links: readonly Link[],
  cannotBeOne: CannotBeOne,
): readonly Group[] {
  const sets = new DisjointSets()
  const members = groups.map((_, index) => [index])
  for (const { one, other } of links) {
    const [left, right] = [sets.rootOf(String(one)), sets.rootOf(String(other))]
    if (left === right) continue
    const [own, theirs] = [members[Number(left)] ?? [], members[Number(right)] ?? []]
    if (own.some((a) => theirs.some((b) => cannotBeOne(a, b)))) continue
    sets.union(left, right)
    members[Number(sets.rootOf(left))] = [...own, ...theirs]
  }
  const indexes = groups.map((_, index) => index)
  return [...groupBy(indexes, (index) => sets.rootOf(String(index))).values()].map((united) =>
    united.flatMap((index) => groups[index] ?? []),
  )
}

function numbersOf(
  groups: readonly Group[],
  records: readonly LinkableRecord[],
): readonly (string | null)[] {
  const numbers = new Map(records.map((record) => [record.key, nhsTokenOf(record)]))
  return groups.map((keys) => keys.flatMap((key) => numbers.get(key) ?? [])[0] ?? null)
}

/** Of equals one and the same first, whatever their order. */
function strongestFirst(one: SaidPair, other: SaidPair): number {
  return (other.bits ?? 0) - (one.bits ?? 0) || (nameOf(one) < nameOf(other) ? -1 : 1)
}

function nameOf({ a, b }: SaidPair): string {
  return [a, b].toSorted().join('\n')
}
