import type { WeightedPair } from '../../subgraphs/person-index/matching/clusters/cluster'

/** How well a set of pairs fits the truth; each from 0 to 1. */
export interface Figures {
  /** Of the pairs found, how many are right. */
  readonly precision: number
  /** Of the right pairs, how many were found. */
  readonly recall: number
  /** The harmonic mean of both. */
  readonly f1: number
}

/** Who each record is of, in truth; null when that is not known: its pairs are not counted. */
export type Truth = readonly (string | null)[]

/** Counts right and wrong pairs. */
export function figuresOf(right: number, wrong: number, wanted: number): Figures {
  const found = right + wrong
  return {
    precision: found === 0 ? 1 : right / found,
    recall: wanted === 0 ? 1 : right / wanted,
    f1: found + wanted === 0 ? 1 : (2 * right) / (found + wanted),
  }
}

/** How many pairs of records are one person in truth, of those that may be compared. */
export function countTruePairs(truth: Truth, agencies: readonly number[]): number {
  const isOneAgency = new Set(agencies).size < 2
  const people = new Map<string, number[]>()
  truth.forEach((person, record) => {
    if (person === null) return
    const held = people.get(person)
    if (held) held.push(record)
    else people.set(person, [record])
  })
  let pairs = 0
  for (const records of people.values())
    for (const a of records)
      for (const b of records) if (a < b && (isOneAgency || agencies[a] !== agencies[b])) pairs += 1
  return pairs
}

/** Figures of single pairs. */
export function pairFigures(
  pairs: readonly Pick<WeightedPair, 'a' | 'b'>[],
  truth: Truth,
  wanted: number,
): Figures {
  let [right, wrong] = [0, 0]
  for (const { a, b } of pairs) {
    const [one, other] = [truth[a] ?? null, truth[b] ?? null]
    if (one === null || other === null) continue
    if (one === other) right += 1
    else wrong += 1
  }
  return figuresOf(right, wrong, wanted)
}

/** Every pair of records that stand in one cluster, of those that may be compared. */
export function pairsWithin(
  clusters: readonly (readonly number[])[],
  agencies: readonly number[],
): readonly { readonly a: number; readonly b: number }[] {
  const isOneAgency = new Set(agencies).size < 2
  return clusters.flatMap((records) =>
    records.flatMap((a) =>
      records
        .filter((b) => a < b && (isOneAgency || agencies[a] !== agencies[b]))
        .map((b) => ({ a, b })),
    ),
  )
}
