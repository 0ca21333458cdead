import type { ChronologyRow, InsightsAnswer } from './insights-answer'
import type { Naming } from './insights-lines'
import { evidenceText, lineOf, section, timeText, untold } from './insights-lines'

/** A chronology with its silences, oldest first; what cannot be seen of it is told with that of all else. */
export function chronologyLines({ chronology }: InsightsAnswer, naming: Naming): readonly string[] {
  if (!chronology) return untold('Chronology')
  const rows = chronology.rows.filter(({ type }) => type !== 'COVERAGE')
  const isCut = chronology.endCursor !== null
  return section(
    `Chronology (${rows.length}${isCut ? ', and later ones that are not shown: ask with --since' : ''})`,
    rows.map((row) => rowLine(row, naming)),
    'Nothing that could be seen.',
  )
}

function rowLine(row: ChronologyRow, naming: Naming): string {
  const { agencies, sentence, occurredAt, recordedAfterDays, isRecordedLate } = row
  return lineOf([
    timeText(occurredAt),
    row.type === 'SILENCE' ? 'SILENCE' : '',
    agencies.map(naming.agency).join(' and '),
    sentence,
    isRecordedLate === true ? `written down ${recordedAfterDays ?? '?'} days later` : '',
    evidenceText(row, naming),
  ])
}
