/**
 * `npm run bench:linkage -- --data FOLDER`: how well people are found who are known to be the same, on
 * public data sets and on made-up people. `--only NAMES` measures some of them ("made-up" among them), `--mode
 * plain`, `tokens` or `"tokens + second step"` one way of comparing; `--people N` and `--seed S` say who is made up, and without `--data`
 * only they are measured.
 */
import { parseArgs } from 'node:util'

import type { DataSet } from './data-sets'
import { dataSets, whereFrom } from './data-sets'
import { reportMadeUp } from './made-up-report'
import { measureDataSet } from './measure'
import { heading, rowOf } from './report'

const ways = ['plain', 'tokens', 'tokens + second step'] as const

/** As many as have about 50,000 records. */
const defaultPeople = '28000'
const madeUpName = 'made-up'

function main(): void {
  const { values: flags } = parseArgs({
    options: {
      data: { type: 'string' },
      only: { type: 'string' },
      mode: { type: 'string' },
      people: { type: 'string', default: defaultPeople },
      seed: { type: 'string', default: '1' },
    },
  })
  const folder = flags.data
  const names = folder === undefined && flags.only === undefined ? madeUpName : flags.only
  const { sets, isMadeUp } = chosenSets(names)
  if (folder === undefined && sets.length > 0)
    throw new Error(`Usage: npm run bench:linkage -- --data FOLDER\n${whereFrom}`)
  const chosen = ways.filter((way) => (flags.mode ?? way) === way)
  if (chosen.length === 0) throw new Error(`--mode must be one of: ${ways.join(', ')}.`)
  const [people, seed] = [wholeNumber('people', flags.people), wholeNumber('seed', flags.seed)]
  console.log(heading)
  for (const set of sets)
    for (const way of chosen) console.log(rowOf(measureDataSet(set, { folder: folder ?? '', way })))
  if (isMadeUp) console.log(reportMadeUp({ people, seed, ways: chosen }).join('\n\n'))
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${name} must be a whole number above 0.`)
  return Number(text)
}

/** The data sets of these names, parted by commas; all when none is named. */
function chosenSets(names: string | undefined): {
  readonly sets: readonly DataSet[]
  readonly isMadeUp: boolean
} {
  if (names === undefined) return { sets: dataSets, isMadeUp: true }
  const only = names.split(',')
  const known = [...dataSets.map(({ name }) => name), madeUpName]
  const unknown = only.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new Error(`No data set is called ${unknown.join(', ')}. There are: ${known.join(', ')}`)
  const sets = dataSets.filter(({ name }) => only.includes(name))
  return { sets, isMadeUp: only.includes(madeUpName) }
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
