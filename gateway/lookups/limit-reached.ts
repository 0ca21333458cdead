import { HubError } from '../../common/errors'
import type { ReviewFlag } from '../../policies/review'

/** Somebody asks for more than they may have at a time: refused, and looked at afterwards. */
export class LimitReached extends HubError {
  readonly flags: readonly ReviewFlag[]

  /** @param whatHappened the start of a sentence: "You have …" */
  constructor(whatHappened: string, retryAfterSeconds: number, flags: readonly ReviewFlag[]) {
    const message = `${whatHappened} in a short time. Wait, then go on; this is noted for review.`
    super('RATE_LIMITED', message, { httpStatus: 429, retryAfterSeconds })
    this.flags = flags
  }
}
