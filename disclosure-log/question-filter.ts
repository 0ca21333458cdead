import type { LogPlace, LogQuestion } from './log-question'

/** Newest first; of one moment, log by log. */
export const newestFirst = { 'entry.at': -1, log: 1, index: -1 } as const

/** The question in MongoDB's words. */
export function toFilter(question: LogQuestion): Readonly<Record<string, unknown>> {
  const { person, staff, agency, recordHash, isForReview, from, to, before } = question
  return {
    // Events of gateways have none.
    'entry.requestId': { $exists: true },
    'entry.at': { $gte: from, $lt: to },
    ...(person === null ? {} : { 'entry.people': person }),
    ...(staff === null ? {} : { $and: [staffFilter(staff)] }),
    ...(agency === null ? {} : { 'entry.sources.source': agency }),
    ...(recordHash === null ? {} : { 'entry.sources': { $elemMatch: disclosedOf(recordHash) } }),
    ...(isForReview ? { 'entry.review.dueBy': { $gt: '' } } : {}),
    ...(before ? { $or: olderThan(before) } : {}),
  }
}

/** Whoever asked, or for whom a system asked. */
function staffFilter(staff: string) {
  return { $or: [{ 'entry.staffId': staff }, { 'entry.onBehalfOf': staff }] }
}

/** Something was disclosed of an agency that was asked about this record. */
function disclosedOf(recordHash: string) {
  return { recordHashes: recordHash, 'disclosed.0': { $exists: true } }
}

function olderThan({ at, log, index }: LogPlace) {
  return [
    { 'entry.at': { $lt: at } },
    { 'entry.at': at, log: { $gt: log } },
    { 'entry.at': at, log, index: { $lt: index } },
  ]
}
