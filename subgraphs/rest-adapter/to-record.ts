import { getOwn, isObject } from '../../common/json'
import { setAt } from '../../common/set-at'
import type { RecordModel, StoredRecord } from '../kit/records/record-collection'
import type { RecordMapping } from './mapping'

/**
 * What stands at a JSON pointer; undefined when nothing does.
 * @see RFC 6901
 */
export function readPointer(value: unknown, pointer: string): unknown {
  let at = value
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(at)) at = /^\d{1,9}$/.test(name) ? (at as unknown[])[Number(name)] : undefined
    else at = isObject(at) ? getOwn(at, name) : undefined
  }
  return at
}

/**
 * An item of the vendor's as a record, checked as the kind's model says.
 * @param ref whom it was asked about: a record names nobody else as the one it is about
 * @throws Error when it is no such record: it is then missing, and the answer must say so
 */
export async function toRecord(
  item: unknown,
  mapping: RecordMapping,
  { Model, ref }: { readonly Model: RecordModel; readonly ref: string },
): Promise<StoredRecord> {
  const fields: Record<string, unknown> = {}
  for (const [path, rule] of mapping) {
    const value = rule.at === null ? rule.value : readPointer(item, rule.at)
    const told = rule.words && typeof value === 'string' ? translate(rule.words, value) : value
    if (told !== undefined && told !== null) setAt(fields, path, told)
  }
  const { sourceRecordId, ...others } = fields
  const id = typeof sourceRecordId === 'number' ? String(sourceRecordId) : sourceRecordId
  const record = new Model({ personRefs: [ref], ...others, _id: id })
  await record.validate()
  const stored = record.toObject() as StoredRecord
  if (stored.personRefs?.includes(ref) !== true)
    throw new Error('A record is not about whom was asked')
  return stored
}

function translate(words: ReadonlyMap<string, unknown>, word: string): unknown {
  if (words.has(word)) return words.get(word)
  throw new Error('A word of the system is not in the mapping')
}
