import type { IndexedPerson } from '../../../subgraphs/person-index/describe-person'
import type { IndexContext } from '../../../subgraphs/person-index/index-context'
import { indexResolvers } from '../../../subgraphs/person-index/resolvers'
import { currentPolicy } from '../../helpers/current-policy'

const person = (id: string): IndexedPerson => ({
  ...{
    id,
    references: new Map(),
    tokens: new Set(),
    tyingTokens: new Set<string>(),
    addresses: new Set(),
    postcodes: new Set(),
  },
  ...{ households: new Set(), isAddressProtected: false, isHeld: false, disputedAgencies: [] },
  ...{ possibleAgencies: [], possiblePeople: [], keys: [] },
})

const known = person('known')
const both: IndexedPerson = {
  ...person('asked'),
  possiblePeople: [
    { id: 'known', status: 'POSSIBLE' },
    { id: 'hidden', status: 'MANY_MATCH' },
  ],
}

/** What is told of somebody under this policy; of hidden people nothing is known. */
function possibleOf(asked: IndexedPerson, possibleLinks: 'UNCONFIRMED' | 'WITHHELD') {
  const linkage = { ...currentPolicy.linkage, possibleLinks }
  const context = {
    policies: [{ ...currentPolicy, linkage }],
    lookup: { findById: (id: string) => Promise.resolve(id === 'known' ? known : null) },
    relatedStaff: { admit: (found: IndexedPerson) => Promise.resolve(found) },
    disputes: { note: () => undefined },
  }
  return indexResolvers([]).Person.possiblePeople(asked, {}, context as unknown as IndexContext)
}

describe('who may be somebody', () => {
  it('is told as unconfirmed, as far as the asker may know of them', async () => {
    expect(await possibleOf(both, 'UNCONFIRMED')).toEqual([{ status: 'POSSIBLE', person: known }])
  })

  it('is withheld where the policy says so, and that is not "nobody"', async () => {
    await expect(possibleOf(both, 'WITHHELD')).rejects.toMatchObject({
      extensions: { code: 'WITHHELD', reason: 'LINK_POSSIBLE' },
    })
    expect(await possibleOf(known, 'WITHHELD')).toEqual([])
  })
})
