import { addressAnswerOf } from '../../subgraphs/insights/core/address'
import { addressesOf } from '../../subgraphs/insights/core/addresses'
import { chronologyOf } from '../../subgraphs/insights/core/chronology'
import { coResidentsOf } from '../../subgraphs/insights/core/co-residents'
import { concernsOf } from '../../subgraphs/insights/core/concerns'
import type { InsightInput } from '../../subgraphs/insights/core/input'
import { injuriesOf } from '../../subgraphs/insights/core/injuries'
import { patternsOf } from '../../subgraphs/insights/core/patterns'
import { relationshipsOf } from '../../subgraphs/insights/core/relationships'
import { median } from '../store/statistics'
import { madeUpInput } from './made-up-events'

/** What one function of the core took of so many events, as a multiple of sorting the same events. */
export interface CoreRow {
  readonly insight: string
  readonly events: number
  readonly people: number
  readonly ms: number
  readonly ofSorting: number
}

const question = {
  ...{ from: null, to: null, kinds: null, agencies: null, after: null, first: 1000 },
  order: 'NEWEST_FIRST' as const,
}

/** Of one person: `P0`. */
const ofOne: Readonly<Record<string, (input: InsightInput) => unknown>> = {
  sorting: sortEvents,
  chronology: (input) => chronologyOf(input, question),
  injuries: (input) => injuriesOf(input),
  addresses: (input) => addressesOf(input, 'P0'),
}

/** Of a person and those beside them. */
const ofHousehold: typeof ofOne = {
  sorting: sortEvents,
  coResidents: (input) => coResidentsOf(input, 'P0'),
  relationships: (input) => relationshipsOf(input, 'P0'),
  patterns: (input) => patternsOf(input, 'P0'),
  concerns: (input) => concernsOf(input, 'P0'),
  address: (input) => addressAnswerOf(input, '906700000001'),
}

/** The baseline: the events in the order of time, by what happened when. */
function sortEvents({ events }: InsightInput): unknown {
  const times = events.map((event) => [Date.parse(event.occurredAt ?? ''), event] as const)
  return times.toSorted(([one], [other]) => one - other)
}

export interface CoreSizes {
  readonly events: readonly number[]
  readonly households: readonly number[]
  readonly rounds: number
}

/** Every function for every size; the functions take turns in each round. */
export function measureCore({ events, households, rounds }: CoreSizes): readonly CoreRow[] {
  return [
    ...events.flatMap((count) => measureSize(ofOne, { events: count, people: 1 }, rounds)),
    ...events.flatMap((count) => measureSize(ofHousehold, { events: count, people: 2 }, rounds)),
    // As many events for each person, and more people.
    ...households.flatMap((people) =>
      measureSize(ofHousehold, { events: people * 200, people }, rounds),
    ),
  ]
}

function measureSize(
  functions: typeof ofOne,
  size: { readonly events: number; readonly people: number },
  rounds: number,
): readonly CoreRow[] {
  const input = madeUpInput(size)
  const names = Object.keys(functions)
  const times = new Map(names.map((name) => [name, [] as number[]]))
  for (let round = 0; round <= rounds; round += 1)
    for (const name of names) {
      const startedMs = performance.now()
      functions[name]?.(input)
      // The first round warms up.
      if (round > 0) times.get(name)?.push(performance.now() - startedMs)
    }
  const of = (name: string) => median(times.get(name) ?? [])
  return names.map((insight) => ({
    ...{ insight, ...size, ms: of(insight), ofSorting: of(insight) / of('sorting') },
  }))
}
