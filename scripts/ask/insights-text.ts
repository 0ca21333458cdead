import type { Agency } from '../../common/register'
import { addressLines } from './address-text'
import { addressesLines } from './addresses-text'
import { chronologyLines } from './chronology-text'
import { findingLines } from './findings-text'
import type { CoverageRow } from '../../common/http/hub-question'
import type { HubResponse } from './hub-client'
import type { InsightsAnswer } from './insights-answer'
import { missingLines, namingOf, section, timeText } from './insights-lines'
import type { AskedQuestion } from './question'
import { asText, coverageReport, missingSection } from './report'

/** What was asked, and what the hub said beside the data. */
export interface InsightsTextTerms {
  readonly register: readonly Agency[]
  readonly asked: Pick<AskedQuestion, 'question' | 'hasChronology'>
  readonly response: HubResponse
}

/**
 * What no single agency can say, as text. Of an address: who is there first, who did not answer last. Of a
 * person: what cannot be seen comes first.
 */
export function insightsText(
  answer: InsightsAnswer,
  { register, asked, response }: InsightsTextTerms,
): string {
  const { question, hasChronology } = asked
  const naming = namingOf(answer, register)
  const { coverage = [] } = response.extensions ?? {}
  const unseen = [
    ...silentSection(coverage, register),
    ...section(
      'What could not be seen',
      missingLines(answer, naming),
      'Nothing that was asked for is missing.',
    ),
    ...missingSection(response.errors ?? []),
    ...(coverage.length > 0 ? [...coverageReport(coverage, register).split('\n'), ''] : []),
  ]
  const chronology = hasChronology ? chronologyLines(answer, naming) : []
  const asAt = `as at ${asAtOf(answer)}`
  if (question === 'ADDRESS')
    return asText([
      ...[`Address ${answer.id}, ${asAt}${silentNote(coverage)}`, ''],
      ...[...addressLines(answer, naming), ...chronology, ...unseen],
    ])
  const body =
    question === 'ADDRESSES' ? addressesLines(answer, naming) : findingLines(answer, naming)
  return asText([
    ...[`Person ${naming.person(answer.id)}, ${asAt}`, ''],
    ...[...unseen, ...chronology, ...body],
  ])
}

/** The moment of which all fields of an answer are. */
function asAtOf({ associates, addresses, injuries, chronology, calls }: InsightsAnswer): string {
  const told = associates ?? calls ?? addresses ?? injuries ?? chronology
  return told ? timeText(told.asAt).trimEnd() : 'a moment that is not told'
}

function silentSection(
  coverage: readonly CoverageRow[],
  register: readonly Agency[],
): readonly string[] {
  const nameOf = (code: string) => register.find((one) => one.code === code)?.displayName ?? code
  const silent = coverage.filter(({ status }) => status === 'UNAVAILABLE')
  const lines = silent.map(({ agency }) => `  ${nameOf(agency)}  DID NOT ANSWER`)
  return section('Who has not answered', lines, 'All that were asked have answered.')
}

/** Who reads only the beginning must know. */
function silentNote(coverage: readonly CoverageRow[]): string {
  const silent = coverage.filter(({ status }) => status === 'UNAVAILABLE').length
  return silent === 0 ? '' : `; ${silent} of ${coverage.length} did not answer, see the end`
}
