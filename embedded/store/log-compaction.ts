import { setImmediate as nextTurn } from 'node:timers/promises'

import { Double } from 'bson'

import type { LogFile, LogFiles } from './log-files'
import type { LogRecord } from './log-frames'
import { encodeFrame, fileHeader, readRecords } from './log-frames'
import { scan } from './log-recovery'
import { isNumeric, toNumber } from './numbers'

export interface Compaction {
  readonly name: string
  readonly files: LogFiles
  /** The log in use, and its end now: it goes on growing while the snapshot is written. */
  readonly source: () => { readonly file: LogFile; readonly end: number }
  /** Everything the store holds; may show changes made while it is read. */
  readonly snapshot: () => Iterable<LogRecord>
}

/** A new log in the place of the old one. */
export interface Compacted {
  readonly file: LogFile
  readonly end: number
  /** Without what was appended while the snapshot was written: that may be worth compacting again. */
  readonly snapshotBytes: number
}

/** Namespace of the log's own notes, which nobody else sees. */
const noteNamespace = ''
/** Records in one frame of a snapshot, and the length of a turn between two pauses. */
const frameRecords = 200

/**
 * Writes a new log that holds the snapshot and then everything appended to the old one since, which
 * makes up for changes the snapshot did or did not see: records say what is, not what changed.
 */
export async function compactLog({
  name,
  files,
  source,
  snapshot,
}: Compaction): Promise<Compacted> {
  const temporary = `${name}.new`
  files.remove(temporary)
  const target = new SnapshotWriter(files.open(temporary))
  try {
    let copied = source().end
    for (const records of inFrames(snapshot())) {
      target.write(records)
      await nextTurn()
    }
    const snapshotBytes = target.end
    target.write([
      {
        kind: 'collection',
        ns: noteNamespace,
        meta: { compactedBytes: new Double(snapshotBytes) },
      },
    ])
    copied = copyTail(source(), copied, target)
    await target.file.sync()
    // No pause from here to the rename: what was acknowledged in the old log is in the new one.
    copyTail(source(), copied, target)
    target.file.syncNow()
    files.rename(temporary, name)
    return { file: target.file, end: target.end, snapshotBytes }
  } catch (error) {
    target.file.close()
    throw error
  }
}

class SnapshotWriter {
  readonly file: LogFile
  end = fileHeader.length

  constructor(file: LogFile) {
    this.file = file
    file.write(fileHeader, 0)
  }

  write(records: readonly LogRecord[]): void {
    const frame = encodeFrame(records, { offset: this.end, syncedTo: 0 })
    this.file.write(frame, this.end)
    this.end += frame.length
  }
}

function copyTail(
  { file, end }: { file: LogFile; end: number },
  from: number,
  target: SnapshotWriter,
): number {
  if (end > from)
    for (const stretch of scan(file, { from, to: end })) {
      if (stretch.kind === 'damage') throw new Error(`damage at byte ${stretch.offset}`)
      target.write([...readRecords(stretch.frame)])
    }
  return end
}

/** The log's own note of the size of its snapshot; every other record is null. */
export function readCompactedBytes(record: LogRecord): number | null {
  if (record.kind !== 'collection' || record.ns !== noteNamespace) return null
  const bytes = record.meta['compactedBytes']
  return isNumeric(bytes) ? toNumber(bytes) : 0
}

function* inFrames(records: Iterable<LogRecord>): Generator<LogRecord[]> {
  let frame: LogRecord[] = []
  for (const record of records) {
    frame.push(record)
    if (frame.length < frameRecords) continue
    yield frame
    frame = []
  }
  if (frame.length > 0) yield frame
}
