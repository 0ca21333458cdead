import { randomUUID } from 'node:crypto'

import { disputedPeopleLimit, disputeWindowMs } from './dispute-limit'
import type { DisputeDocument } from './documents'
import type { IndexModels } from './models'

type DisputeModels = Pick<IndexModels, 'disputes'>

/** What an agency's registrations have disputed within the window. */
export interface RecentDisputes {
  readonly people: ReadonlySet<string>
  /** Whole seconds until the oldest of them no longer counts; the window when there is none. */
  readonly retryAfterSeconds: number
}

/** Reads what of an agency's disputes still counts. */
export async function findRecentDisputes(
  { disputes }: DisputeModels,
  agency: string,
  now: Date,
): Promise<RecentDisputes> {
  const since = new Date(now.getTime() - disputeWindowMs)
  const recent = await disputes.find({ agency, at: { $gt: since } }).lean()
  const counted = recent.filter(({ people }) => people.length > 0)
  const oldest = Math.min(...counted.map(({ at }) => at.getTime()), now.getTime())
  return {
    people: new Set(counted.flatMap(({ people }) => people)),
    retryAfterSeconds: Math.max(1, Math.ceil((oldest + disputeWindowMs - now.getTime()) / 1000)),
  }
}

/** Tells operators that an agency's registrations dispute who too many people are. */
export type ReportDisputes = (about: {
  readonly agency: string
  /** How many within the window. */
  readonly people: number
  /** How many of its registrations are put off. */
  readonly held: number
}) => void

/** Writes down what registrations have disputed, and tells the operators when it is too much. */
export async function noteDisputes(
  { disputes }: DisputeModels,
  dispute: Omit<DisputeDocument, '_id'> & { readonly before: ReadonlySet<string> },
  report: ReportDisputes,
): Promise<void> {
  const { agency, at, people, held, before } = dispute
  if (people.length + held === 0) return
  await disputes.create({ _id: randomUUID(), agency, at, people, held })
  const count = new Set([...before, ...people]).size
  if (count < disputedPeopleLimit) return
  report({ agency, people: count, held })
}

/** An agency's disputes since a moment, oldest first: what somebody has to look at. */
export async function listDisputes(
  { disputes }: DisputeModels,
  agency: string,
  since: Date,
): Promise<readonly DisputeDocument[]> {
  return disputes
    .find({ agency, at: { $gte: since } })
    .sort({ at: 1 })
    .lean()
}
