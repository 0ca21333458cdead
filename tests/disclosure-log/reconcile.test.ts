import type { AgencyDisclosure } from '../../disclosure-log/agency-record'
import type { DisclosureEntry, LogEntry, SourceEntry } from '../../disclosure-log/entry'
import { reconcile } from '../../disclosure-log/reconcile'
import { recordNamesOf } from '../../disclosure-log/record-digest'
import { askerOf, entryFor, policeSource } from './entries'

const agency = 'northshire-police'
const at = '2025-03-01T12:00:00.000Z'
const later = (ms: number) => new Date(Date.parse(at) + ms).toISOString()
const fields = [...policeSource.disclosed].toSorted()
const namesOf = recordNamesOf([Buffer.alloc(32, 2), Buffer.alloc(32, 1)])
const asked: SourceEntry = { ...policeSource, recordHashes: [namesOf(agency, 'REF')[0]] }
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
    ...{ ...askerOf(entryFor('r1')), requestId: 'r1', agency, at, legalPower: 'p' },
    ...{ fields, withheld: [], records: ['REF'], people: ['person-1'] },
    ...change,
  }
}

const started = (ms: number): LogEntry => ({ event: 'STARTED', at: later(ms), instance: 'g' })
const unanswered: LogEntry = { event: 'NO_ANSWER', at: later(0), requestIds: ['r1'] }
const cutOff = (service: string): LogEntry => ({
  ...{ event: 'NO_ANSWER', at: later(0), requestIds: ['r1'] },
  asked: [{ requestId: 'r1', services: [service] }],
})
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
    [
      'the agency kept something back itself, and the hub says so',
      [hubEntry({ ...asked, disclosed: half.fields })],
      [own(half)],
      'matched',
    ],
    [
      'the hub says disclosed of what the agency kept back',
      [hubEntry(asked)],
      [own(half)],
      'FIELDS_DIFFER',
    ],
    [
      'the agency kept back of one person what it gave of another',
      [hubEntry(asked)],
      [own(), own({ ...half, fields: [] })],
      'matched',
    ],
    [
      'the records have the name of an earlier key',
      [hubEntry({ ...asked, recordHashes: [namesOf(agency, 'REF').at(-1) ?? ''] })],
      [own()],
      'matched',
    ],
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
    ['it was cut off after it was asked', [cutOff(agency)], [own()], 'NO_ANSWER'],
    ['it was cut off before it was asked', [cutOff('another')], [own()], 'AGENCY_ONLY'],
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
      namesOf,
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
    const { discrepancies } = reconcile({
      hub: [hubEntry(asked)],
      agencies,
      graceMs: 5000,
      bounds,
      namesOf,
    })
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
      const input = { hub: [hubEntry(asked)], agencies, graceMs: 5000, bounds: edge, namesOf }
      expect(reconcile(input).discrepancies).toEqual([])
    }
  })

  type Change = Partial<DisclosureEntry> | Partial<SourceEntry>
  it.each<[string, Change, string, readonly string[]]>([
    ['another member of staff', { staffId: 'x' }, 'WHO_DIFFERS', ['staffId']],
    ['a system in place of a person', { onBehalfOf: 'x' }, 'WHO_DIFFERS', ['onBehalfOf']],
    ['another organisation', { homeAgency: 'x' }, 'WHO_DIFFERS', ['homeAgency']],
    ['another role', { roles: ['mash.manager'] }, 'WHO_DIFFERS', ['roles']],
    ['another purpose', { purpose: 'AUDIT' }, 'WHY_DIFFERS', ['purpose']],
    ['no purpose', { purpose: null }, 'WHY_DIFFERS', ['purpose']],
    ['another case', { caseReference: 'MASH-9' }, 'WHY_DIFFERS', ['caseReference']],
    ['another enquiry', { enquiryId: 'e9' }, 'WHY_DIFFERS', ['enquiryId']],
    ['other people', { people: ['person-2'] }, 'RECORDS_DIFFER', ['people']],
    ['no people', { people: [] }, 'RECORDS_DIFFER', ['people']],
    ['no records', { recordHashes: [] }, 'RECORDS_DIFFER', ['recordHashes']],
    [
      'other records',
      { recordHashes: [...namesOf(agency, 'OTHER')] },
      'RECORDS_DIFFER',
      ['recordHashes'],
    ],
    [
      'more records than an agency was asked about that answered all',
      {
        recordHashes: [namesOf(agency, 'OTHER')[0], namesOf(agency, 'REF')[0]],
        coverage: { status: 'ANSWERED', reason: null },
      },
      'RECORDS_DIFFER',
      ['recordHashes'],
    ],
  ])('finds an entry that was rewritten to name %s', (_what, change, code, differing) => {
    const source = { ...asked, ...change }
    const hub = [{ ...hubEntry(source), ...change }]
    const agencies = new Map([[agency, [own()]]])
    const { discrepancies } = reconcile({ hub, agencies, graceMs: 5000, bounds, namesOf })
    expect(discrepancies).toEqual([{ code, agency, requestId: 'r1', fields: differing }])
  })

  it('has no order of roles, and takes records of before people were noted', () => {
    const roles = ['mash.manager', 'mash.analyst']
    const hub = [{ ...hubEntry(asked), roles: roles.toReversed() }]
    const { people, ...earlier } = own({ roles })
    const agencies = new Map([[agency, [earlier]]])
    const result = reconcile({ hub, agencies, graceMs: 5000, bounds, namesOf: null })
    expect(people).toHaveLength(1)
    expect(result).toMatchObject({ matched: 1, discrepancies: [] })
  })

  it('says nothing about an agency whose record is not there', () => {
    const result = reconcile({
      hub: [hubEntry(asked)],
      agencies: new Map(),
      graceMs: 5000,
      bounds,
      namesOf,
    })
    expect(result).toMatchObject({ matched: 0, discrepancies: [] })
  })
})
