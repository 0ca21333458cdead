import { csvText } from '../../common/csv'
import type { ChronologyDocument, DocumentRow } from './chronology-document'

const columns = [
  ...[
    'Number',
    'Kind',
    'From (UTC)',
    'Until',
    'Agencies',
    'What',
    'Remarks',
    'Place',
    'Sources',
    'Rule',
  ],
  ...['Handling', 'Log reference'],
]

/**
 * A chronology as one table: what it is about, what it lacks and who answered first, then the rows. Every
 * line carries the mark and the reference: lines are cut out of tables.
 */
export function documentCsv(document: ChronologyDocument): string {
  const { mark, reference, facts, gaps, coverage, rows } = document
  const lines = [
    ...facts.map(([name, value]) => lineOf('About this document', `${name}: ${value}`)),
    ...(gaps.length > 0 ? [lineOf('Incomplete', 'This document is incomplete')] : []),
    ...gaps.map((gap) => lineOf('Incomplete', gap)),
    ...coverage.map(({ agency, answer, why, handling }) => [
      ...['', 'Who answered', '', '', agency, answer],
      ...[[why, handling].filter(Boolean).join('. '), '', '', ''],
    ]),
    ...rows.map(rowLine),
  ]
  return csvText([columns, ...lines.map((line) => [...line, mark, reference])])
}

function lineOf(kind: string, what: string): readonly string[] {
  return ['', kind, '', '', '', what, '', '', '', '']
}

function rowLine(row: DocumentRow): readonly string[] {
  return [
    ...[String(row.number), row.kind, row.from?.iso ?? '', row.until?.iso ?? ''],
    ...[row.agencies.join('; '), row.what, row.remarks.join('; '), row.place],
    ...[row.sources.join('; '), row.rule],
  ]
}
