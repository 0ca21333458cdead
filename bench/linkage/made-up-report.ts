import type { Truth } from '../../scripts/link/figures'
import { countTruePairs, pairsWithin } from '../../scripts/link/figures'
import type { Cut } from '../../subgraphs/person-index/matching/decisions/weigh'
import type { MadeUpSet } from './made-up-set'
import { madeUpSet } from './made-up-set'
import type { Way } from './measure'
import { linkInWay, spentSince } from './measure'
import { rowOf } from './report'
import { closenesses, figuresByOrigin, wrongMerges } from './wrong-merges'

/** Lines of three tables: how well made-up people are found, who close to each other is put together, and by origin. */
export interface MadeUpRows {
  readonly row: string
  readonly merge: string
  readonly byOrigin: readonly string[]
}

export const mergeHeading = `| compared | cut | ${closenesses.map((one) => `${one} put together`).join(' | ')} |
| -------- | --- | ${closenesses.map(() => '---').join(' | ')} |`

export const originHeading = `| compared | cut | named | people: P, R, F1 |
| -------- | --- | ----- | ---------------- |`

/** Links made-up people once. */
export function linkMadeUp(options: {
  readonly people: number
  readonly seed: number
  readonly way: Way
  readonly cut: Cut
}): MadeUpRows {
  const { people, seed, way, cut } = options
  const before = process.cpuUsage()
  const made = madeUpSet(people, seed)
  const outcome = linkInWay(made.loaded, way, cut)
  const spent = spentSince(before)
  const set = { name: `made-up, ${made.loaded.records.length} rows`, published: '' }
  const { clusters } = outcome.linked
  const truth = made.loaded.truth ?? []
  const merges = wrongMerges({ clusters, truth, people: made.people })
  const cells = closenesses.map((by) => shareOf(merges[by].merged, merges[by].pairs))
  return {
    row: rowOf({ set, way, outcome, ...spent }, cut),
    merge: `| ${[way, cut, ...cells].join(' | ')} |`,
    byOrigin: originRows(made, clusters, `${way} | ${cut}`),
  }
}

function shareOf(merged: number, pairs: number): string {
  return `${merged} of ${pairs} (${((100 * merged) / Math.max(1, pairs)).toFixed(2)} %)`
}

function originRows(
  { loaded, people }: MadeUpSet,
  clusters: readonly (readonly number[])[],
  label: string,
): readonly string[] {
  const truth = loaded.truth ?? []
  const origins = [...new Set([...people.values()].map(({ origin }) => origin))].toSorted()
  const of = (origin: string): Truth =>
    truth.map((one) => (people.get(one ?? '')?.origin === origin ? one : null))
  const wanted = new Map(
    origins.map((origin) => [origin, countTruePairs(of(origin), loaded.agencies)]),
  )
  const found = figuresByOrigin({ truth, people }, pairsWithin(clusters, loaded.agencies), wanted)
  return [...found].map(([origin, { precision, recall, f1 }]) => {
    const figures = [precision, recall, f1].map((one) => one.toFixed(4)).join(', ')
    return `| ${label} | ${origin} | ${figures} |`
  })
}
