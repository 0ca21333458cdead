import { DistinctNumbers, GrowingNumbers } from './numbers'

/** Pairs of records that share a blocking key. */
export interface Candidates {
  /** `a * count + b` with a < b, each pair once. */
  readonly pairs: Float64Array
  /** Keys so common that they were not used. */
  readonly skippedKeys: number
}

export interface CandidateOptions {
  /** Whether two records are to be compared at all. */
  readonly isComparable: (a: number, b: number) => boolean
  /** A key held by more records says nothing. */
  readonly maximumBlock: number
}

/**
 * Every pair of records that shares a key.
 * @param keys hashed blocking keys of each record; that two keys have one hash costs a comparison only
 */
export function findCandidates(
  keys: readonly Iterable<number>[],
  { isComparable, maximumBlock }: CandidateOptions,
): Candidates {
  const count = keys.length
  const pairs = new DistinctNumbers()
  let skippedKeys = 0
  for (const members of blocksOf(keys)) {
    if (members.length > maximumBlock) {
      skippedKeys += 1
      continue
    }
    for (let i = 1; i < members.length; i += 1)
      for (let j = 0; j < i; j += 1) {
        const [a = 0, b = 0] = [members[j], members[i]]
        if (isComparable(a, b)) pairs.add(a * count + b)
      }
  }
  return { pairs: pairs.sorted(), skippedKeys }
}

/** Records by key, those keys only that two records or more share; records ascend. */
function blocksOf(keys: readonly Iterable<number>[]): Iterable<readonly number[]> {
  const shared = sharedKeys(keys)
  const blocks = new Map<number, number[]>()
  keys.forEach((own, record) => {
    for (const key of own) {
      if (!shared.has(key)) continue
      const members = blocks.get(key)
      if (!members) blocks.set(key, [record])
      else if (members.at(-1) !== record) members.push(record)
    }
  })
  return blocks.values()
}

/** The keys that stand there twice or more: most stand there once, and are not kept. */
function sharedKeys(keys: readonly Iterable<number>[]): ReadonlySet<number> {
  const all = new GrowingNumbers()
  for (const own of keys) for (const key of own) all.push(key)
  const sorted = all.taken().sort()
  const shared = new Set<number>()
  for (let at = 1; at < sorted.length; at += 1)
    if (sorted[at] === sorted[at - 1]) shared.add(sorted[at] ?? 0)
  return shared
}
