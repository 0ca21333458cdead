import type { Agency } from '../../common/register'
import type { HubAnswer } from './hub-client'
import { describeErrors, requestLine } from './hub-client'
import { coverageReport, personReport } from './report'
import { optionsForAnswer } from './statement-options'

/** What was asked, so far as it decides how an answer reads. */
export interface AskedView {
  readonly register: readonly Agency[]
  /** First day of the records that were asked for; null: all. */
  readonly since: string | null
}

/** Everything an answer says, for a terminal; the last line names the request in the hub's own log. */
export function answerText(
  people: readonly Readonly<Record<string, unknown>>[],
  { response, requestId }: HubAnswer,
  { register, since }: AskedView,
): string {
  const coverage = response.extensions?.coverage
  const sinceLine =
    since === null ? [] : [`Only records from ${since} on; older ones were not asked for.`, '']
  const options = optionsForAnswer(response)
  return [
    ...(coverage ? [coverageReport(coverage, register), '', ...sinceLine] : sinceLine),
    ...(options.length > 0 ? [...options, ''] : []),
    ...people.map((person) => personReport(person, response, { register, since })),
    ...(people.length === 0 ? [describeNobody(response)] : []),
    ...requestLine(requestId),
  ].join('\n')
}

/** Why there is nothing to tell. */
export function describeNobody(response: HubAnswer['response']): string {
  const isRefused = (response.errors ?? []).length > 0
  return isRefused
    ? `No answer. ${describeErrors(response)}`
    : 'Nobody is known to the hub by that, or nobody you may know of.'
}
