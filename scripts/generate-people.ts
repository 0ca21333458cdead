/** `npm run generate:people -- --people N --seed S`: made-up people and what agencies have written down of them. */
import { parseArgs } from 'node:util'

import { linkCommand, writePeople } from './generate-people/write-people'
import { safeLines } from './terminal-text'

const usage = `Usage: npm run generate:people -- --people N [--seed S] [--out FOLDER]
  Makes up people with households, twins, namesakes, aliases and moves, and writes what six agencies have of
  them as CSV files, with mistakes as often as published. The same seed gives the same files.
  --people N     how many people, 1 to 10,000,000
  --seed S       a whole number from 0 to 4,294,967,295 (default: 1)
  --out FOLDER   a folder that is empty or not there (default: .data/people-N-S)`

const mostPeople = 10_000_000
const largestSeed = 2 ** 32 - 1
const progressEveryMs = 2000

async function main(): Promise<void> {
  const { people, seed, folder } = readArguments()
  let saidAt = Date.now()
  const records = await writePeople({
    people,
    seed,
    folder,
    report: (done) => {
      if (Date.now() - saidAt < progressEveryMs) return
      saidAt = Date.now()
      process.stderr.write(`${done} of ${people} people ...\n`)
    },
  })
  process.stdout.write(
    `written: ${people} people, ${records} records in ${safeLines(folder)}\nto link them: ${safeLines(linkCommand(folder))}\n`,
  )
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      people: { type: 'string' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
    },
  })
  if (values.people === undefined) throw new Error(usage)
  const people = wholeNumber('--people', values.people, { from: 1, to: mostPeople })
  const seed = wholeNumber('--seed', values.seed, { from: 0, to: largestSeed })
  return { people, seed, folder: values.out ?? `.data/people-${people}-${seed}` }
}

function wholeNumber(name: string, text: string, { from, to }: { from: number; to: number }) {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN
  if (value >= from && value <= to) return value
  throw new Error(`${name} must be a whole number from ${from} to ${to}.\n${usage}`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${safeLines(error instanceof Error ? error.message : String(error))}\n`)
  process.exitCode = 2
})
