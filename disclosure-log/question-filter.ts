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
  const { person, staff, agency, recordHash, isForReview, from, to, before } = question
  const keys = [
    ...(person === null ? [] : [keyOf('person', person)]),
    ...(staff === null ? [] : [keyOf('staff', staff)]),
    ...(recordHash === null ? [] : [keyOf('record', recordHash)]),
    ...(agency === null ? [] : [keyOf('agency', agency)]),
    ...(isForReview ? [forReview] : []),
  ]
  const [first = anyDisclosure, ...others] = keys
  return {
    // The most selective comes first: it is the one that MongoDB looks up in the index.
    keys: others.length === 0 ? first : { $all: [first, ...others] },
    at: { $gte: from, $lt: to },
    ...(before ? { $or: olderThan(before) } : {}),
  }
}

function keyOf(kind: 'person' | 'staff' | 'agency' | 'record', name: string): string {
  return `${kind} ${name}`
}

function olderThan({ at, log, index }: LogPosition) {
  return [{ at: { $lt: at } }, { at, log: { $gt: log } }, { at, log, index: { $lt: index } }]
}
