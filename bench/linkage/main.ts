/**
 * `npm run bench:linkage -- --data FOLDER`: how well people are found who are known to be the same, on
 * public data sets. `--only NAMES` measures some of them, `--mode plain` or `tokens` one way of comparing.
 */
import { parseArgs } from 'node:util'

import { dataSets, whereFrom } from './data-sets'
import { measureDataSet } from './measure'
import { heading, rowOf } from './report'

const modes = ['plain', 'tokens'] as const

function main(): void {
  const { values: flags } = parseArgs({
    options: { data: { type: 'string' }, only: { type: 'string' }, mode: { type: 'string' } },
  })
  const folder = flags.data
  if (folder === undefined)
    throw new Error(`Usage: npm run bench:linkage -- --data FOLDER\n${whereFrom}`)
  const only = flags.only?.split(',')
  const unknown = only?.filter((name) => !dataSets.some((set) => set.name === name)) ?? []
  if (unknown.length > 0)
    throw new Error(
      `No data set is called ${unknown.join(', ')}. There are: ${dataSets.map(({ name }) => name).join(', ')}`,
    )
  console.log(heading)
  for (const set of dataSets)
    for (const mode of modes) {
      if ((only && !only.includes(set.name)) || (flags.mode ?? mode) !== mode) continue
      console.log(rowOf(measureDataSet(set, { folder, mode })))
    }
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
