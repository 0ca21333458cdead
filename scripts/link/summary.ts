import type { Verdict } from '../../subgraphs/person-index/matching/decisions/decide'
import type { Figures } from './figures'
import type { LinkedFiles } from './link-loaded'

/** What pairs of each status mean for those who run it. */
const meanings: readonly (readonly [Verdict, string])[] = [
  ['LINKED', 'linked, nobody need look'],
  ['POSSIBLE', 'possible, a person should look'],
  ['MANY_MATCH', 'fit more than one person'],
  ['NEEDS_ATTENTION', 'contradict themselves'],
  ['CANNOT_LINK', 'two different NHS numbers'],
]

/** What was found, and how well it fits the truth when that is known. */
export function summaryOf(outcome: LinkedFiles, records: number): string {
  const { linked, edges, people, blockingRecall } = outcome
  const largest = linked.clusters.reduce((most, { length }) => Math.max(most, length), 0)
  const counted = meanings.map(([status, meaning]) => {
    const pairs = linked.judged.filter((pair) => pair.status === status).length
    return `  ${meaning}: ${pairs}`
  })
  const lines = [
    `${records} rows, ${linked.clusters.length} people; the largest has ${largest} rows`,
    `${linked.pairs.length} pairs compared, ${linked.refused.length} links refused; of the pairs:`,
    ...counted,
    ...(edges ? [`pairs:  ${figures(edges)}`] : []),
    ...(people ? [`people: ${figures(people)}`] : []),
    ...(blockingRecall === null
      ? []
      : [`true pairs that were compared: ${blockingRecall.toFixed(4)}`]),
  ]
  return `${lines.join('\n')}\n`
}

function figures({ precision, recall, f1 }: Figures): string {
  return `precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, F1 ${f1.toFixed(4)}`
}
