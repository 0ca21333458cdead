import type { AgencyKindDefinition } from '../../../subgraphs/kit/agency/agency-kind'
import { charity } from '../../../subgraphs/charity/kind'
import { buildAgencySchema } from '../../../subgraphs/kit/agency/agency-schema'
import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'
import { envelope, examplePerson } from '../agency-examples'
import { makeAgency } from '../record-checks'
import { RunningAgency } from '../running-agency'

const day = '2024-05-04'
const selection = `{ people { reference names { surname } } consents { decision }
  support { kind startDate } riskAssessments { grade } }`

function consent(ref: string, fields: object) {
  const record = { recordType: 'consent', sourceRecordId: `consent-${next()}` }
  return { ...record, ...envelope([ref], day), scope: ['DOMESTIC_ABUSE_RISK'], day, ...fields }
}

function support(ref: string) {
  const record = { recordType: 'supportPeriod', sourceRecordId: `support-${ref}` }
  return { ...record, ...envelope([ref], day), kind: 'IDVA', startDate: day }
}

let count = 0
function next(): number {
  count += 1
  return count
}

const clients = ['CONSENTS', 'SILENT', 'REFUSES', 'WITHDREW', 'OVERRIDDEN', 'LIMITED']

let store: TestStore
let agency: RunningAgency

beforeAll(async () => {
  store = await startTestStore()
  const line = { kind: 'charity', field: 'openDoor', code: 'open-door', existenceProtected: true }
  agency = new RunningAgency(makeAgency(line), store)
  const limitedAccess = { excludedStaff: ['northshire-mash/mash.analyst'], isExistenceHidden: true }
  await agency.load([
    ...clients.map((ref) => ({
      ...examplePerson(ref),
      ...(ref === 'LIMITED' && { limitedAccess }),
    })),
    ...clients.map(support),
    consent('CONSENTS', { decision: 'GIVEN' }),
    consent('REFUSES', { decision: 'REFUSED' }),
    consent('WITHDREW', { decision: 'GIVEN', withdrawnDay: '2024-05-05' }),
    consent('OVERRIDDEN', { decision: 'OVERRIDDEN', caseReference: 'MARAC-7', reason: 'Threats' }),
    consent('LIMITED', { decision: 'GIVEN' }),
  ])
  await agency.start()
}, 30_000)

afterAll(async () => {
  await agency.stop()
  await store.stop()
})

const risk = { purpose: 'DOMESTIC_ABUSE_RISK' }

describe('a client of a charity', () => {
  it('is told of for the purposes they consent to', async () => {
    const { data, errors } = await agency.ask(['CONSENTS'], selection, risk)
    expect(errors).toBeUndefined()
    expect(JSON.stringify(data)).toContain('"kind":"IDVA"')
  })

  it.each([
    ['gave no consent', 'SILENT', risk],
    ['refused', 'REFUSES', risk],
    ['withdrew their consent', 'WITHDREW', risk],
    ['consents to another purpose', 'CONSENTS', { purpose: 'ADULT_SAFEGUARDING' }],
    ['is told of for another case only', 'OVERRIDDEN', risk],
    ['is kept from this asker', 'LIMITED', risk],
    ['refused, in an emergency', 'REFUSES', { purpose: 'VITAL_INTERESTS' }],
  ])('who %s looks like somebody unknown', async (_what, ref, changes) => {
    for (const roles of [['mash.analyst'], ['mash.manager'], ['idva', 'police.officer', 'dpo']]) {
      const known = await agency.ask([ref], selection, { ...changes, roles })
      expect(known).toEqual(await agency.ask(['NOBODY'], selection, { ...changes, roles }))
      expect(known.data).toEqual({ _entities: [{ view: null }] })
    }
  })

  it('is not even withheld from those with whom the charity has an agreement', async () => {
    const body = await agency.ask(['SILENT'], selection, risk)
    expect(body).toEqual({ data: { _entities: [{ view: null }] } })
  })

  it('is told of for the one case that the charity overrides for', async () => {
    const { data } = await agency.ask(['OVERRIDDEN'], selection, {
      ...risk,
      caseReference: 'marac-7 ',
    })
    expect(JSON.stringify(data)).toContain('OVERRIDDEN')
    const other = await agency.ask(['OVERRIDDEN'], selection, {
      purpose: 'ADULT_SAFEGUARDING',
      caseReference: 'MARAC-7',
    })
    expect(other.data).toEqual({ _entities: [{ view: null }] })
  })

  it('is not told of by one description when another says nothing of consent', async () => {
    const body = await agency.askTogether(['CONSENTS', 'SILENT'], selection, risk)
    expect(body).toEqual({ data: { _entities: [{ view: null }] } })
  })

  it('costs as many questions to the database as somebody unknown', async () => {
    const loadsOf = async (ref: string) => {
      const before = await agency.countLoads()
      await agency.ask([ref], selection, risk)
      const after = await agency.countLoads()
      return Object.entries(after).map(([type, loads]) => [type, loads - (before[type] ?? 0)])
    }
    expect(await loadsOf('SILENT')).toEqual(await loadsOf('NOBODY'))
  })

  it('hides nobody else in the same question', async () => {
    const { data } = await agency.ask(['SILENT', 'CONSENTS'], selection, risk)
    expect(data?.['_entities']).toEqual([
      { view: null },
      { view: expect.objectContaining({ support: [{ kind: 'IDVA', startDate: day }] }) as unknown },
    ])
  })

  it('is told of no longer as soon as the consent is taken back', async () => {
    await agency.load([
      { ...examplePerson('CHANGES'), sourceRecordId: 'CHANGES' },
      { ...consent('CHANGES', { decision: 'GIVEN' }), sourceRecordId: 'c' },
    ])
    const before = await agency.ask(['CHANGES'], '{ people { reference } }', risk)
    expect(JSON.stringify(before.data)).toContain('CHANGES')
    const withdrawn = { decision: 'GIVEN', withdrawnDay: '2024-05-05' }
    await agency.load([{ ...consent('CHANGES', withdrawn), sourceRecordId: 'c' }])
    expect(await agency.ask(['CHANGES'], '{ people { reference } }', risk)).toEqual({
      data: { _entities: [{ view: null }] },
    })
  })
})

it('a kind that needs consent does not start when its schema names others', () => {
  const police = makeAgency()
  const open: AgencyKindDefinition = { ...charity, name: 'police', resolvers: {}, events: {} }
  expect(() => buildAgencySchema(police, { ...open, lists: policeLists })).toThrow(
    'police discloses only with consent: Conviction.victim must not name others',
  )
})

const policeLists = Object.fromEntries(
  [
    ...['convictions', 'cautions', 'orders', 'warrants', 'crimes', 'incidents', 'warningMarkers'],
    ...['riskAssessments', 'dvdsApplications', 'intelligence'],
  ].map((list) => [list, list]),
)
