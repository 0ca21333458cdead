import { readFileSync, writeFileSync } from 'node:fs'

import { getAgency, readRegister } from '../../../common/register'
import { readBaseSettings } from '../../../common/settings'
import { isDisclosure } from '../../../disclosure-log/entry'
import { readExport } from '../../../disclosure-log/export'
import { readLocalLogs } from '../../log/local-log'
import { flag, parseOptions, text, usageError } from '../parse-options'
import { countUsage } from './usage'

const usage = `Usage: npm run --silent agency -- usage <agency> [--from T] [--to T] [--in EXPORT] [--out FILE] [--json]
  Counts in how many answers each field of the agency was asked for, by the disclosure log of this machine or by
  an export of it. T is a moment such as 2026-04-01T00:00:00Z; default: the last 90 days.`

const daysCounted = 90

/** Prints what was asked of an agency, as JSON. @throws Error with the usage */
export async function printUsage(args: readonly string[], now: Date): Promise<void> {
  const { positionals, values } = parse(args)
  const [code, ...rest] = positionals
  if (code === undefined || rest.length > 0) throw usageError('', usage)
  const agency = getAgency(code, readRegister())
  const from = readMoment(values.from, now.getTime() - daysCounted * 86_400_000)
  const to = readMoment(values.to, now.getTime())
  const logs = await readLogs(values.in)
  const entries = logs
    .flatMap(({ leaves }) => leaves.map(({ entry }) => entry))
    .filter(isDisclosure)
  const counts = `${JSON.stringify(countUsage(agency.code, entries, { from, to }), null, 2)}\n`
  if (values.out === undefined) process.stdout.write(counts)
  else writeFileSync(values.out, counts)
}

async function readLogs(file: string | undefined) {
  if (file === undefined) return readLocalLogs(readBaseSettings(process.env))
  try {
    return readExport(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new Error(`${file}: expected an export of the log, as "log -- export" writes it`, {
      cause,
    })
  }
}

function parse(args: readonly string[]) {
  // What is printed is JSON in any case.
  const options = { from: text, to: text, in: text, out: text, json: flag }
  return parseOptions({ args: [...args], allowPositionals: true, options }, usage)
}

function readMoment(moment: string | undefined, otherwise: number): string {
  const at = moment === undefined ? otherwise : Date.parse(moment)
  if (Number.isNaN(at)) throw usageError('', usage)
  return new Date(at).toISOString()
}
