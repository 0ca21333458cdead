import type { DisclosureEntry } from './entry'

/** What is asked of the log; at least one of the subjects is named, and several narrow each other. */
export interface LogQuestion {
  readonly person: string | null
  readonly staff: string | null
  /** Code of an agency. */
  readonly agency: string | null
  /** A record by each of its names in the log: only answers that disclosed something about it. */
  readonly recordHashes: readonly string[] | null
  /** True: only what somebody must look at afterwards. */
  readonly isForReview: boolean
  /** ISO 8601, UTC, with milliseconds; inclusive. */
  readonly from: string
  /** The same; exclusive. */
  readonly to: string
  /** Only what is older than this position. */
  readonly before: LogPosition | null
  /** At most so many. */
  readonly limit: number
}

/** Where a disclosure stands among all that were found, newest first. */
export interface LogPosition {
  readonly at: string
  readonly log: string
  readonly index: number
}

/** A disclosure at its position. */
export interface FoundDisclosure {
  readonly log: string
  readonly index: number
  readonly entry: DisclosureEntry
}
