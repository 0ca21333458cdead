import type { Thresholds } from '../../../policies/thresholds'
import type { InsightEvent } from './event'
import type { Missing } from './evidence'

/** What every function of the core is given. */
export interface InsightInput {
  /** In any order; of one person or of several, as the function says. */
  readonly events: readonly InsightEvent[]
  readonly missing: readonly Missing[]
  /** The instant for which it is asked; nothing else is a clock here. */
  readonly asAt: Date
  readonly thresholds: Thresholds
}

/**
 * The events that could have been known at `asAt`: written down at or before it. A record says nothing of what
 * it was before it was last changed, so one that was changed since is known as it stands now.
 */
export function knownEvents({ events, asAt }: InsightInput): readonly InsightEvent[] {
  const latest = asAt.getTime()
  return events.filter(({ recordedAt }) => Date.parse(recordedAt) <= latest)
}
