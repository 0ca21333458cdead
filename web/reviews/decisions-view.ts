import type { JsonObject } from '../../common/json'
import { listIn } from '../hub/answer-lists'
import type { Naming } from '../insights/naming'
import { readMoment } from '../words/dates'
import { outcomeWords } from '../words/review-words'
import { safeLine } from '../words/text'

/** What somebody said about two records. */
export interface DecisionShown {
  readonly when: string
  readonly who: string
  readonly outcome: string
  readonly reason: string
  readonly isInForce: boolean
  /** Of which pair, for its page; empty: it is not said. */
  readonly review: string
}

/** The decisions in a list of an answer. */
export function decisionsIn(
  subject: JsonObject,
  name: string,
  naming: Naming,
): readonly DecisionShown[] {
  return listIn(subject, name).map((decision) => ({
    when: readMoment(decision['at'])?.text ?? '',
    who: `${safeLine(decision['staffId'], 100)}, ${naming.agency(safeLine(decision['homeAgency'], 60))}`,
    outcome: outcomeWords(safeLine(decision['outcome'], 40)),
    reason: safeLine(decision['reason'], 300),
    isInForce: decision['isInForce'] === true,
    review: reviewId(decision['review']),
  }))
}

/** Ids of pairs are 32 hexadecimal digits; anything else leads nowhere. */
export const reviewIdPattern = /^[0-9a-f]{32}$/

function reviewId(value: unknown): string {
  return typeof value === 'string' && reviewIdPattern.test(value) ? value : ''
}
