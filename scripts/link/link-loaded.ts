import { randomBytes } from 'node:crypto'

import { plainEncoder, tokenEncoder } from '../../common/likeness/encode'
import type { Cut } from '../../subgraphs/person-index/matching/decisions/weigh'
import type { Linked, LinkInput } from '../../subgraphs/person-index/matching/link-records'
import { linkRecords } from '../../subgraphs/person-index/matching/link-records'
import type { ComparisonMode } from '../../subgraphs/person-index/matching/scoring/model'
import { listThresholds } from '../../subgraphs/person-index/matching/scoring/model'
import { currentModel } from '../../subgraphs/person-index/matching/models/current-model'
import type { Figures } from './figures'
import { countTruePairs, pairFigures, pairsWithin } from './figures'
import type { LoadedRecords } from './load-records'

export interface LinkOptions {
  readonly mode: ComparisonMode
  readonly cut: Cut
  /** See `LinkInput`. */
  readonly lookCloser?: LinkInput['lookCloser']
  readonly report?: (step: string) => void
}

export interface LinkedFiles {
  readonly linked: Linked
  /** Of single pairs at the fixed threshold; null without a truth, as all figures. */
  readonly edges: Figures | null
  /** Of all pairs that stand in one cluster. */
  readonly people: Figures | null
  /** Of the true pairs, the share that was compared at all. */
  readonly blockingRecall: number | null
}

/** Links the records of files, and measures the outcome when the truth is known. */
export function linkLoaded(
  { records, agencies, truth }: LoadedRecords,
  { mode, cut, report, lookCloser }: LinkOptions,
): LinkedFiles {
  const encode = mode === 'plain' ? plainEncoder() : tokenEncoder(randomBytes(32))
  report?.(`preparing ${records.length} records`)
  const encoded = records.map(encode)
  const model = currentModel()
  const linked = linkRecords({
    records: encoded,
    agencies,
    model,
    mode,
    cut,
    ...(report ? { report } : {}),
    ...(lookCloser ? { lookCloser } : {}),
  })
  if (!truth) return { linked, edges: null, people: null, blockingRecall: null }
  const wanted = countTruePairs(truth, agencies)
  const { even, automatic } = listThresholds(model)
  const links = linked.pairs.filter(({ bits }) => bits >= (cut === 'EVEN' ? even : automatic))
  return {
    linked,
    edges: pairFigures(links, truth, wanted),
    people: pairFigures(pairsWithin(linked.clusters, agencies), truth, wanted),
    blockingRecall: pairFigures(linked.pairs, truth, wanted).recall,
  }
}
