import type { ChronologyQuestion } from '../../../../subgraphs/insights/core/chronology'
import { chronologyOf, readCursor } from '../../../../subgraphs/insights/core/chronology'
import { instantOf } from '../../../../subgraphs/insights/core/london'
import { event, input, missing } from './made-up-events'

const everything: ChronologyQuestion = {
  ...{ from: null, to: null, kinds: null, agencies: null },
  ...{ order: 'OLDEST_FIRST', first: 1000, after: null },
}

const enquiry = event('care', 'ENQUIRY', '2025-08-14T15:00:00Z')
const visit = event('care', 'CONTACT', '2025-08-20T14:30:00Z', {
  coded: { CareMethod: 'DOORSTEP' },
})
const letter = event('care', 'CONTACT', '2025-09-15T09:00:00Z', {
  coded: { CareMethod: 'LETTER' },
})
const september = new Date('2025-09-20T12:00:00Z')

function silences(events: Parameters<typeof input>[0], changes: Parameters<typeof input>[1] = {}) {
  const { rows } = chronologyOf(input(events, { asAt: september, ...changes }), everything)
  return rows.filter(({ type }) => type === 'SILENCE')
}

describe('a chronology', () => {
  it('B9, C10: is one row for each event of all agencies, in the order of time', () => {
    const events = [
      event('gp', 'ENCOUNTER', '2025-03-02T10:00:00Z'),
      event('police', 'CALL', '2025-03-01T23:30:00Z'),
      event('ambulance', 'AMBULANCE_CALL', '2025-03-02T01:00:00Z'),
    ]
    const oldest = chronologyOf(input(events), everything).rows.map(({ agencies }) => agencies)
    const newest = chronologyOf(input(events), { ...everything, order: 'NEWEST_FIRST' })
    expect(oldest).toEqual([['police'], ['ambulance'], ['gp']])
    expect(newest.rows.map(({ agencies }) => agencies)).toEqual(oldest.toReversed())
  })

  it('B20: says how long after it happened something was written down, and whether that is late', () => {
    const events = [
      event('gp', 'ENCOUNTER', '2025-03-02', { recordedAt: '2025-03-05T09:00:00Z' }),
      event('gp', 'ENCOUNTER', '2025-04-02', { recordedAt: '2025-04-06T09:00:00Z' }),
    ]
    const { rows } = chronologyOf(input(events), everything)
    expect(rows.map((row) => [row.recordedAfterDays, row.isRecordedLate])).toEqual([
      [3, false],
      [4, true],
    ])
  })

  it('B20: shows 26 days without an entry while a case was open, by the rule of the agency', () => {
    expect(silences([enquiry, visit, letter])).toMatchObject([
      {
        ...{ agencies: ['care'], silentDays: 26, occurredAt: '2025-08-20', until: '2025-09-15' },
        ...{ isCertain: true, rule: { name: 'open-case-silence', version: '1' } },
        sentence: 'No entry for 26 days while a case was open.',
      },
    ])
  })

  it('shows no silence without an open case, nor one as long as the rule allows', () => {
    const allowed = event('care', 'CONTACT', '2025-08-28T14:30:00Z')
    expect(silences([visit, letter])).toEqual([])
    expect(silences([enquiry, allowed], { asAt: new Date('2025-09-11T12:00:00Z') })).toEqual([])
    expect(silences([{ ...enquiry, until: '2025-08-21' }, visit, letter])).toEqual([])
  })

  it('shows a silence that goes on to this day', () => {
    const [silence] = silences([enquiry], { asAt: new Date('2025-09-01T12:00:00Z') })
    expect(silence).toMatchObject({ silentDays: 18, until: '2025-09-01' })
    expect(silence?.sentence).toContain('to this day')
  })

  it('does not say that nothing was there when some of the agency cannot be seen', () => {
    const [silence] = silences([enquiry, visit, letter], {
      missing: [missing('care', 'WITHHELD_BY_CATEGORY')],
    })
    expect(silence).toMatchObject({ isCertain: false })
    expect(silence?.sentence).toContain('that may be seen')
  })

  it('says first what cannot be seen, whatever is asked for', () => {
    const one = missing('gp', 'SILENT')
    const question = { ...everything, kinds: ['CALL'], order: 'NEWEST_FIRST' as const }
    const events = [event('police', 'CALL', '2025-03-01'), enquiry]
    const { rows } = chronologyOf(input(events, { missing: [one] }), question)
    expect(rows.map(({ type, kind, missing: known }) => [type, kind, known])).toEqual([
      ['COVERAGE', null, [one]],
      ['EVENT', 'CALL', [one]],
    ])
  })

  it('tells once what two agencies tell, with both sources and both parts', () => {
    const coded = { HO_OFFENCE: '008/06' }
    const events = [
      event('police', 'CONVICTION', '2025-06-02', { coded }),
      event('courts', 'SENTENCE', '2025-06-02', { coded }),
      event('courts', 'SENTENCE', '2025-06-02', { coded, recordId: 'second' }),
      event('courts', 'SENTENCE', '2025-06-03', { coded }),
      event('courts', 'SENTENCE', '2025-06-02', { coded: { HO_OFFENCE: '066/01' }, recordId: 'x' }),
    ]
    const { rows } = chronologyOf(input(events), everything)
    const merged = rows.filter(({ parts }) => parts.length > 1)
    expect(rows).toHaveLength(4)
    expect(merged).toMatchObject([
      { agencies: ['courts', 'police'], rule: { name: 'same-event', version: '1' } },
    ])
    expect(merged[0]?.sources).toHaveLength(2)
  })

  it('keeps what is known of a time: a month is a month, and no time stays no time', () => {
    const events = [
      event('gp', 'ENCOUNTER', '2025-03', { precision: 'MONTH' }),
      event('gp', 'ENCOUNTER', '2025-05-01', { occurredAt: null, precision: 'UNCERTAIN' }),
      event('gp', 'ENCOUNTER', '2025-06-01', { occurredAt: 'in summer', precision: 'DAY' }),
    ]
    const { rows } = chronologyOf(input(events), everything)
    expect(rows.map(({ occurredAt, precision }) => [occurredAt, precision])).toEqual([
      [null, 'UNCERTAIN'],
      ['in summer', 'DAY'],
      ['2025-03', 'MONTH'],
    ])
  })

  it('takes a period from its first instant to before its end, in London', () => {
    const [from, to] = [instantOf('2025-07-20'), instantOf('2025-08-15')]
    const at = (time: string) => event('police', 'CALL', time)
    const events = [
      ...[at('2025-07-19T22:59:59Z'), at('2025-07-19T23:00:00Z'), at('2025-08-14T22:59:59Z')],
      ...[at('2025-08-14T23:00:00Z'), at('2025-08-14'), at('2025-08-15')],
      event('gp', 'ENCOUNTER', '2025-08', { precision: 'MONTH' }),
    ]
    const { rows } = chronologyOf(input(events), { ...everything, from, to })
    expect(rows.map(({ occurredAt }) => occurredAt)).toEqual([
      ...['2025-07-19T23:00:00Z', '2025-08', '2025-08-14', '2025-08-14T22:59:59Z'],
    ])
  })

  it('goes on behind a cursor, also when rows have come in meanwhile', () => {
    const events = ['2025-01-01', '2025-01-02', '2025-01-03'].map((day) =>
      event('police', 'CALL', day),
    )
    const first = chronologyOf(input(events), { ...everything, first: 2 })
    const after = readCursor(first.cursors[1] ?? '')
    const more = [event('gp', 'ENCOUNTER', '2024-12-01'), ...events]
    const next = chronologyOf(input(more), { ...everything, first: 2, after })
    expect([first.hasMore, next.hasMore, next.total]).toEqual([true, false, 4])
    expect(next.rows.map(({ occurredAt }) => occurredAt)).toEqual(['2025-01-03'])
  })

  it.each(['', 'no', 'W10', Buffer.from('[1,2]').toString('base64url'), 'x'.repeat(2000)])(
    'takes no %j for a cursor',
    (cursor) => {
      expect(readCursor(cursor)).toBeNull()
    },
  )
})
