import { currentPolicy } from '../helpers/current-policy'
import { SharingSwitch } from '../../subgraphs/kit/agency/sharing-switch'
import { DisclosureRecord } from '../../subgraphs/kit/service/disclosure-record'
import type { TestStore } from '../helpers/store'
import { startTestStore } from '../helpers/store'
import { envelope, examplePerson } from './agency-examples'
import { RunningAgency } from './running-agency'

const selection = '{ people { names { surname } } tenancies { id kind } }'
const always = { from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' }

let store: TestStore
let homes: RunningAgency
let record: DisclosureRecord

beforeAll(async () => {
  store = await startTestStore()
  homes = new RunningAgency('harrowmere-homes', store)
  const tenancy = { uprn: '906700000011', kind: 'SECURE', startDate: '2023-12-01' }
  await homes.load([
    examplePerson('REF-1'),
    { ...examplePerson('REF-2'), isSealed: true },
    {
      recordType: 'tenancy',
      sourceRecordId: 't-1',
      ...envelope(['REF-1'], '2024-01-01T00:00:00Z'),
      ...tenancy,
    },
  ])
  await homes.start()
  record = new DisclosureRecord(homes.agency.code, homes.connection)
})
afterAll(async () => {
  await homes.stop()
  await store.stop()
})
beforeEach(async () => {
  await homes.connection.collection('disclosures').deleteMany({})
})

describe("an agency's own record of what it disclosed", () => {
  it('says who was given which fields, for what, on which power', async () => {
    await homes.ask(['REF-1'], selection, { requestId: 'request-7', onBehalfOf: 'somebody' })
    expect(await record.read(always)).toEqual([
      {
        requestId: 'request-7',
        stated: ['PUBLIC_INTEREST_TEST'],
        agency: homes.agency.code,
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
        staffId: 'mash.analyst',
        onBehalfOf: 'somebody',
        homeAgency: 'northshire-mash',
        roles: ['mash.analyst'],
        purpose: 'ADULT_SAFEGUARDING',
        caseReference: 'MASH-0001',
        enquiryId: 'enquiry-1',
        legalPower: 'Care Act 2014 s.42',
        fields: [
          'HousingView.people',
          'HousingView.tenancies',
          'LocalPerson.names',
          'Person.harrowmereHomes',

          'PersonName.surname',
          'Tenancy.id',
          'Tenancy.kind',
        ],
        withheld: [],
        records: ['REF-1'],
        people: ['p'],
        policyVersions: [currentPolicy.version],
      },
    ])
  })

  it('never holds content', async () => {
    await homes.ask(['REF-1'], selection)
    expect(JSON.stringify(await record.read(always))).not.toMatch(/SECURE|"t-1"|906700000011/)
  })

  it('is the same for a sealed person as for one nobody knows', async () => {
    await homes.ask(['REF-2'], selection)
    await homes.ask(['REF-9'], selection)
    const [sealed, unknown] = await record.read(always)
    expect(sealed).toEqual({ ...unknown, at: sealed?.at, records: ['REF-2'] })
    expect(sealed?.fields).toContain('Tenancy.kind')
  })

  it('says what its own rules kept back', async () => {
    const sharing = new SharingSwitch(homes.connection)
    await sharing.suspend('a test')
    await new Promise((resolve) => setTimeout(resolve, 300))
    await homes.ask(['REF-1'], selection)
    await sharing.resume()
    await new Promise((resolve) => setTimeout(resolve, 300))
    const [entry] = await record.read(always)
    expect(entry?.fields).toEqual([])
    expect(entry?.withheld).toContainEqual({ field: 'Tenancy.kind', reason: 'AGENCY_SUSPENDED' })
  })

  it('is read within bounds, oldest first', async () => {
    for (const requestId of ['r1', 'r2', 'r3']) await homes.ask(['REF-1'], selection, { requestId })
    const [first, second, third] = await record.read(always)
    const between = await record.read({ from: second?.at ?? '', to: third?.at ?? '' })
    expect([first?.requestId, ...between.map(({ requestId }) => requestId)]).toEqual(['r1', 'r2'])
  })

  it('stands between the agency and its answer: what cannot be written is not given', async () => {
    // A unique index that every second call of a request offends stands for a store that refuses.
    const collection = homes.connection.collection('disclosures')
    await collection.createIndex({ purpose: 1 }, { unique: true, name: 'refusing' }, {})
    await homes.ask(['REF-1'], selection)
    const body = await homes.ask(['REF-1'], selection)
    expect(body.data).toBeUndefined()
    expect(body.errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'LOG_UNAVAILABLE', agency: homes.agency.code },
    ])
    await collection.dropIndex('refusing')
    expect((await homes.ask(['REF-1'], selection)).data).toBeDefined()
  })
})
