import type { Figures, Truth } from '../../scripts/link/figures'
import { figuresOf } from '../../scripts/link/figures'
import type { MadeUpTruth } from './made-up-set'

/** How two people who are put together are close to each other; the first that fits. */
export const closenesses = ['twins', 'namesakes', 'siblings', 'household'] as const

export type Closeness = (typeof closenesses)[number]

/** How many are put together who are close. */
export interface WrongMerges {
  /** Pairs of people who are close so, both with records. */
  readonly pairs: number
  /** Of them, those with records in one cluster. */
  readonly merged: number
}

interface Outcome {
  readonly clusters: readonly (readonly number[])[]
  readonly truth: Truth
  readonly people: ReadonlyMap<string, MadeUpTruth>
}

/** For each closeness, how many pairs of such people are taken for one person. */
export function wrongMerges({ clusters, truth, people }: Outcome) {
  const held = new Set(truth.filter((person) => person !== null))
  const pairs = closePairs(people, held)
  const merged = new Set(clusters.flatMap((records) => pairsOf(peopleIn(records, truth))))
  return Object.fromEntries(
    closenesses.map((closeness) => {
      const own = [...pairs].filter(([, found]) => found === closeness).map(([pair]) => pair)
      const count = own.filter((pair) => merged.has(pair)).length
      return [closeness, { pairs: own.length, merged: count }]
    }),
  ) as Readonly<Record<Closeness, WrongMerges>>
}

/** Pairs of people of one household and how they are close. */
function closePairs(
  people: Outcome['people'],
  held: ReadonlySet<string>,
): ReadonlyMap<string, Closeness> {
  const households = new Map<string, string[]>()
  for (const [person, { household }] of people)
    if (held.has(person)) households.set(household, [...(households.get(household) ?? []), person])
  const pairs = new Map<string, Closeness>()
  for (const members of households.values())
    for (const pair of pairsOf(members)) pairs.set(pair, closenessOf(pair, people))
  return pairs
}

function closenessOf(pair: string, people: Outcome['people']): Closeness {
  const [one, other] = pair.split('+').map((person) => people.get(person))
  const found = closenesses.find((by) => one?.[by] !== '' && one?.[by] === other?.[by])
  return found ?? 'household'
}

function peopleIn(records: readonly number[], truth: Truth): readonly string[] {
  return [...new Set(records.flatMap((record) => truth[record] ?? []))]
}

/** Each pair once, as one text, the same whichever way round. */
function pairsOf(people: readonly string[]): readonly string[] {
  return people.flatMap((one) =>
    people.filter((other) => one < other).map((other) => `${one}+${other}`),
  )
}

/** Figures of the pairs of records in clusters, by the origin of the people: a wrong pair counts for both. */
export function figuresByOrigin(
  { truth, people }: Pick<Outcome, 'truth' | 'people'>,
  pairs: readonly { readonly a: number; readonly b: number }[],
  wanted: ReadonlyMap<string, number>,
): ReadonlyMap<string, Figures> {
  const counts = new Map([...wanted.keys()].map((origin) => [origin, { right: 0, wrong: 0 }]))
  const originOf = (record: number) => people.get(truth[record] ?? '')?.origin ?? ''
  for (const { a, b } of pairs) {
    const isRight = truth[a] === truth[b]
    for (const origin of new Set([originOf(a), originOf(b)])) {
      const count = counts.get(origin)
      if (count) count[isRight ? 'right' : 'wrong'] += 1
    }
  }
  return new Map(
    [...counts].map(([origin, { right, wrong }]) => [
      origin,
      figuresOf(right, wrong, wanted.get(origin) ?? 0),
    ]),
  )
}
