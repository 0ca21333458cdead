import type { LogEntry } from './entry'
import { isDisclosure } from './entry'
import type { LogPosition, LogQuestion } from './log-question'

/** Newest first; of one moment, log by log. */
export const newestFirst = { at: -1, log: 1, index: -1 } as const

/** What the store finds a leaf by, beside its text. */
export interface Filing {
  /** ISO 8601, UTC, with milliseconds. */
  readonly at: string
  readonly keys: readonly string[]
}

const anyDisclosure = 'disclosure'
const forReview = 'review'

/** What an entry is found by; it follows from the entry, so that it can be checked. Pure. */
export function filingOf(entry: LogEntry): Filing {
  if (!isDisclosure(entry)) return { at: entry.at, keys: [] }
  const { at, staffId, onBehalfOf, people, sources, review } = entry
  // Only what was disclosed: who was refused a record need not hear of its correction.
  const records = sources.flatMap(({ disclosed, recordHashes }) =>
    disclosed.length > 0 ? recordHashes : [],
  )
  const keys = [
    anyDisclosure,
    keyOf('staff', staffId),
    ...(onBehalfOf === null ? [] : [keyOf('staff', onBehalfOf)]),
    ...people.map((person) => keyOf('person', person)),
    ...sources.map(({ source }) => keyOf('agency', source)),
    ...records.map((hash) => keyOf('record', hash)),
    ...(review ? [forReview] : []),
  ]
  return { at, keys: [...new Set(keys)] }
}

/** The question in MongoDB's words. */
export function toFilter(question: LogQuestion): Readonly<Record<string, unknown>> {
  const { from, to, before } = question
  return {
    keys: toKeyFilter(question),
    at: { $gte: from, $lt: to },
    ...(before ? { $or: olderThan(before) } : {}),
  }
}

/** A record has a name for each key it may have been written with: any of them will do. */
function toKeyFilter({ person, staff, agency, recordHashes, isForReview }: LogQuestion): unknown {
  const keys = [
    ...(person === null ? [] : [keyOf('person', person)]),
    ...(staff === null ? [] : [keyOf('staff', staff)]),
    ...(agency === null ? [] : [keyOf('agency', agency)]),
    ...(isForReview ? [forReview] : []),
  ]
  const records = recordHashes?.map((hash) => keyOf('record', hash))
  if (records) return { $in: records, ...(keys.length > 0 ? { $all: keys } : {}) }
  const [first = anyDisclosure, ...others] = keys
  // The most selective comes first: it is the one that MongoDB looks up in the index.
  return others.length === 0 ? first : { $all: [first, ...others] }
}

function keyOf(kind: 'person' | 'staff' | 'agency' | 'record', name: string): string {
  return `${kind} ${name}`
}

function olderThan({ at, log, index }: LogPosition) {
  return [{ at: { $lt: at } }, { at, log: { $gt: log } }, { at, log, index: { $lt: index } }]
}
