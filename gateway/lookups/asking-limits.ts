import type { AskerLimits } from './bounds'
import { Buckets } from './buckets'
import { LookupLimiter } from './lookup-limiter'
import type { BucketTerms } from '../../common/token-bucket'

/** How much may be asked for on one gateway. */
export interface AskingTerms {
  /** Different people that a member of staff looks up. */
  readonly lookups: BucketTerms
  /** Enquiries that a member of staff opens. */
  readonly enquiries: BucketTerms
  /** A system that asks for its users has as much as so many members of staff, whomever it names. */
  readonly systemUsers: number
}

export interface AskingLimits {
  readonly lookups: AskerLimits<LookupLimiter>
  readonly enquiries: AskerLimits<Buckets>
}

/** @param nowMs milliseconds of a clock that never goes back; default: the process's */
export function createAskingLimits(
  { lookups, enquiries, systemUsers }: AskingTerms,
  nowMs?: () => number,
): AskingLimits {
  const ofSystem = ({ capacity, perMinute }: BucketTerms): BucketTerms => ({
    capacity: capacity * systemUsers,
    perMinute: perMinute * systemUsers,
  })
  return {
    lookups: {
      people: new LookupLimiter(lookups, nowMs),
      systems: new LookupLimiter(ofSystem(lookups), nowMs),
    },
    enquiries: {
      people: new Buckets(enquiries, nowMs),
      systems: new Buckets(ofSystem(enquiries), nowMs),
    },
  }
}
