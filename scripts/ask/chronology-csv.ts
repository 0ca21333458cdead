import { csvText } from '../../common/csv'
import type { ChronologyAnswer } from './insights-answer'

const columns = [
  ...['type', 'occurredAt', 'precision', 'until', 'kind', 'agencies', 'sentence', 'uprn'],
  ...[
    'recordedAt',
    'recordedAfterDays',
    'isRecordedLate',
    'silentDays',
    'isCertain',
    'rule',
    'sources',
  ],
]

/** A chronology as CSV: a line for each row, coverage first, every line with its sources. */
export function chronologyCsv({ rows }: ChronologyAnswer): string {
  const lines = rows.map((row) => {
    const { type, occurredAt, precision, until, kind, agencies, sentence, uprn, rule, sources } =
      row
    return [
      ...[type, occurredAt, precision, until, kind, agencies.join(' '), sentence, uprn],
      ...[row.recordedAt, row.recordedAfterDays, row.isRecordedLate, row.silentDays, row.isCertain],
      rule && `${rule.name} ${rule.version}`,
      sources.map(({ agency, recordId }) => `${agency}/${recordId}`).join(' '),
    ].map(cellOf)
  })
  return csvText([columns, ...lines])
}

/** What is not known is an empty cell. */
function cellOf(value: string | number | boolean | null): string {
  return value === null ? '' : String(value)
}
