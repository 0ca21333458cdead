import fs from 'node:fs'
import path from 'node:path'

import { lockDirectory } from './lock'
import { logName } from './log'
import { readCompactedBytes } from './log-compaction'
import { diskFiles, type LogFile } from './log-files'
import { readRecords } from './log-frames'
import { DamagedLogError, ForeignLogError, recover, scan } from './log-recovery'
import { LogWriter } from './log-writer'

/** How much of a log is whole. */
export interface Kept {
  /** Commits: the records of one were written together. */
  readonly frames: number
  readonly records: number
}

/** What a repair found and did. */
export interface RepairReport {
  /** In the order of the file; empty when it was healthy and left alone. */
  readonly damaged: readonly { readonly offset: number; readonly bytes: number }[]
  readonly keptBefore: Kept
  /** After the first damage. */
  readonly keptAfter: Kept
  /** Where the log as it was is kept; null when it was healthy and left alone. */
  readonly keptAs: string | null
}

type Report = (line: string) => void

/**
 * Salvages the records before and after damage into a new log and keeps the old one beside it. A log
 * that a store would start with is left alone.
 * @throws DirectoryInUseError while a store runs on the directory
 * @throws ForeignLogError for a file in which nothing is of this store
 * @throws Error when the directory holds no log
 */
export async function repairDirectory(directory: string, report: Report): Promise<RepairReport> {
  const name = path.join(directory, logName)
  if (!fs.existsSync(name)) throw new Error(`${directory} holds no ${logName}: nothing to repair`)
  const lock = await lockDirectory(directory)
  const file = diskFiles.open(name)
  try {
    const found = examine(file)
    if (isUsable(file, name)) return leaveAlone(name, found, report)
    if (found.keptBefore.frames + found.keptAfter.frames === 0)
      throw new ForeignLogError(name, 'holds nothing that this store wrote')
    return { ...found, keptAs: await replaceLog(file, name, { found, report }) }
  } finally {
    file.close()
    await lock.release()
  }
}

type Findings = Omit<RepairReport, 'keptAs'>

function examine(file: LogFile): Findings {
  const damaged: { offset: number; bytes: number }[] = []
  const before = { frames: 0, records: 0 }
  const after = { frames: 0, records: 0 }
  for (const stretch of scan(file)) {
    const { offset } = stretch
    if (stretch.kind === 'damage') {
      damaged.push({ offset, bytes: stretch.end - offset })
      continue
    }
    const records = [...readRecords(stretch.frame)].filter(
      (record) => readCompactedBytes(record) === null,
    ).length
    // A frame without records is a note of the log's own.
    if (records === 0) continue
    const kept = damaged.length === 0 ? before : after
    kept.frames += 1
    kept.records += records
  }
  return { damaged, keptBefore: before, keptAfter: after }
}

function isUsable(file: LogFile, name: string): boolean {
  try {
    recover(file, name, () => undefined)
    return true
  } catch (error) {
    if (error instanceof DamagedLogError || error instanceof ForeignLogError) return false
    throw error
  }
}

function leaveAlone(name: string, { damaged, keptBefore }: Findings, report: Report): RepairReport {
  report(`${name} is healthy: ${keptBefore.records} records, left as it is`)
  const [torn] = damaged
  if (torn)
    report(`Its end from byte ${torn.offset} was never acknowledged; the next start cuts it.`)
  const nothing = { frames: 0, records: 0 }
  return { damaged: [], keptBefore, keptAfter: nothing, keptAs: null }
}

/** Returns the name under which the old log is kept. */
async function replaceLog(
  file: LogFile,
  name: string,
  { found, report }: { found: Findings; report: Report },
): Promise<string> {
  const writer = new LogWriter(diskFiles, name)
  const keptAs = `${name}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
  try {
    for (const stretch of scan(file))
      if (stretch.kind === 'frame') writer.write([...readRecords(stretch.frame)])
    await writer.sync()
    // The old log has both names for a moment, so that it is never without one.
    fs.linkSync(name, keptAs)
    writer.replace(name)
    diskFiles.syncDirectory(path.dirname(name))
  } catch (error) {
    writer.discard()
    throw error
  }
  writer.file.close()
  tell(found, keptAs, report)
  return keptAs
}

function tell({ damaged, keptBefore, keptAfter }: Findings, keptAs: string, report: Report): void {
  if (damaged.length === 0) report('damaged: the first bytes, which hold no records')
  for (const { offset, bytes } of damaged) report(`damaged: ${bytes} bytes at ${offset}`)
  report(`kept before the first damage: ${describe(keptBefore)}`)
  report(`kept after it: ${describe(keptAfter)}`)
  report(`The log as it was is now ${keptAs}`)
  if (damaged.length > 0)
    report(
      'Lost is every change in the damaged bytes: what was added there is missing, what was changed there is as it was before, and what was removed there may be back. Compare with the source, or import it again.',
    )
}

function describe({ frames, records }: Kept): string {
  return `${records} records in ${frames} commits`
}
