/**
 * `npm run bench:linkage -- --data FOLDER`: how well people are found who are known to be the same, on
 * public data sets. `--only NAMES` measures some of them, `--mode plain` or `tokens` one way of comparing.
 */
import { parseArgs } from 'node:util'

import type { DataSet } from './data-sets'
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
  console.log(heading)
  for (const set of chosenSets(flags.only))
    for (const mode of modes)
      if ((flags.mode ?? mode) === mode) console.log(rowOf(measureDataSet(set, { folder, mode })))
}

/** The data sets of these names, parted by commas; all when none is named. */
function chosenSets(names: string | undefined): readonly DataSet[] {
  if (names === undefined) return dataSets
  const only = names.split(',')
  const unknown = only.filter((name) => !dataSets.some((set) => set.name === name))
  if (unknown.length > 0)
    throw new Error(
      `No data set is called ${unknown.join(', ')}. There are: ${dataSets.map(({ name }) => name).join(', ')}`,
    )
  return dataSets.filter(({ name }) => only.includes(name))
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
