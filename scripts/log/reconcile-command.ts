import { parseRecordKeys } from '../../common/keys/record-keys'
import type { AgencyDisclosure } from '../../disclosure-log/agency-record'
import type { ExportedLog } from '../../disclosure-log/export'
import { readExport } from '../../disclosure-log/export'
import type { RecordNames } from '../../disclosure-log/record-digest'
import { recordNamesOf } from '../../disclosure-log/record-digest'
import type { Discrepancy, Reconciliation } from '../../disclosure-log/reconcile'
import { reconcile } from '../../disclosure-log/reconcile'
import { safeText } from '../terminal-text'
import type { CommandResult } from './commands'
import type { ReconcileArguments } from './reconcile-arguments'

/** Where both sides are read from when no file is named. */
export interface ReconcileSources {
  readonly readLogs: () => Promise<readonly ExportedLog[]>
  readonly readRecords: (
    bounds: Pick<ReconcileArguments, 'from' | 'to'>,
  ) => Promise<ReadonlyMap<string, readonly AgencyDisclosure[]>>
  /** What names records in the log of this machine. */
  readonly recordNames: () => RecordNames
  /** Text of a file. @throws Error that names the file */
  readonly readFile: (file: string) => string
}

/** Compares the hub's log with the agencies' records. */
export async function runReconcile(
  args: ReconcileArguments,
  sources: ReconcileSources,
): Promise<CommandResult> {
  const { hubFile, agencyFiles, graceMs, from, to } = args
  // The agencies first: whatever they have by now, the hub has too unless something is wrong.
  const agencies =
    agencyFiles.size > 0
      ? readRecordFiles(args, sources.readFile)
      : await sources.readRecords({ from, to })
  const logs = hubFile === null ? await sources.readLogs() : readExport(sources.readFile(hubFile))
  const hub = logs.flatMap(({ leaves }) => leaves.map(({ entry }) => entry))
  const namesOf = findNames(args, sources)
  const result = reconcile({ hub, agencies, graceMs, bounds: { from, to }, namesOf })
  const text = [asText(result, agencies), ...(namesOf ? [] : [withoutKeys])].join('\n')
  return { text, isGood: result.discrepancies.length === 0 }
}

const withoutKeys = '  records were not compared: name the file of their keys with --record-keys'

/** A log from elsewhere was not written with the keys of this machine. */
function findNames(
  { hubFile, recordKeysFile }: ReconcileArguments,
  { recordNames, readFile }: ReconcileSources,
): RecordNames | null {
  if (recordKeysFile !== null)
    return recordNamesOf(parseRecordKeys(readFile(recordKeysFile), recordKeysFile))
  return hubFile === null ? recordNames() : null
}

function readRecordFiles(
  { agencyFiles, from, to }: ReconcileArguments,
  readFile: ReconcileSources['readFile'],
): ReadonlyMap<string, readonly AgencyDisclosure[]> {
  return new Map(
    [...agencyFiles].map(([code, file]) => {
      const records = readRecords(file, readFile(file))
      const foreign = records.find(({ agency }) => agency !== code)
      if (foreign)
        throw new Error(`${file}: it holds disclosures of ${foreign.agency}, not of ${code}`)
      return [code, records.filter(({ at }) => at >= from && at < to)]
    }),
  )
}

function readRecords(file: string, text: string): readonly AgencyDisclosure[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line, index) => {
    const record = parse(line)
    if (!record)
      throw new Error(`${file}: line ${index + 1} is not what "agency -- disclosures" writes`)
    return record
  })
}

function parse(line: string): AgencyDisclosure | null {
  try {
    const value = JSON.parse(line) as AgencyDisclosure | null
    const texts = [value?.requestId, value?.agency, value?.at]
    const lists = [value?.fields, value?.withheld, value?.records]
    const isWhole = texts.every((text) => typeof text === 'string') && lists.every(Array.isArray)
    return isWhole ? value : null
  } catch {
    return null
  }
}

function asText(
  { matched, explained, discrepancies }: Reconciliation,
  agencies: ReadonlyMap<string, readonly AgencyDisclosure[]>,
): string {
  const calls = [...agencies.values()].reduce((sum, records) => sum + records.length, 0)
  return [
    `${agencies.size} agencies, ${calls} calls of theirs`,
    `  on both sides                        ${matched}`,
    `  came too late, not passed on         ${explained.LATE}`,
    `  the hub gave no answer, and says so  ${explained.NO_ANSWER}`,
    `  a gateway ended before it answered   ${explained.GATEWAY_ENDED}`,
    `  discrepancies                        ${discrepancies.length}`,
    ...discrepancies.map(lineOf),
  ].join('\n')
}

function lineOf({ code, agency, requestId, fields }: Discrepancy): string {
  const what = fields.map((text) => safeText(text)).join(', ') || 'no fields'
  return `${code} ${safeText(agency)} request ${safeText(requestId)}: ${what}`
}
