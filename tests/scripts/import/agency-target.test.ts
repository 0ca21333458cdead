import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'
import { hospitalResources, practiceResources, recordsOf } from './fhir/resources'
import { envelope, examplePerson } from '../../subgraphs/agency-examples'
import { RunningAgency } from '../../subgraphs/running-agency'

let store: TestStore
let probation: RunningAgency

beforeAll(async () => {
  store = await startTestStore()
  probation = new RunningAgency('northshire-probation', store)
  await probation.load([examplePerson('P-1'), examplePerson('P-2')])
})

afterAll(async () => {
  await probation.stop()
  await store.stop()
})

describe('an import', () => {
  it('registers somebody anew whom a later record may hide from some', async () => {
    const people = probation.connection.collection('people')
    await people.updateMany({}, { $unset: { pendingRegistration: 1 } })
    await probation.load([
      {
        ...{ recordType: 'case', sourceRecordId: 'case-1', crn: 'X104567' },
        ...{ ...envelope(['P-1'], '2024-05-04T12:00:00Z'), startDate: '2024-05-04' },
        limitedAccess: { excludedStaff: ['council/kept'], isExistenceHidden: true },
      },
    ])
    const due = await people.find({ pendingRegistration: { $gt: '' } }).toArray()
    expect(due.map(({ _id }) => String(_id))).toEqual(['P-1'])
  })

  it('registers anew whom a record named until now, and who may live with somebody protected', async () => {
    const homes = new RunningAgency('harrowmere-homes', store)
    try {
      const tenancy = (...refs: readonly string[]) => ({
        ...{ recordType: 'tenancy', sourceRecordId: 'home', kind: 'SECURE' },
        ...{ startDate: '2023-12-01', uprn: '906700000011' },
        ...envelope(refs, '2024-05-04T12:00:00Z'),
        ...{
          people: refs.map((reference) => ({ reference, role: 'TENANT' })),
          subjectRole: undefined,
        },
      })
      const people = () => homes.connection.collection('people')
      const dueAfter = async (...records: readonly object[]) => {
        await people().updateMany({}, { $unset: { pendingRegistration: 1 } })
        await homes.load(records)
        const due = await people()
          .find({ pendingRegistration: { $gt: '' } })
          .toArray()
        return due.map(({ _id }) => String(_id)).toSorted()
      }
      await homes.load(['A', 'B', 'C'].map((ref) => examplePerson(ref)))

      expect(await dueAfter(tenancy('A'))).toEqual(['A'])
      expect(await dueAfter(tenancy('B', 'C'))).toEqual(['A', 'B', 'C'])
      expect(await dueAfter({ ...examplePerson('B'), isAddressProtected: true })).toEqual([
        ...['B', 'C'],
      ])
      expect(await dueAfter(examplePerson('A'))).toEqual(['A'])
      expect(await dueAfter(examplePerson('B'))).toEqual(['B', 'C'])
    } finally {
      await homes.stop()
    }
  })

  it.each([
    ['harrowmere-gp', practiceResources],
    ['st-annes-hospital', hospitalResources],
  ])('takes what is made of FHIR as it is: %s', async (code, resources) => {
    const agency = new RunningAgency(code, store)
    try {
      const entries = await recordsOf(agency.agency.kind, resources)
      expect(entries).toHaveLength(resources.length - 1)
      await agency.load(entries)
      expect(await agency.connection.collection('people').countDocuments({})).toBe(1)
    } finally {
      await agency.stop()
    }
  })
})
