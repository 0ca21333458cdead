/** How one agency took part in an answer, as the page shows it. */
export type CoverageState =
  'answered' | 'partial' | 'withheld' | 'silent' | 'late' | 'no-record' | 'not-asked'

const states: Readonly<Record<string, CoverageState>> = {
  ANSWERED: 'answered',
  PARTIAL: 'partial',
  WITHHELD: 'withheld',
  UNAVAILABLE: 'silent',
  NO_RECORD: 'no-record',
  NOT_ASKED: 'not-asked',
}

/** The hub's reason for what had not come when an answer was made. */
export const notWaitedFor = 'NOT_WAITED_FOR'

/** What a row of coverage says that a state is made of. */
export interface StatedCoverage {
  readonly status: string | undefined
  readonly reason: string | null
}

/** The state of a row; a word this page does not know is told as no answer, never as no record. */
export function coverageState({ status, reason }: StatedCoverage): CoverageState {
  if (status === 'UNAVAILABLE' && reason === notWaitedFor) return 'late'
  return status !== undefined && Object.hasOwn(states, status)
    ? (states[status] ?? 'silent')
    : 'silent'
}

/** The states in words. */
export const stateWords: Readonly<Record<CoverageState, string>> = {
  answered: 'Answered',
  partial: 'In part',
  withheld: 'Withheld',
  silent: 'No answer',
  late: 'Not answered yet',
  'no-record': 'No record',
  'not-asked': 'Not asked',
}

const reasons: Readonly<Record<string, string>> = {
  CATEGORY_NOT_DISCLOSED: 'Some kinds of record are not shared with your role',
  NO_AGREEMENT: 'Nothing is shared with your role for this purpose',
  AGREEMENT_NOT_IN_FORCE: 'The sharing agreement is not in force today',
  PUBLIC_INTEREST_TEST_MISSING: 'State why it is in the public interest to see this',
  NECESSITY_MISSING: 'State why it is necessary to see this',
  NOTICE_TO_VICTIM_MISSING: 'State how the victim was told',
  PROHIBITED_BY_LAW: 'The law keeps it from this purpose',
  AGENCY_SUSPENDED: 'The agency has stopped sharing for now',
  LIMITED_ACCESS: 'Access to this case is limited',
  RELATED_TO_YOU: 'A colleague must look at this',
  ADDRESS_PROTECTED: 'Where the person is is protected',
  LINK_DISPUTED: 'Whose records these are is disputed; there may be more',
  LINK_POSSIBLE: 'Possible link, unconfirmed: it holds a record that may be this person',
  TIMED_OUT: 'Took too long',
  REFUSED: 'Could not take the question',
  BAD_ANSWER: 'The answer could not be used',
  NOT_REACHABLE: 'Could not be reached',
  CIRCUIT_OPEN: 'Not answering for some time',
  OVERLOADED: 'Too many questions are waiting there',
  INDEX_UNAVAILABLE: 'It is not known whose records are whose',
  CANCELLED: 'The question was stopped',
  NOT_WAITED_FOR: 'Slow to answer; records may exist',
  LIST_AT_LIMIT: 'More records than can be shown',
}

/** Why, in words; empty when there is nothing to say. */
export function reasonWords(reason: string | null): string {
  if (reason === null) return ''
  return Object.hasOwn(reasons, reason) ? (reasons[reason] ?? '') : 'The agency gave no reason'
}
