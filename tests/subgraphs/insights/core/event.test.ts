import { readEvent } from '../../../../subgraphs/insights/core/event'
import { involvementsOf } from '../../../../subgraphs/insights/core/involvements'
import { dayNumberAt, instantOf, isoDay } from '../../../../subgraphs/insights/core/london'
import { input, missing } from './made-up-events'

const from = {
  ...{ person: 'v', agency: 'police', agencyKind: 'police' },
  personOf: (reference: string) => (reference === 'P-2' ? 'o' : null),
}
const row = {
  ...{ kind: 'CALL', recordedAt: '2025-01-01T12:00:00Z', precision: 'EXACT' },
  source: { agency: 'somebody-else', recordId: 'R-1' },
}

describe('an event as an agency gives it', () => {
  it('is of the agency and person it was read from, whatever it says', () => {
    expect(readEvent(row, from)).toMatchObject({ agency: 'police', person: 'v', recordId: 'R-1' })
  })

  it('has people by the hub’s id where the reference is linked', () => {
    const people = [{ reference: 'P-2' }, { reference: 'P-3' }, { reference: null }]
    expect(readEvent({ ...row, people }, from)?.people?.map(({ person }) => person)).toEqual([
      ...['o', null, null],
    ])
  })

  it('keeps nothing apart from none: null stays null, an empty list stays empty', () => {
    const nothing = readEvent({ ...row, bodySites: null, people: null }, from)
    const none = readEvent({ ...row, bodySites: [], people: [] }, from)
    expect([nothing?.bodySites, nothing?.people]).toEqual([null, null])
    expect([none?.bodySites, none?.people]).toEqual([[], []])
  })

  it.each([
    null,
    'event',
    {},
    { ...row, source: null },
    { ...row, kind: 7 },
    { ...row, recordedAt: null },
    { ...row, recordedAt: 'soon' },
  ])('is none: %j', (bad) => {
    expect(readEvent(bad, from)).toBeNull()
  })

  it('takes what is of the wrong type for not recorded', () => {
    const odd = {
      ...row,
      isAssault: 'yes',
      uprn: 7,
      codes: 'no',
      precision: 'SOON',
      bodySites: [1],
    }
    expect(readEvent(odd, from)).toMatchObject({
      ...{ isAssault: null, uprn: null, codes: [], precision: 'UNCERTAIN', bodySites: [] },
    })
  })
})

describe('days in London', () => {
  it.each([
    ['2025-07-19T23:00:00Z', '2025-07-20'],
    ['2025-07-19T22:59:59.999Z', '2025-07-19'],
    ['2025-01-19T23:59:59Z', '2025-01-19'],
    ['2025-10-26T00:30:00Z', '2025-10-26'],
    ['2025-03-30T23:00:00Z', '2025-03-31'],
  ])('at %s it is %s', (instant, day) => {
    expect(isoDay(dayNumberAt(Date.parse(instant)))).toBe(day)
  })

  it.each([
    ['2025-07-20', '2025-07-19T23:00:00.000Z'],
    ['2025-10-26', '2025-10-25T23:00:00.000Z'],
    ['2025-10-27', '2025-10-27T00:00:00.000Z'],
    ['2025-03-30', '2025-03-30T00:00:00.000Z'],
    ['2025-03-31', '2025-03-30T23:00:00.000Z'],
    ['2025-07-20T10:00:00+01:00', '2025-07-20T09:00:00.000Z'],
  ])('%s begins at %s', (text, instant) => {
    expect(new Date(instantOf(text) ?? 0).toISOString()).toBe(instant)
  })

  it.each(['', '2025', '2025-07-20T10:00:00', '2025-13-01', 'today'])('%j is no time', (text) => {
    expect(instantOf(text)).toBeNull()
  })
})

describe('who works with a person now', () => {
  const desk = {
    ...{ agency: 'care', recordedAt: '2025-08-14T09:00:00Z', service: 'Safeguarding team' },
    ...{ workerRole: null, desk: 'Duty desk', deskTelephone: '01632 960103', deskHours: null },
  }
  const rows = [
    { ...desk, recordId: 'goes on', startDate: '2025-08-14', endDate: null },
    { ...desk, recordId: 'last day', startDate: '2025-09-01', endDate: '2026-01-01' },
    { ...desk, recordId: 'over', startDate: '2025-01-01', endDate: '2025-12-31' },
    { ...desk, recordId: 'begins later', startDate: '2026-01-02', endDate: null },
    { ...desk, recordId: 'told later', startDate: null, endDate: null, recordedAt: '2027-01-01' },
  ]

  it('are those whose first and last day are around the day of asking, as it was known then', () => {
    const unseen = [missing('gp', 'SILENT')]
    const current = involvementsOf(input([], { missing: unseen }), rows)
    expect(current.map(({ recordId }) => recordId)).toEqual(['last day', 'goes on'])
    expect(current[0]).toMatchObject({ missing: unseen, rule: null, desk: 'Duty desk' })
  })
})
