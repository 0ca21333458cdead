import type { Agency } from '../../../common/register'
import type { CoverageInput } from '../../../gateway/answer/coverage'
import { describeCoverage } from '../../../gateway/answer/coverage'
import { RequestRecord } from '../../../gateway/answer/request-record'
import { smallView, SmallHub } from '../small-hub'

const police: Agency = {
  ...{ code: 'north-police', displayName: 'North Police', kind: 'police', field: 'northPolice' },
  ...{ existenceProtected: false, position: 0 },
}
const asked = {
  withheldFields: 0,
  requiredFields: 0,
  handling: null,
  withheldReason: null,
  isAllWithheld: false,
}

/** The row of an agency whose records may be of the person. */
function rowOf(changes: Partial<CoverageInput> = {}, agency: Agency = police) {
  const record = new RequestRecord()
  record.disputed.set('p', new Set([agency.code]))
  record.calls.push({ service: agency.code, tookMs: 12 })
  const [row] = describeCoverage({
    register: [agency],
    agencyFields: new Map([[agency.code, asked]]),
    record,
    content: new Map(),
    faults: [],
    isBroken: false,
    ...changes,
  })
  return row
}

describe('the row of an agency whose records may be of the person', () => {
  it('says that they are kept back, never that there are none', () => {
    expect(rowOf()).toMatchObject({ status: 'WITHHELD', reason: 'LINK_DISPUTED', records: null })
  })

  it('says that there is more when it has shown some', () => {
    const content = new Map([['north-police', { people: 1, records: 2 }]])
    expect(rowOf({ content })).toMatchObject({
      ...{ status: 'PARTIAL', reason: 'LINK_DISPUTED', records: 2 },
    })
  })

  it('says first that it did not answer', () => {
    const fault = { code: 'AGENCY_UNAVAILABLE', message: 'silent', reason: 'TIMED_OUT' } as const
    const faults = [{ service: 'north-police', fault }]
    expect(rowOf({ faults })).toMatchObject({ status: 'UNAVAILABLE', reason: 'TIMED_OUT' })
  })

  it('says first that it did not answer a part, whatever it kept back in another', () => {
    const kept = { code: 'WITHHELD', message: 'kept', reason: 'WITHHELD_BY_AGENCY' } as const
    const late = { code: 'AGENCY_UNAVAILABLE', message: 'late', reason: 'NOT_WAITED_FOR' } as const
    const faults = [kept, late].map((fault) => ({ service: 'north-police', fault }))
    const content = new Map([['north-police', { people: 1, records: 2 }]])
    expect(rowOf({ faults, content })).toMatchObject({ status: 'PARTIAL', reason: late.reason })
  })

  it('says nothing of it when nothing was asked of the agency, or a rule keeps all of it back', () => {
    expect(rowOf({ agencyFields: new Map() })?.status).toBe('NOT_ASKED')
    const kept = {
      withheldFields: 1,
      requiredFields: 0,
      handling: null,
      withheldReason: 'NO_AGREEMENT',
      isAllWithheld: true,
    }
    const agencyFields = new Map([['north-police', kept]])
    expect(rowOf({ agencyFields })).toMatchObject({ status: 'WITHHELD', reason: 'NO_AGREEMENT' })
  })

  it('does not make an agency visible whose very record is protected', () => {
    const row = rowOf({}, { ...police, existenceProtected: true })
    expect(row).toMatchObject({ status: 'NO_RECORD', reason: null })
  })
})

describe('the row of an agency with no record', () => {
  it('does not say whether it was asked', () => {
    const record = new RequestRecord()
    record.calls.push({ service: 'north-police', tookMs: 12 })
    expect(rowOf({ record })).toMatchObject({ status: 'NO_RECORD', tookMs: null })
  })
})

describe('an answer about somebody of whom the index says that links are disputed', () => {
  const hub = new SmallHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  it('names the agency, at the person and in the coverage, and the log has it', async () => {
    hub.subgraph('person-index').extensions = { disputed: { both: ['homes'], another: ['homes'] } }
    const answer = await hub.ask(smallView, { id: 'both' })
    expect(answer.coverage['homes']).toMatchObject({ status: 'WITHHELD', reason: 'LINK_DISPUTED' })
    expect(answer.coverage['north-police']).toMatchObject({ status: 'ANSWERED', reason: null })
    expect(answer.errors).toMatchObject([
      {
        path: ['person', 'homes'],
        extensions: { code: 'WITHHELD', reason: 'LINK_DISPUTED', agency: 'homes' },
      },
    ])
    const logged = hub.disclosures.at(-1)?.services.find(({ service }) => service === 'homes')
    expect(logged?.coverage).toMatchObject({ status: 'WITHHELD', reason: 'LINK_DISPUTED' })
    expect(logged?.fields).toEqual([])
  })

  it('says of records that are alike that nobody has confirmed whose they are', async () => {
    hub.subgraph('person-index').extensions = { possible: { both: ['homes'] } }
    const answer = await hub.ask(smallView, { id: 'both' })
    expect(answer.coverage['homes']).toMatchObject({
      ...{ status: 'WITHHELD', reason: 'LINK_POSSIBLE', records: null },
    })
    expect(answer.errors).toMatchObject([
      { path: ['person', 'homes'], extensions: { code: 'WITHHELD', reason: 'LINK_POSSIBLE' } },
    ])
  })

  it('names in the log whose a record is that is shown by itself', async () => {
    hub.subgraph('person-index').extensions = { standIns: { both: 'somebody', other: 7 } }
    await hub.ask(smallView, { id: 'both' })
    expect(hub.disclosures.at(-1)?.people).toEqual(['somebody'])
  })

  it.each([
    ['no object', 'homes'],
    ['no lists', { both: 'homes' }],
    ['no texts', { both: [1, null] }],
    ['another agency', { both: ['nobody'] }],
  ])('is as always when what the index says holds %s', async (_what, disputed) => {
    hub.subgraph('person-index').extensions = { disputed }
    const answer = await hub.ask(smallView, { id: 'both' })
    expect(answer.errors).toEqual([])
    expect(answer.coverage['homes']).toMatchObject({ status: 'NO_RECORD' })
  })

  it('is not changed by what an agency says of disputes', async () => {
    hub.subgraph('person-index').extensions = null
    hub.subgraph('north-police').extensions = { disputed: { both: ['homes'] } }
    const { coverage } = await hub.ask(smallView, { id: 'both' })
    expect(coverage['homes']).toMatchObject({ status: 'NO_RECORD' })
  })
})
