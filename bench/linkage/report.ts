import type { Figures } from '../../scripts/link/figures'
import type { Cut } from '../../subgraphs/person-index/matching/decisions/weigh'
import type { Measured } from './measure'

/** The first two lines of the table. */
export const heading = [
  '| data | compared | cut | pairs: P, R, F1 | people: P, R, F1 | blocking | CPU s | MiB | published F1 |',
  '| ---- | -------- | --- | --------------- | ---------------- | -------- | ----- | --- | ------------ |',
].join('\n')

/** One line of the table. */
export function rowOf({ set, way, outcome, cpuSeconds, mebibytes }: Measured, cut: Cut): string {
  const { edges, people, blockingRecall } = outcome
  const cells = [
    set.name,
    way,
    cut,
    figures(edges),
    figures(people),
    blockingRecall?.toFixed(4) ?? '',
    cpuSeconds.toFixed(1),
    mebibytes.toFixed(0),
    cut === 'EVEN' ? set.published : '',
  ]
  return `| ${cells.join(' | ')} |`
}

function figures(of: Figures | null): string {
  return of ? [of.precision, of.recall, of.f1].map((share) => share.toFixed(4)).join(', ') : ''
}
