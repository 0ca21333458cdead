import { getAgency, readRegister } from '../../../../common/register'
import { personResolvers } from '../../../../subgraphs/kit/agency/person-resolvers'

const agency = getAgency('northshire-probation', readRegister())
const resolvers = personResolvers(agency, { limitedAccessTypes: ['person', 'case'] })
const view = resolvers[agency.field] as (...given: readonly unknown[]) => Promise<unknown>

/** What is asked of the database before anything was answered, and what comes of it. */
async function ask(people: readonly object[], caseMarks: readonly object[] = []) {
  const asked: string[] = []
  const loaders = {
    loadPeople: () => {
      asked.push('person')
      return Promise.resolve(people)
    },
    loadMarks: (recordType: string) => {
      asked.push(recordType)
      return Promise.resolve(caseMarks)
    },
  }
  const context = { agency, loaders, claims: { homeAgency: 'council', sub: 's-1' } }
  const answer = view({ refs: ['REF-1'], isAddressProtected: false }, {}, context)
  const before = [...asked]
  return { before, answer: await answer }
}

const limitedAccess = { restrictedToStaff: ['council/s-2'], isExistenceHidden: true }

describe("an agency's view of a person who is hidden", () => {
  const asUnknown = { before: ['person', 'case'], answer: null }

  it('takes the same steps as that of a person unknown', async () => {
    expect(await ask([])).toEqual(asUnknown)
    expect(await ask([{ _id: 'REF-1', limitedAccess }])).toEqual(asUnknown)
    expect(await ask([{ _id: 'REF-1' }], [{ limitedAccess }])).toEqual(asUnknown)
  })

  it('is given to those who are let in', async () => {
    const { answer } = await ask([{ _id: 'REF-1' }], [])
    expect(answer).toMatchObject({ refs: ['REF-1'] })
  })

  it('counts no mark of a reference that the agency does not hold', async () => {
    const { answer } = await ask([{ _id: 'REF-2' }], [{ limitedAccess }])
    expect(answer).toMatchObject({ refs: ['REF-2'] })
  })
})
