import type { FileEntry } from './files/file-entry'
import type { ImportCode } from './files/import-error'
import type { ImportTarget, ReadyRecord } from './target'
import { RejectedRecord } from './files/rejected-record'

export interface ImportReport {
  readonly loaded: number
  readonly rejected: number
}

export interface ImportOptions {
  readonly entries: AsyncIterable<FileEntry>
  readonly target: ImportTarget
  /** Told of each entry that was not loaded, and why. */
  readonly onRejected: (place: number, reason: string, code: ImportCode) => void
  /** Told how many are loaded, after each batch. */
  readonly onProgress: (loaded: number) => void
  /** How many records are stored at once. Default 1,000. */
  readonly batchSize?: number
}

/**
 * Loads every entry that passes the checks and rejects the others one by one. While one batch is
 * being stored the next is being checked, so memory holds two of them whatever the file's size.
 */
export async function runImport(options: ImportOptions): Promise<ImportReport> {
  const { entries, target, onRejected, onProgress, batchSize = 1000 } = options
  // Keyed by id: when an id comes twice the later entry counts, as it would in a second import.
  let batch = new Map<string, ReadyRecord>()
  let writing: Promise<void> = Promise.resolve()
  let loaded = 0
  let rejected = 0
  const flush = async (): Promise<void> => {
    await writing
    const records = [...batch.values()]
    batch = new Map()
    if (records.length === 0) return
    writing = target.write(records).then(() => {
      loaded += records.length
      onProgress(loaded)
    })
    // Awaited with the next batch; until then a failure must not count as unhandled.
    writing.catch(() => undefined)
  }
  for await (const entry of entries) {
    const result = await prepare(entry, target)
    if (result instanceof RejectedRecord) {
      rejected += 1
      onRejected(entry.place, result.message, result.code)
    } else batch.set(`${result.recordType}/${result.id}`, result)
    if (batch.size >= batchSize) await flush()
  }
  await flush()
  await writing
  return { loaded, rejected }
}

async function prepare(
  entry: FileEntry,
  target: ImportTarget,
): Promise<ReadyRecord | RejectedRecord> {
  if ('problem' in entry) return new RejectedRecord(entry.problem, entry.code)
  try {
    return await target.prepare(entry.value)
  } catch (error) {
    if (error instanceof RejectedRecord) return error
    throw error
  }
}
