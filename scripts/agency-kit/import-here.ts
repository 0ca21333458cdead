import { existsSync } from 'node:fs'

import type { Environment } from '../../common/settings'
import { getAgencyKind } from '../../subgraphs/agency-kinds'
import { readAgencyFolder } from '../../subgraphs/outside-agency'
import { flag, parseOptions, text, usageError } from '../agency/parse-options'
import type { RecordFile } from './load-records'
import { loadRecords } from './load-records'

const usage = `Usage: npx sightline-agency import <file> [--dir FOLDER] [--columns FILE] [--fhir] [--dry-run] [--json]
  <file>     .ndjson (a record on each line), .json (one list), or .csv
  --dir      the agency's folder, with agency.json; default: this one
  --columns  which column of a .csv file is which field of a record
  --fhir     the file holds FHIR R4: resources on each line (.ndjson), or one Bundle (.json)
  --dry-run  checks every record and stores nothing
  --json     what became of it, an object on each line
  An agency of a kind of its own loads its records by loadRecords of @sightline/agency-kit.
Exit status 0: all loaded; 1: some rejected; 2: nothing could be done.`

/** `sightline-agency import`: into the own database of the agency of a folder. */
export async function importHere(args: readonly string[], env: Environment): Promise<void> {
  process.exitCode = 2
  const { folder, file } = readOrder(args)
  if (!existsSync(file.file)) throw new Error(`${file.file}: there is no such file`)
  const { agency } = readAgencyFolder(folder, null, env)
  const log = (line: string) => {
    process.stderr.write(`${line}\n`)
  }
  const kind = getAgencyKind(agency.kind)
  const { rejected } = await loadRecords({ folder, kind, env, log }, file)
  process.exitCode = rejected === 0 ? 0 : 1
}

interface Order {
  readonly folder: string
  readonly file: RecordFile
}

function readOrder(args: readonly string[]): Order {
  const options = {
    ...{ dir: { ...text, default: '.' }, columns: text },
    ...{ fhir: flag, 'dry-run': flag, json: flag },
  } as const
  const config = { args: [...args], allowPositionals: true, options } as const
  const { positionals, values } = parseOptions(config, usage)
  const [file, ...rest] = positionals
  if (file === undefined || rest.length > 0) throw usageError('name one file', usage)
  const { columns: columnsFile = null, fhir: isFhir, json: isJson } = values
  return {
    folder: values.dir,
    file: { file, columnsFile, isFhir, isJson, isDryRun: values['dry-run'] },
  }
}
