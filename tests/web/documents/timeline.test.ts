import type { DocumentRow } from '../../../web/documents/chronology-document'
import { documentPdf } from '../../../web/documents/pdf/document-pdf'
import { readFonts } from '../../../web/documents/pdf/fonts'
import { timelineOf, timelineWords } from '../../../web/documents/pdf/timeline'
import { readMoment } from '../../../web/words/dates'

function rowOf(from: string | null, fields: Partial<DocumentRow> = {}): DocumentRow {
  return {
    ...{ number: 1, kind: 'Call', isSilence: false, until: null, rule: '', what: 'A call.' },
    ...{ remarks: [], place: '', agencies: ['Northshire Police'], sources: [] },
    from: from === null ? null : readMoment(from),
    ...fields,
  }
}

describe('the timeline of a document', () => {
  it('has a lane for each agency of a row, and room on both sides', () => {
    const both = ['Northshire Police', 'Harrowmere Homes']
    const until = readMoment('2025-06-01')
    const timeline = timelineOf([
      rowOf('2024-01-10'),
      rowOf('2025-02-01', { agencies: both, until }),
      rowOf(null),
    ])
    expect(timeline).toMatchObject({ lanes: both, undated: 1 })
    expect(timeline?.from).toBeLessThan(Date.parse('2024-01-10'))
    expect(timeline?.to).toBeGreaterThan(Date.parse('2025-06-01'))
    expect(timeline && timelineWords(timeline)).toBe(
      'Timeline of 2 rows from 10 January 2024 to 1 June 2025, a lane for each agency: Northshire Police 2, Harrowmere Homes 1. 1 row has no date. Each is in the table that follows.',
    )
  })

  it('is none without a date', () => {
    expect(timelineOf([])).toBeNull()
    expect(timelineOf([rowOf(null)])).toBeNull()
  })

  it.each([
    ['a single day', ['2025-08-30']],
    ['a few months', ['2025-01-15', '2025-08-30T21:25:00.000Z']],
    ['sixty years', ['1966-01-01', '2025-08-30']],
  ])('is drawn for %s', async (_what, days) => {
    const rows = days.map((day) => rowOf(day))
    const document = {
      ...{ mark: 'm', reference: 'r', asAt: '2026-11-01T10:00:00.000Z', facts: [], gaps: [] },
      ...{ coverage: [], rows },
    }
    const bytes = (await documentPdf(document, readFonts())).toString('latin1')
    expect(bytes).toContain('/S /Figure')
    expect(bytes).not.toMatch(/NaN|Infinity/)
  })
})
