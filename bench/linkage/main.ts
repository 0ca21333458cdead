/**
 * `npm run bench:linkage -- --data FOLDER`: how well people are found who are known to be the same, on
 * public data sets and on made-up people; each run in a process of its own. `--only NAMES` measures some of them
 * ("made-up" among them), `--mode plain`, `tokens` or `"tokens + second step"` one way of comparing, `--cut EVEN` or
 * `AUTOMATIC` one threshold; `--people N` and `--seed S` say who is made up, and without `--data` only they are measured.
 */
import { parseArgs } from 'node:util'

import type { Cut } from '../../subgraphs/person-index/matching/decisions/weigh'
import { dataSets, whereFrom } from './data-sets'
import type { MadeUpRows } from './made-up-report'
import { linkMadeUp, mergeHeading, originHeading } from './made-up-report'
import type { Way } from './measure'
import { measureDataSet } from './measure'
import { inOwnProcess } from './own-process'
import { heading, rowOf } from './report'

const ways = ['plain', 'tokens', 'tokens + second step'] as const
const cuts = ['EVEN', 'AUTOMATIC'] as const

/** As many as have about 50,000 records. */
const defaultPeople = '28000'
const madeUpName = 'made-up'

/** One run. */
interface Run {
  readonly only: string
  readonly way: Way
  readonly cut: Cut
}

interface Options {
  readonly folder: string | undefined
  readonly people: number
  readonly seed: number
}

function main(): void {
  const { values: flags } = parseArgs({
    options: {
      data: { type: 'string' },
      only: { type: 'string' },
      mode: { type: 'string' },
      cut: { type: 'string' },
      people: { type: 'string', default: defaultPeople },
      seed: { type: 'string', default: '1' },
      here: { type: 'boolean', default: false },
    },
  })
  const { data: folder, mode, cut } = flags
  const options = {
    folder,
    people: wholeNumber('people', flags.people),
    seed: wholeNumber('seed', flags.seed),
  }
  const names = chosenNames(
    folder === undefined && flags.only === undefined ? madeUpName : flags.only,
  )
  if (folder === undefined && names.some((name) => name !== madeUpName))
    throw new Error(`Usage: npm run bench:linkage -- --data FOLDER\n${whereFrom}`)
  const runs = names.flatMap((only) =>
    chosen(ways, 'mode', mode).flatMap((way) =>
      chosen(cuts, 'cut', cut).map((one): Run => ({ only, way, cut: one })),
    ),
  )
  if (flags.here) for (const run of runs) console.log(measured(run, options))
  else printAll(runs, options)
}

/** What one run measured, as text: a row, or for made-up people `MadeUpRows` as JSON. */
function measured({ only, way, cut }: Run, { folder = '', people, seed }: Options): string {
  if (only === madeUpName) return JSON.stringify(linkMadeUp({ people, seed, way, cut }))
  const set = dataSets.find(({ name }) => name === only)
  return set ? rowOf(measureDataSet(set, { folder, way, cut }), cut) : ''
}

function printAll(runs: readonly Run[], { folder, people, seed }: Options): void {
  console.log(heading)
  const made: MadeUpRows[] = []
  for (const { only, way, cut } of runs) {
    const flags = { only, mode: way, cut, people: String(people), seed: String(seed) }
    const text = inOwnProcess({ ...flags, ...(folder === undefined ? {} : { data: folder }) })
    if (only !== madeUpName) console.log(text)
    else made.push(JSON.parse(text) as MadeUpRows)
  }
  if (made.length === 0) return
  console.log(made.map(({ row }) => row).join('\n'))
  console.log(`\n${[mergeHeading, ...made.map(({ merge }) => merge)].join('\n')}`)
  console.log(`\n${[originHeading, ...made.flatMap(({ byOrigin }) => byOrigin)].join('\n')}`)
}

function chosen<Name extends string>(
  all: readonly Name[],
  flag: string,
  given: string | undefined,
): readonly Name[] {
  const found = all.filter((one) => (given ?? one) === one)
  if (found.length === 0) throw new Error(`--${flag} must be one of: ${all.join(', ')}.`)
  return found
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${name} must be a whole number above 0.`)
  return Number(text)
}

/** The data sets of these names, parted by commas; all when none is named. */
function chosenNames(names: string | undefined): readonly string[] {
  const known = [...dataSets.map(({ name }) => name), madeUpName]
  if (names === undefined) return known
  const only = names.split(',')
  const unknown = only.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new Error(`No data set is called ${unknown.join(', ')}. There are: ${known.join(', ')}`)
  return known.filter((name) => only.includes(name))
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
