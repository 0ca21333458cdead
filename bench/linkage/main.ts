/**
 * `npm run bench:linkage -- --data FOLDER`: how well people are found who are known to be the same, on
 * public data sets. `--only NAMES` measures some of them, `--mode plain|tokens` one way of comparing.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { linkLoaded } from '../../scripts/link/link-loaded'
import { loadRecords } from '../../scripts/link/load-records'
import { dataSets } from './data-sets'

const { values: flags } = parseArgs({
  options: { data: { type: 'string' }, only: { type: 'string' }, mode: { type: 'string' } },
})

const percent = (share: number) => share.toFixed(4)

function main(): void {
  const only = flags.only?.split(',')
  for (const { name, files, columns, published } of dataSets) {
    if (only && !only.includes(name)) continue
    for (const mode of ['plain', 'tokens'] as const) {
      if (flags.mode !== undefined && flags.mode !== mode) continue
      const start = performance.now()
      const texts = files.map((file) => ({
        name: file,
        text: readFileSync(join(flags.data ?? '', file), 'utf8'),
      }))
      const loaded = loadRecords(texts, columns)
      const { edges, people, blockingRecall, linked } = linkLoaded(loaded, { mode })
      const seconds = ((performance.now() - start) / 1000).toFixed(1)
      const largest = Math.max(...linked.clusters.map((c) => c.length))
      console.log(
        [
          name,
          mode,
          ...[edges, people].flatMap((f) => (f ? [f.precision, f.recall, f.f1].map(percent) : [])),
          blockingRecall?.toFixed(4),
          linked.pairs.length,
          largest,
          linked.refused.length,
          linked.weights.prior.toExponential(2),
          `${seconds}s`,
          published,
        ].join(' '),
      )
    }
  }
}

main()
