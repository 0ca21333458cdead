import type { AgencyDisclosure } from '../../disclosure-log/agency-record'
import type { LogEntry, SourceEntry } from '../../disclosure-log/entry'
import { reconcile } from '../../disclosure-log/reconcile'
import { entryFor, policeSource } from './entries'

const agency = 'northshire-police'
const at = '2025-03-01T12:00:00.000Z'
const later = (ms: number) => new Date(Date.parse(at) + ms).toISOString()
const fields = [...policeSource.disclosed].toSorted()
const asked: SourceEntry = { ...policeSource, recordHashes: ['h'] }
const gaveNothing = (status: string): SourceEntry => ({
  ...asked,
  disclosed: [],
  coverage: { status, reason: null },
})

function hubEntry(source: SourceEntry | null, requestId = 'r1'): LogEntry {
  return { ...entryFor(requestId), sources: source ? [source] : [] }
}

function own(change: Partial<AgencyDisclosure> = {}): AgencyDisclosure {
  return {
    ...{ requestId: 'r1', agency, at, staffId: 's', onBehalfOf: null, homeAgency: 'council' },
    ...{ roles: [], purpose: 'AUDIT', caseReference: 'c', enquiryId: 'e', legalPower: 'p' },
    ...{ fields, withheld: [], records: ['REF'] },
    ...change,
  }
}

const started = (ms: number): LogEntry => ({ event: 'STARTED', at: later(ms), instance: 'g' })
const unanswered: LogEntry = { event: 'NO_ANSWER', at: later(0), requestIds: ['r1'] }
const keptBack = fields.map((field) => ({ field, reason: 'AGENCY_SUSPENDED' }))
const half = { fields: fields.slice(0, 1), withheld: keptBack.slice(1) }

const bounds = { from: '2025-01-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' }

type Row = [string, readonly LogEntry[], readonly AgencyDisclosure[], string]

describe('the comparison of both sides', () => {
  it.each<Row>([
    ['both have it', [hubEntry(asked)], [own()], 'matched'],
    [
      'in several calls',
      [hubEntry(asked)],
      fields.map((field) => own({ fields: [field] })),
      'matched',
    ],
    [
      'the agency gave more, for keys',
      [hubEntry(asked)],
      [own({ fields: [...fields, 'Person.id'] })],
      'matched',
    ],
    ['the agency kept something back itself', [hubEntry(asked)], [own(half)], 'matched'],
    [
      'the agency kept everything back',
      [hubEntry(gaveNothing('WITHHELD'))],
      [own({ fields: [], withheld: keptBack })],
      'matched',
    ],
    [
      'an agency that is asked about everybody',
      [hubEntry({ ...policeSource, recordHashes: [] })],
      [own({ records: [] })],
      'matched',
    ],
    [
      'nothing is linked, nobody asked',
      [hubEntry({ ...policeSource, recordHashes: [] })],
      [],
      'nothing',
    ],
    ['the agency was silent', [hubEntry(gaveNothing('UNAVAILABLE'))], [], 'nothing'],
    ['the answer came too late', [hubEntry(gaveNothing('UNAVAILABLE'))], [own()], 'LATE'],
    ['the hub says it gave no answer', [unanswered], [own()], 'NO_ANSWER'],
    ['a gateway started right after', [started(4000)], [own()], 'GATEWAY_ENDED'],
    ['only the hub has it', [hubEntry(asked)], [], 'HUB_ONLY'],
    ['only the hub has it, and a gateway started', [hubEntry(asked), started(1)], [], 'HUB_ONLY'],
    ['only the agency has it', [], [own()], 'AGENCY_ONLY'],
    [
      'only the agency has it, of another request',
      [hubEntry(asked, 'r2'), unanswered],
      [own({ requestId: 'r2' }), own({ requestId: 'r3' })],
      'AGENCY_ONLY',
    ],
    ['the hub did not name this agency', [hubEntry(null)], [own()], 'AGENCY_ONLY'],
    ['the hub says it did not ask', [hubEntry(gaveNothing('NOT_ASKED'))], [own()], 'AGENCY_ONLY'],
    ['a gateway started before', [started(-1)], [own()], 'AGENCY_ONLY'],
    ['a gateway started long after', [started(5001)], [own()], 'AGENCY_ONLY'],
    [
      'a gateway started after one of two calls only',
      [started(1)],
      [own(), own({ at: later(2) })],
      'AGENCY_ONLY',
    ],
    [
      'the hub passed on what the agency did not give',
      [hubEntry(asked)],
      [own({ fields: fields.slice(1) })],
      'FIELDS_DIFFER',
    ],
    [
      'the hub passed on something, the agency gave nothing',
      [hubEntry(asked)],
      [own({ fields: [] })],
      'FIELDS_DIFFER',
    ],
  ])('says of what %s', (_what, hub, records, verdict) => {
    const agencies = new Map([[agency, records]])
    const { matched, explained, discrepancies } = reconcile({
      hub,
      agencies,
      graceMs: 5000,
      bounds,
    })
    const found = [
      ...(matched > 0 && verdict !== 'AGENCY_ONLY' ? ['matched'] : []),
      ...Object.entries(explained).flatMap(([code, count]) => (count > 0 ? [code] : [])),
      ...discrepancies.map(({ code }) => code),
    ]
    expect(found).toEqual(verdict === 'nothing' ? [] : [verdict])
  })

  it('names the agency, the request and the fields', () => {
    const agencies = new Map([[agency, [own({ fields: [] })]]])
    const { discrepancies } = reconcile({ hub: [hubEntry(asked)], agencies, graceMs: 5000, bounds })
    expect(discrepancies).toEqual([
      { code: 'FIELDS_DIFFER', agency, requestId: 'r1', fields: policeSource.disclosed },
    ])
  })

  it.each([
    ['the calls before the bounds', { from: '2025-03-01T11:59:59.950Z', to: later(1000) }],
    ['the calls after the bounds', { from: '2025-01-01T00:00:00.000Z', to: at }],
  ])('misses nothing at the edge: %s', (_what, edge) => {
    for (const records of [[], [own({ fields: [] })]]) {
      const agencies = new Map([[agency, records]])
      const input = { hub: [hubEntry(asked)], agencies, graceMs: 5000, bounds: edge }
      expect(reconcile(input).discrepancies).toEqual([])
    }
  })

  it('says nothing about an agency whose record is not there', () => {
    const result = reconcile({ hub: [hubEntry(asked)], agencies: new Map(), graceMs: 5000, bounds })
    expect(result).toMatchObject({ matched: 0, discrepancies: [] })
  })
})
