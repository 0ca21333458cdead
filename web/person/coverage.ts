import { deskWords } from '../../common/agency-desk'
import type { CoverageState } from '../words/coverage-words'
import { reasonWords, stateWords } from '../words/coverage-words'
import { handlingWords } from '../words/policy-words'
import { counted, listed } from '../words/text'
import type { AgencyPart } from './agency-part'

/** One agency in the strip at the top of a person. */
export interface CoverageCell {
  readonly code: string
  readonly name: string
  readonly state: CoverageState
  readonly stateWords: string
  readonly detail: string
  /** Kinds of record that are kept back, in words; empty: none that is known of. */
  readonly keptBack: string
  readonly handling: string
  readonly canAskAgain: boolean
  /** Whom to ring where a gap is; empty: there is none, or the agency has no desk. */
  readonly ring: string
}

/** Who answered, as a sentence and agency by agency. */
export interface CoverageStrip {
  readonly heading: string
  readonly gaps: string
  readonly cells: readonly CoverageCell[]
}

/** What the strip shows: gaps as loud as what was given. */
export function coverageStrip(parts: readonly AgencyPart[]): CoverageStrip {
  const gave = parts.filter(({ state }) => state === 'answered' || state === 'partial').length
  return {
    heading: `${gave} of ${counted(parts.length, 'agency', 'agencies')} gave records`,
    gaps: gapsSentence(parts),
    cells: parts.map(cellOf),
  }
}

function cellOf(part: AgencyPart): CoverageCell {
  const { agency, state, row, told } = part
  return {
    code: agency.code,
    name: agency.displayName,
    state,
    stateWords: stateWords[state],
    detail: detailOf(part),
    keptBack: listed(told?.keptBack ?? []),
    handling: row?.handling ? handlingWords(row.handling) : '',
    canAskAgain: state === 'silent' || state === 'late',
    ring: rungStates.includes(state) ? deskWords(agency.desk) : '',
  }
}

/** What an agency did not tell, somebody there may tell, or say why not. */
const rungStates: readonly CoverageState[] = ['withheld', 'silent']

/** States that the hub gives a reason for. */
const explainedStates: readonly CoverageState[] = [...rungStates, 'late']

/** What is said of a gap when the answer gives no reason. */
const gapWords: Readonly<Record<Exclude<CoverageState, 'answered' | 'partial'>, string>> = {
  withheld: 'Kept back by a rule',
  silent: 'Records may exist',
  late: 'Records may exist',
  'no-record': 'Nothing held about them',
  'not-asked': 'Not part of this question',
}

function detailOf(part: AgencyPart): string {
  const { state, row } = part
  if (state === 'answered' || state === 'partial') return countText(part)
  return (explainedStates.includes(state) && reasonWords(row?.reason ?? null)) || gapWords[state]
}

/** Without a chronology there is the hub's own count of records. */
function countText({ row, told }: AgencyPart): string {
  if (told === null)
    return typeof row?.records === 'number' ? counted(row.records, 'record') : 'It gave records'
  const more = told.leftOff > 0 ? `, ${told.leftOff} older not given` : ''
  return `${counted(told.events, 'event')}${more}`
}

function gapsSentence(parts: readonly AgencyPart[]): string {
  const count = (state: CoverageState) => parts.filter((part) => part.state === state).length
  const gaps = [
    saying(count('withheld'), 'withheld'),
    saying(count('silent'), 'did not answer'),
    saying(count('late'), 'has not answered yet', 'have not answered yet'),
    saying(count('partial'), 'gave a part only'),
    saying(count('no-record'), 'holds no record', 'hold no record'),
    saying(count('not-asked'), 'was not asked', 'were not asked'),
  ].filter(Boolean)
  return gaps.length === 0 ? 'All of them in full.' : `${listed(gaps)}.`
}

function saying(count: number, one: string, many = one): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`
}
