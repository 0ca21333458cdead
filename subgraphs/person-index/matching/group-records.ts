import { DisjointSets } from './disjoint-sets'
import type { AssertedPair, LinkableRecord } from './linkable-record'
import { nhsTokenOf } from './linkable-record'

/** A reason to link records that was not followed, because it would merge two people. */
export interface LinkConflict {
  /** Identifier type of the shared token, or ASSERTED. */
  readonly evidence: string
  /** Keys of the records it speaks of, sorted. */
  readonly records: readonly string[]
}

export interface Grouping {
  /** Keys of the records of one person each; keys and groups are sorted. */
  readonly groups: readonly (readonly string[])[]
  readonly conflicts: readonly LinkConflict[]
}

/** Something that speaks for two or more records being one person. */
interface Evidence {
  readonly type: string
  readonly keys: readonly string[]
}

/**
 * Which records are one person: those that share an identifier, or that someone asserted to be one.
 *
 * Two different NHS numbers are never one person. Where the evidence connects them, each number
 * keeps the records that lead to it alone; a record that leads to both is left apart, because either
 * choice could show a stranger's record. The answer depends on the set of records only, not on the
 * order in which they arrived.
 */
export function groupRecords(
  records: readonly LinkableRecord[],
  pairs: readonly AssertedPair[],
): Grouping {
  const evidence = collectEvidence(records, pairs)
  const connected = new DisjointSets()
  for (const { keys } of evidence) joinAll(connected, keys)
  const groups = [...groupBy(records, ({ key }) => connected.rootOf(key)).values()]
    .flatMap((component) => splitByNhsNumber(component, evidence))
    .map((group) => group.toSorted())
    .toSorted(compareGroups)
  return { groups, conflicts: findConflicts(groups, evidence) }
}

function collectEvidence(
  records: readonly LinkableRecord[],
  pairs: readonly AssertedPair[],
): readonly Evidence[] {
  const keysByToken = new Map<string, string[]>()
  for (const { key, tokens } of records)
    for (const token of new Set(tokens))
      keysByToken.set(token, [...(keysByToken.get(token) ?? []), key])
  const known = new Set(records.map(({ key }) => key))
  return [
    ...[...keysByToken].map(([token, keys]) => ({ type: token.split(':', 1)[0] ?? '', keys })),
    ...pairs
      .filter(({ a, b }) => known.has(a) && known.has(b))
      .map(({ a, b }) => ({ type: 'ASSERTED', keys: [a, b] })),
  ]
}

function splitByNhsNumber(
  component: readonly LinkableRecord[],
  evidence: readonly Evidence[],
): readonly (readonly string[])[] {
  const nhsByKey = new Map(component.map((record) => [record.key, nhsTokenOf(record)]))
  const numbers = new Set([...nhsByKey.values()].filter((number) => number !== null))
  if (numbers.size <= 1) return [[...nhsByKey.keys()]]
  const isFree = (key: string) => nhsByKey.get(key) === null
  const free = new DisjointSets()
  for (const { keys } of evidence) joinAll(free, keys.filter(isFree))
  const reached = reachedNumbers(evidence, { nhsByKey, rootOf: (key) => free.rootOf(key) })
  const groupOf = (key: string): string => {
    const own = nhsByKey.get(key)
    if (own) return own
    const [only, ...others] = reached.get(free.rootOf(key)) ?? []
    return only !== undefined && others.length === 0 ? only : free.rootOf(key)
  }
  return [...groupBy([...nhsByKey.keys()], groupOf).values()]
}

/** The NHS numbers to which each set of records without one is tied by some evidence. */
function reachedNumbers(
  evidence: readonly Evidence[],
  component: {
    readonly nhsByKey: ReadonlyMap<string, string | null>
    readonly rootOf: (key: string) => string
  },
): ReadonlyMap<string, ReadonlySet<string>> {
  const reached = new Map<string, Set<string>>()
  for (const { keys } of evidence) {
    const numbers = keys.map((key) => component.nhsByKey.get(key)).filter((number) => !!number)
    for (const key of keys) {
      if (component.nhsByKey.get(key) !== null) continue
      const root = component.rootOf(key)
      const soFar = reached.get(root) ?? new Set()
      for (const number of numbers) if (number) soFar.add(number)
      reached.set(root, soFar)
    }
  }
  return reached
}

/** Evidence whose records ended up as more than one person. */
function findConflicts(
  groups: readonly (readonly string[])[],
  evidence: readonly Evidence[],
): readonly LinkConflict[] {
  const groupByKey = new Map(groups.flatMap((keys, index) => keys.map((key) => [key, index])))
  return evidence
    .filter(({ keys }) => new Set(keys.map((key) => groupByKey.get(key))).size > 1)
    .map(({ type, keys }) => ({ evidence: type, records: keys.toSorted() }))
    .toSorted((a, b) => compareGroups([a.evidence, ...a.records], [b.evidence, ...b.records]))
}

function joinAll(sets: DisjointSets, keys: readonly string[]): void {
  const [first, ...others] = keys
  if (first !== undefined) for (const other of others) sets.union(first, other)
}

function groupBy<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(nameOf(item))
    if (group) group.push(item)
    else groups.set(nameOf(item), [item])
  }
  return groups
}

function compareGroups(a: readonly string[], b: readonly string[]): number {
  const [textA, textB] = [a.join('\n'), b.join('\n')]
  if (textA === textB) return 0
  return textA < textB ? -1 : 1
}
