import { DisjointSets } from './disjoint-sets'
import type { SaidPair, LinkableRecord } from './linkable-record'

/** Something that speaks for two or more records being one person. */
export interface Evidence {
  /** Identifier type of the shared token, or `ASSERTED`. */
  readonly type: string
  readonly keys: readonly string[]
}

/** The evidence type of a named member of staff's word. */
export const assertedType = 'ASSERTED'

/** The evidence type of the model's: the records are alike. */
export const alikeType = 'ALIKE'

/** Every token, and what is said for two records being one person, with the records it speaks of. Pure. */
export function collectEvidence(
  records: readonly LinkableRecord[],
  pairs: readonly SaidPair[],
): readonly Evidence[] {
  const keysByToken = new Map<string, string[]>()
  for (const { key, tokens } of records)
    for (const token of new Set(tokens)) {
      const keys = keysByToken.get(token)
      if (keys) keys.push(key)
      else keysByToken.set(token, [key])
    }
  const known = new Set(records.map(({ key }) => key))
  return [
    ...[...keysByToken].map(([token, keys]) => ({ type: token.split(':', 1)[0] ?? '', keys })),
    ...pairs
      .filter(({ a, b, kind }) => !isAgainst(kind) && known.has(a) && known.has(b))
      .map(({ a, b, kind = assertedType }) => ({ type: kind, keys: [a, b] })),
  ]
}

/** Whether what is said of two records keeps them apart. */
export function isAgainst(kind: SaidPair['kind']): boolean {
  return kind === 'APART' || kind === 'UNLIKE'
}

/** Evidence as far as it speaks of these records. */
export function evidenceAmong(
  evidence: readonly Evidence[],
  keys: ReadonlySet<string>,
): readonly Evidence[] {
  return evidence.map(({ type, keys: all }) => ({
    type,
    keys: all.filter((key) => keys.has(key)),
  }))
}

/** The records of each piece of evidence, tied together. */
export function tieAll(
  evidence: readonly Evidence[],
  isTied: (key: string) => boolean = () => true,
): DisjointSets {
  const sets = new DisjointSets()
  for (const { keys } of evidence) {
    const [first, ...others] = keys.filter(isTied)
    if (first !== undefined) for (const other of others) sets.union(first, other)
  }
  return sets
}

/** Items by a name, in the order in which the names come. */
export function groupBy<Item>(
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
