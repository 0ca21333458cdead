import { setImmediate as nextTurn } from 'node:timers/promises'

import { Double } from 'bson'

import type { LogFile, LogFiles } from './log-files'
import type { LogRecord } from './log-frames'
import { readRecords } from './log-frames'
import { scan } from './log-recovery'
import { LogWriter } from './log-writer'
import { isNumeric, toNumber } from './numbers'

export interface Compaction {
  readonly name: string
  readonly files: LogFiles
  /** The log in use, and its end now: it goes on growing while the snapshot is written. */
  readonly source: () => { readonly file: LogFile; readonly end: number }
  /** Everything the store holds; may show changes made while it is read. */
  readonly snapshot: () => Iterable<LogRecord>
  /** Called in the turn in which the new log takes the place of the old one. */
  readonly adopt: (compacted: Compacted) => void
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
/** What ends a frame of a snapshot, and with it a turn between two pauses. */
const frameRecords = 200
const frameBytes = 1024 * 1024

/**
 * Writes a new log that holds the snapshot and then everything appended to the old one since, which
 * makes up for changes the snapshot did or did not see: records say what is, not what changed. When
 * it throws, the old log is the log; once it adopts, the new one is, when the directory is synced.
 */
export async function compactLog({
  name,
  files,
  source,
  snapshot,
  adopt,
}: Compaction): Promise<void> {
  const target = new LogWriter(files, name)
  let snapshotBytes: number
  try {
    let copied = source().end
    for (const records of inFrames(snapshot())) {
      target.write(records)
      await nextTurn()
    }
    snapshotBytes = target.end
    target.write([
      {
        kind: 'collection',
        ns: noteNamespace,
        meta: { compactedBytes: new Double(snapshotBytes) },
      },
    ])
    copied = copyTail(source(), copied, target)
    await target.sync()
    // No pause from here to the end: whatever is handed to the old log is in the new one.
    copyTail(source(), copied, target)
    target.replace(name)
  } catch (error) {
    target.discard()
    throw error
  }
  adopt({ file: target.file, end: target.end, snapshotBytes })
}

function copyTail(
  { file, end }: { file: LogFile; end: number },
  from: number,
  target: LogWriter,
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
  let bytes = 0
  for (const record of records) {
    frame.push(record)
    if (record.kind === 'put') bytes += record.document.length
    if (frame.length < frameRecords && bytes < frameBytes) continue
    yield frame
    frame = []
    bytes = 0
  }
  if (frame.length > 0) yield frame
}
