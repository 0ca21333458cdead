import type { ApartPairs } from './apart-pairs'
import type { Evidence } from './evidence'
import { evidenceAmong, groupBy, tieAll } from './evidence'

type Group = readonly string[]

/**
 * Groups in which nobody stands with somebody of whom it was said that they are two people.
 *
 * The records of which it was said keep each other's company only where evidence ties them directly. A
 * record that leads to both sides joins neither: either choice could show a stranger's record.
 */
export function splitApart(
  groups: readonly Group[],
  apart: ApartPairs,
  evidence: readonly Evidence[],
): readonly Group[] {
  if (apart.isEmpty) return groups
  return groups.flatMap((group) =>
    apart.isBetween(group, group)
      ? splitGroup(group, apart, evidenceAmong(evidence, new Set(group)))
      : [group],
  )
}

function splitGroup(
  group: Group,
  apart: ApartPairs,
  evidence: readonly Evidence[],
): readonly Group[] {
  const named = group.filter((key) => apart.has(key))
  const sides = sidesOf(named, apart, evidence)
  const free = tieAll(evidence, (key) => !apart.has(key))
  const sideOf = new Map(sides.flatMap((keys, index) => keys.map((key) => [key, index])))
  const placeOf = new Map<string, number | null>()
  const rest = group.filter((key) => !apart.has(key))
  for (const [root, keys] of groupBy(rest, (key) => free.rootOf(key)))
    placeOf.set(root, onlySide(keys, sideOf, evidence))
  return [
    ...groupBy(group, (key) => {
      const side = sideOf.get(key) ?? placeOf.get(free.rootOf(key)) ?? null
      return side === null ? `free ${free.rootOf(key)}` : `side ${side}`
    }).values(),
  ]
}

/** The records of which something was said, with those that evidence ties them to directly. */
function sidesOf(named: Group, apart: ApartPairs, evidence: readonly Evidence[]): readonly Group[] {
  const isNamed = new Set(named)
  const pairs = evidence.flatMap(({ type, keys }) =>
    pairsOf(keys.filter((key) => isNamed.has(key))).map((pair) => ({ type, keys: pair })),
  )
  const allowed = pairs.filter(({ keys: [a = '', b = ''] }) => !apart.isBetween([a], [b]))
  const beside = new Map(named.map((key) => [key, new Set<string>()]))
  for (const { keys } of allowed)
    for (const key of keys) for (const other of keys) if (other !== key) beside.get(key)?.add(other)
  // One that leads to both sides ties nobody.
  const isTorn = (key: string) => {
    const others = [...(beside.get(key) ?? [])]
    return apart.isBetween(others, others)
  }
  const torn = new Set(named.filter(isTorn))
  const ties = tieAll(allowed.filter(({ keys }) => !keys.some((key) => torn.has(key))))
  return [...groupBy(named, (key) => ties.rootOf(key)).values()].flatMap((side) =>
    apart.isBetween(side, side) ? side.map((key) => [key]) : [side],
  )
}

/** The one side to which evidence leads these; null: it leads to none or to several. */
function onlySide(
  keys: Group,
  sideOf: ReadonlyMap<string, number>,
  evidence: readonly Evidence[],
): number | null {
  const own = new Set(keys)
  const reached = evidence
    .filter((one) => one.keys.some((key) => own.has(key)))
    .flatMap((one) => one.keys.flatMap((key) => sideOf.get(key) ?? []))
  const [only = null, ...others] = new Set(reached)
  return others.length === 0 ? only : null
}

function pairsOf(keys: readonly string[]): readonly (readonly string[])[] {
  return keys.flatMap((a, index) => keys.slice(index + 1).map((b) => [a, b]))
}
