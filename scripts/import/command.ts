import { existsSync } from 'node:fs'

import { readSubgraphSettings } from '../../subgraphs/kit/service/config'
import { openStorage } from '../../subgraphs/storage'
import { flag, parseOptions, text, UsageError, usageError } from '../agency/parse-options'
import type { LoadingOrder } from './load-file'
import { prepareLoading } from './load-file'

const usage = `Usage: npm run import -- <agency> <file> [--columns FILE] [--fhir] [--dry-run] [--json]
  <agency>   a code of agencies.json, or person-index
  <file>     .ndjson (a record on each line), .json (one list), or .csv
  --columns  which column of a .csv file is which field of a record
  --fhir     the file holds FHIR R4: resources on each line (.ndjson), or one Bundle (.json)
  --dry-run  checks every record and stores nothing
  --json     what became of it, an object on each line
  Exit status: 0 all loaded, 1 some rejected, 2 nothing could be done.`

/**
 * Loads a file as the command line says.
 * @returns the exit status: 0 all loaded, 1 some rejected
 * @throws Error that says why nothing could be done
 */
export async function importFile(args: readonly string[]): Promise<number> {
  const order = readOrder(args)
  if (!existsSync(order.file)) throw new Error(`${order.file}: there is no such file`)
  const settings = readSubgraphSettings()
  const loading = prepareLoading(order, settings, reportLine)
  const storage = await openStorage(settings, reportLine)
  try {
    const { rejected } = await loading.into(storage.uri)
    return rejected === 0 ? 0 : 1
  } finally {
    await storage.stop()
  }
}

/** Runs the command; its exit status is that of the process. */
export async function runImportCommand(args: readonly string[]): Promise<void> {
  try {
    process.exitCode = await importFile(args)
  } catch (error) {
    if (error instanceof UsageError && args.includes('--help')) {
      process.stdout.write(`${error.usage}\n`)
      return
    }
    reportLine(error instanceof Error ? error.message : String(error))
    process.exitCode = 2
  }
}

function readOrder(args: readonly string[]): LoadingOrder {
  const options = { columns: text, fhir: flag, 'dry-run': flag, json: flag } as const
  const { positionals, values } = parseOptions(
    { args: [...args], options, allowPositionals: true },
    usage,
  )
  const [code, file, ...rest] = positionals
  if (code === undefined || file === undefined || rest.length > 0) throw usageError('', usage)
  return {
    ...{ code, file, columnsFile: values.columns ?? null, isFhir: values.fhir },
    ...{ isDryRun: values['dry-run'], isJson: values.json },
  }
}

function reportLine(line: string): void {
  process.stderr.write(`${line}\n`)
}
