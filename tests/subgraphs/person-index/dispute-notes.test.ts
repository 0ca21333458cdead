import { readRegister } from '../../../common/register'
import type { IndexedPerson } from '../../../subgraphs/person-index/describe-person'
import { createDisputeNotes } from '../../../subgraphs/person-index/dispute-notes'

const person: IndexedPerson = {
  ...{ id: 'p1', references: new Map(), isAddressProtected: false, isHeld: false },
  ...{
    tokens: new Set(),
    tyingTokens: new Set<string>(),
    addresses: new Set(),
    postcodes: new Set(),
    households: new Set(),
  },
  disputedAgencies: ['harrowmere-homes', 'northshire-police'],
  ...{ possibleAgencies: [], possiblePeople: [], keys: [] },
}

describe('what the hub is told of disputes', () => {
  it('names agencies, but none whose records must not be known to exist', () => {
    const register = readRegister().map((agency) => ({
      ...agency,
      existenceProtected: agency.code === 'harrowmere-homes',
    }))
    const notes = createDisputeNotes(register)
    notes.note([person])
    expect([...notes.noted]).toEqual([['p1', ['northshire-police']]])
    notes.note([{ ...person, possibleAgencies: person.disputedAgencies }])
    expect([...notes.possible]).toEqual([['p1', ['northshire-police']]])
  })

  it('is nothing of a person without disputes', () => {
    const notes = createDisputeNotes(readRegister())
    notes.note([{ ...person, disputedAgencies: [] }])
    expect(notes.noted.size).toBe(0)
  })
})
