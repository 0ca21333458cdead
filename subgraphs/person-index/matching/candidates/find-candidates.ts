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
  const pairs = new Set<number>()
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
  return { pairs: Float64Array.from(pairs).sort(), skippedKeys }
}

/** Records by key, those keys only that two records or more share; records ascend. */
function blocksOf(keys: readonly Iterable<number>[]): readonly (readonly number[])[] {
  const first = new Map<number, number>()
  const shared = new Map<number, number[]>()
  keys.forEach((own, record) => {
    for (const key of own) {
      const before = first.get(key)
      if (before === undefined) first.set(key, record)
      else if (before !== record) addTo(shared, key, [before, record])
    }
  })
  return [...shared.values()]
}

function addTo(
  shared: Map<number, number[]>,
  key: number,
  [first, record]: [number, number],
): void {
  const members = shared.get(key)
  if (!members) shared.set(key, [first, record])
  else if (members.at(-1) !== record) members.push(record)
}
