import type { Agency } from '../../common/register'
import { safeText } from '../terminal-text'
import type { ChronologyAnswer, ChronologyRow, InsightsAnswer } from './insights-answer'

/** A sentence is made of codes, and a code's display has a bound. */
const longestLine = 4000

/** What no single agency can say, as text: what cannot be seen first, then the chronology, oldest first. */
export function insightsText(answer: InsightsAnswer, register: readonly Agency[]): string {
  const { id, people, hasMorePeople, chronology } = answer
  const lines = [
    ...(people === null
      ? [`Person ${id}`]
      : [
          `Address ${id}`,
          `Known there, by the records that carry it (${people.length}${hasMorePeople ? ', and more' : ''})`,
          ...people.map((person) => `  ask ... --person ${person}`),
        ]),
    '',
    ...(chronology ? chronologyLines(chronology, register) : ['Nothing may be told of it.', '']),
  ]
  return lines.map((line) => safeText(line, longestLine)).join('\n')
}

function chronologyLines(
  { asAt, total, rows }: ChronologyAnswer,
  register: readonly Agency[],
): readonly string[] {
  const nameOf = (code: string) =>
    register.find((agency) => agency.code === code)?.displayName ?? code
  const unseen = rows.filter(({ type }) => type === 'COVERAGE')
  const others = rows.filter(({ type }) => type !== 'COVERAGE')
  return [
    ...(unseen.length === 0
      ? ['Nothing that was asked for is missing.']
      : [
          'What could not be seen',
          ...unseen.map(
            ({ agencies, sentence }) => `  ${agencies.map(nameOf).join(', ')}  ${sentence}`,
          ),
        ]),
    '',
    `Chronology as at ${asAt} (${total - unseen.length})`,
    ...others.map((row) => `  ${rowText(row, nameOf)}`),
    '',
  ]
}

function rowText(row: ChronologyRow, nameOf: (code: string) => string): string {
  const { agencies, sentence, occurredAt, recordedAfterDays, isRecordedLate, rule } = row
  return [
    timeText(occurredAt),
    row.type === 'SILENCE' ? 'SILENCE' : '',
    agencies.map(nameOf).join(' and '),
    sentence,
    isRecordedLate === true ? `written down ${recordedAfterDays ?? '?'} days later` : '',
    rule ? `[rule ${rule.name} ${rule.version}]` : '',
    sourceText(row),
  ]
    .filter((part) => part !== '')
    .join('  ')
}

/** No more than is known; a time is in UTC. */
function timeText(time: string | null): string {
  return (time ?? 'no date')
    .replace('T', ' ')
    .replace(/:\d{2}\.\d{3}Z$/, 'Z')
    .padEnd(17)
}

function sourceText({ sources }: ChronologyRow): string {
  return sources.length === 0 ? '' : `(${sources.map(({ recordId }) => recordId).join(', ')})`
}
