import { RejectedRecord } from './files/rejected-record'

/** A record that passed every check and can be stored. */
export interface ReadyRecord {
  readonly recordType: string
  /** The source's own id: a second record with the same id replaces the first. */
  readonly id: string
  readonly document: Readonly<Record<string, unknown>>
}

/** Where records of one service go. */
export interface ImportTarget {
  /**
   * Checks a record of the file and gives it the form in which it is stored.
   * @throws RejectedRecord
   */
  prepare(value: unknown): Promise<ReadyRecord>
  /** Stores records durably; the same ones again change nothing. No id occurs twice. */
  write(records: readonly ReadyRecord[]): Promise<void>
  /** What is left to do after the last record; says in a sentence what became of it. */
  finish(): Promise<string>
  close(): Promise<void>
}

/**
 * The parts of a record that every import reads.
 * @throws RejectedRecord
 */
export function readRecordHeader(value: unknown, recordTypes: readonly string[]) {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RejectedRecord('is not an object')
  const { recordType, sourceRecordId, ...fields } = value as Readonly<Record<string, unknown>>
  if (typeof recordType !== 'string' || !recordTypes.includes(recordType))
    throw new RejectedRecord(`recordType must be one of ${recordTypes.join(', ')}`)
  if (typeof sourceRecordId !== 'string' || !/^\S.{0,199}$/.test(sourceRecordId))
    throw new RejectedRecord('sourceRecordId must be a text of 1 to 200 characters')
  return { recordType, id: sourceRecordId, fields }
}

/** What a model's validation says, in one line; other errors are not the record's fault. */
export function rejectionOf(error: unknown): RejectedRecord {
  const isAboutRecord =
    error instanceof Error &&
    ['ValidationError', 'StrictModeError', 'CastError', 'ObjectExpectedError'].includes(error.name)
  if (!isAboutRecord) throw error
  return new RejectedRecord(error.message.replaceAll(/\s+/g, ' '))
}
