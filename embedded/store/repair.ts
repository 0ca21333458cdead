import fs from 'node:fs'
import path from 'node:path'

import { lockDirectory } from './lock'
import { diskFiles, type LogFile } from './log-files'
import { encodeFrame, fileHeader, readRecords } from './log-frames'
import { scan } from './log-recovery'
import { logName } from './log'

/** What a repair found and did. */
export interface RepairReport {
  readonly damaged: readonly { readonly offset: number; readonly bytes: number }[]
  readonly keptRecords: number
  /** Where the log as it was is kept; null when it was healthy and left alone. */
  readonly keptAs: string | null
}

/**
 * Salvages the records before and after damage into a new log and keeps the old one beside it.
 * @throws DirectoryInUseError while a store runs on the directory
 * @throws Error when the directory holds no log
 */
export async function repairDirectory(
  directory: string,
  report: (line: string) => void,
): Promise<RepairReport> {
  const name = path.join(directory, logName)
  if (!fs.existsSync(name)) throw new Error(`${directory} holds no ${logName}: nothing to repair`)
  const lock = await lockDirectory(directory)
  try {
    return repairLog(name, report)
  } finally {
    await lock.release()
  }
}

function repairLog(name: string, report: (line: string) => void): RepairReport {
  const file = diskFiles.open(name)
  const target = `${name}.new`
  diskFiles.remove(target)
  try {
    const { damaged, keptRecords } = salvage(file, target, report)
    if (damaged.length === 0) {
      diskFiles.remove(target)
      report(`${name} is healthy: ${keptRecords} records, left as it is`)
      return { damaged, keptRecords, keptAs: null }
    }
    const keptAs = `${name}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
    fs.linkSync(name, keptAs)
    diskFiles.rename(target, name)
    report(`kept ${keptRecords} records; the log as it was is now ${keptAs}`)
    report('What the damaged bytes held is lost: compare with the source, or import it again.')
    return { damaged, keptRecords, keptAs }
  } finally {
    file.close()
  }
}

function salvage(file: LogFile, target: string, report: (line: string) => void) {
  const copy = diskFiles.open(target)
  const damaged: { offset: number; bytes: number }[] = []
  let keptRecords = 0
  let end = fileHeader.length
  copy.write(fileHeader, 0)
  if (!file.read(0, end).equals(fileHeader)) damaged.push({ offset: 0, bytes: end })
  for (const stretch of scan(file)) {
    if (stretch.kind === 'damage') {
      damaged.push({ offset: stretch.offset, bytes: stretch.end - stretch.offset })
      continue
    }
    const records = [...readRecords(stretch.frame)]
    const frame = encodeFrame(records, { offset: end, syncedTo: 0 })
    copy.write(frame, end)
    end += frame.length
    keptRecords += records.length
  }
  copy.syncNow()
  copy.close()
  for (const { offset, bytes } of damaged) report(`damaged: ${bytes} bytes at ${offset}`)
  return { damaged, keptRecords }
}
