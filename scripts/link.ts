import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { clustersCsv } from './link/clusters-csv'
import type { Columns } from './link/columns'
import { readColumns } from './link/columns'
import { linkLoaded } from './link/link-loaded'
import type { LoadedRecords, NamedText } from './link/load-records'
import { loadRecords } from './link/load-records'
import { summaryOf } from './link/summary'
import { readTruth } from './link/truth-file'
import { safeLines } from './terminal-text'

const usage = `Usage: npm run link -- --config columns.json a.csv b.csv ...
  Finds which rows are the same person and writes clusters.csv. One file: duplicates in it are looked for;
  several: each is an agency, and rows of different files are compared.
  --config FILE  which column holds what, as {"givenNames": "first_name", "dateOfBirth": "dob"};
                 "id" names a row, "truth" says who it is of: then the outcome is measured
  --tokens       compare keyed tokens, as the person index does, not the values
  --truth FILE   the truth in a file of its own, with the columns file, id and person
  --automatic    put together only what nobody need look at
  --out FILE     where to write (default: clusters.csv)`

function main(): void {
  const { files, options } = readArguments()
  const columns = readConfig(options.config)
  const texts = files.map((file) => ({ name: file, text: readText(file) }))
  const loaded = withTruth(loadRecords(texts, columns), texts, options.truth)
  const outcome = linkLoaded(loaded, {
    mode: options.tokens ? 'tokens' : 'plain',
    cut: options.automatic ? 'AUTOMATIC' : 'EVEN',
    report: (step) => process.stderr.write(`${step}\n`),
  })
  const names = texts.map(({ name }) => name)
  writeFileSync(options.out, clustersCsv(loaded, outcome.linked.clusters, names))
  process.stdout.write(`${summaryOf(outcome, loaded.records.length)}written: ${options.out}\n`)
}

/** The records with the truth from a file of its own, when one is named. */
function withTruth(
  loaded: LoadedRecords,
  texts: readonly NamedText[],
  file: string | undefined,
): LoadedRecords {
  if (file === undefined) return loaded
  const records = loaded.ids.map((id, index) => ({
    file: texts[loaded.agencies[index] ?? 0]?.name ?? '',
    id,
  }))
  return { ...loaded, truth: readTruth({ name: file, text: readText(file) }, records) }
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      truth: { type: 'string' },
      tokens: { type: 'boolean', default: false },
      automatic: { type: 'boolean', default: false },
      out: { type: 'string', default: 'clusters.csv' },
    },
  })
  const { config } = values
  if (config === undefined || positionals.length === 0) throw new Error(usage)
  return { files: positionals, options: { ...values, config } }
}

function readConfig(file: string): Columns {
  const text = readText(file)
  try {
    return readColumns(text)
  } catch (error) {
    throw new Error(`${file}: ${messageOf(error)}`, { cause: error })
  }
}

function readText(file: string): string {
  if (!existsSync(file)) throw new Error(`${file}: there is no such file`)
  return readFileSync(file, 'utf8')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

try {
  main()
} catch (error) {
  process.stderr.write(`${safeLines(messageOf(error))}\n`)
  process.exitCode = 2
}
