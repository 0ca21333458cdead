import { outcomes } from '../words/review-words'

/** What somebody fills in about two records. */
export interface DecisionForm {
  readonly outcome: string
  readonly reason: string
  /** They know that it contradicts what was decided before. */
  readonly overrule: boolean
}

export const emptyDecision: DecisionForm = { outcome: '', reason: '', overrule: false }

/** Shortest and longest reason, in characters. */
const bounds = { least: 15, most: 300 } as const

/** Reads the form. @param read a field of it */
export function readDecision(read: (name: string) => string): DecisionForm {
  return {
    outcome: read('outcome'),
    reason: read('reason').slice(0, 2 * bounds.most),
    overrule: read('overrule') === 'yes',
  }
}

/** What is not right in it, by field. */
export function checkDecision({ outcome, reason }: DecisionForm): Readonly<Record<string, string>> {
  return {
    ...(outcomes.some(({ value }) => value === outcome) ? {} : { outcome: 'Choose what they are' }),
    ...checkReason(reason),
  }
}

/** What is not right in why somebody decides. */
export function checkReason(reason: string): Readonly<Record<string, string>> {
  const { least, most } = bounds
  if (reason.length < least)
    return { reason: `Say why, in ${least} characters or more, without names` }
  return reason.length > most ? { reason: `Say why in ${most} characters at most` } : {}
}
