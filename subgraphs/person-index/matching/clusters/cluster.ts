import type { ClusterRules } from '../scoring/model'

/** Two records and their weight in bits. */
export interface WeightedPair {
  readonly a: number
  readonly b: number
  readonly bits: number
}

export interface Clustering {
  /** Records of one person each, ascending; those alone included. */
  readonly clusters: readonly (readonly number[])[]
  /** Pairs that were not followed, and why. */
  readonly refused: readonly Refusal[]
}

export interface Refusal extends WeightedPair {
  readonly cause: 'BROKEN' | 'CANNOT_LINK' | 'TOO_LARGE' | 'TOO_MANY_OF_ONE_AGENCY'
}

export interface ClusterInput {
  /** How many records there are. */
  readonly count: number
  /** Pairs that are linked, in any order. */
  readonly links: readonly WeightedPair[]
  /** The weight of any two records, candidates or not. */
  readonly bitsBetween: (a: number, b: number) => number
  readonly agencyOf: (record: number) => number
  readonly rules: ClusterRules
}

/**
 * Records as people. The strongest link comes first; two clusters become one only when on the whole their
 * records agree (the average-link guard): a chain of single links joins nobody. A cluster that would be
 * too large to be one person does not grow.
 */
export function clusterRecords(input: ClusterInput): Clustering {
  const members = Array.from({ length: input.count }, (_, record) => [record])
  const home = Int32Array.from({ length: input.count }, (_, record) => record)
  const refused: Refusal[] = []
  for (const pair of input.links.toSorted(strongestFirst)) {
    const [left, right] = [home[pair.a] ?? 0, home[pair.b] ?? 0]
    if (left === right) continue
    const [one, other] = [members[left] ?? [], members[right] ?? []]
    const cause = causeAgainst(one, other, input)
    if (cause === null) move(other, one, (record) => (home[record] = left))
    else refused.push({ ...pair, cause })
  }
  return {
    clusters: members
      .filter((records) => records.length > 0)
      .map((records) => records.toSorted((a, b) => a - b)),
    refused,
  }
}

function strongestFirst(a: WeightedPair, b: WeightedPair): number {
  return b.bits - a.bits || a.a - b.a || a.b - b.b
}

function move(from: number[], to: number[], settle: (record: number) => void): void {
  from.forEach(settle)
  to.push(...from)
  from.length = 0
}

function causeAgainst(
  one: readonly number[],
  other: readonly number[],
  { rules, agencyOf, bitsBetween }: ClusterInput,
): Refusal['cause'] | null {
  if (one.length + other.length > rules.maximumRecords) return 'TOO_LARGE'
  const ofAgency = new Map<number, number>()
  for (const record of [...one, ...other]) {
    const held = (ofAgency.get(agencyOf(record)) ?? 0) + 1
    if (held > rules.maximumOfOneAgency) return 'TOO_MANY_OF_ONE_AGENCY'
    ofAgency.set(agencyOf(record), held)
  }
  let sum = 0
  for (const a of one)
    for (const b of other) {
      const bits = bitsBetween(a, b)
      if (bits === -Infinity) return 'CANNOT_LINK'
      sum += Math.max(-rules.guardClip, Math.min(rules.guardClip, bits))
    }
  return sum / (one.length * other.length) >= rules.guardMean ? null : 'BROKEN'
}
