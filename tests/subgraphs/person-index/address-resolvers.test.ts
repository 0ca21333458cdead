/** Who is beside a person, and who is at an address: whom the index tells, and whom never. */
import { HubError } from '../../../common/errors'
import {
  addressResolvers,
  householdResolvers,
} from '../../../subgraphs/person-index/address-resolvers'
import type { IndexedPerson } from '../../../subgraphs/person-index/describe-person'
import type { IndexContext } from '../../../subgraphs/person-index/index-context'
import { recordsOf, registration, TestIndex } from './test-index'

const index = new TestIndex()
beforeAll(() => index.start('address-resolvers'), 20_000)
afterAll(() => index.stop())
beforeEach(() => index.clear())

const at = (...addresses: readonly string[]) => ({ addresses })

async function besideA(first = 10): Promise<readonly string[]> {
  const person = await index.find('NHS_NUMBER:a')
  if (!person) throw new Error('Nobody is linked')
  const found = await index.lookup().findBeside(person, first)
  return found.flatMap(recordsOf).toSorted()
}

describe('who is beside a person', () => {
  beforeEach(async () => {
    await index.register(
      'homes',
      registration('A', ['NHS_NUMBER:a'], at('home', 'second-home')),
      registration('B', ['NHS_NUMBER:b'], at('home')),
      registration('C', ['NHS_NUMBER:c'], at('second-home')),
      registration('D', ['NHS_NUMBER:d'], at('elsewhere')),
    )
  })

  it('is whoever is at an address of theirs, and not the person', async () => {
    expect(await besideA()).toEqual(['homes/B', 'homes/C'])
  })

  it('is no more than are asked for', async () => {
    expect(await besideA(1)).toHaveLength(1)
  })

  it('is never somebody whose address any agency protects', async () => {
    const safe = registration('N', ['NHS_NUMBER:b'], { isAddressProtected: true })
    await index.register('police', safe)
    expect(await besideA()).toEqual(['homes/C'])
  })

  it('is nobody for somebody whose own address any agency protects', async () => {
    const safe = registration('N', ['NHS_NUMBER:a'], { isAddressProtected: true })
    await index.register('police', safe)
    expect(await besideA()).toEqual([])
  })

  it('is nobody who is hidden from the one who asks', async () => {
    await index.register(
      'homes',
      registration('C', ['NHS_NUMBER:c'], {
        ...at('second-home'),
        hiddenFrom: [{ excludedStaff: ['me'], restrictedToStaff: null }],
      }),
    )
    expect(await besideA()).toEqual(['homes/B'])
  })
})

function indexed(id: string): IndexedPerson {
  const none = { tokens: new Set<string>(), addresses: new Set<string>() }
  return {
    ...{ id, ...none, references: new Map(), households: new Set() },
    ...{ possibleAgencies: [], possiblePeople: [] },
    ...{ isAddressProtected: false, disputedAgencies: [], isHeld: false },
  }
}

/** A context in which these are beside everybody, and one of them is close to the one who asks. */
function contextOf(count: number, related: string | null = null) {
  const found = Array.from({ length: count }, (_, at) => indexed(`p${at + 1}`))
  const searches: number[] = []
  const context = {
    lookup: {
      findBeside: (_person: unknown, first: number) => {
        searches.push(first)
        return Promise.resolve(found.slice(0, first))
      },
      findAtAddress: (_address: unknown, first: number) => {
        searches.push(first)
        return Promise.resolve(found.slice(0, first))
      },
    },
    relatedStaff: {
      admit: (person: IndexedPerson) =>
        person.id === related
          ? Promise.reject(new HubError('WITHHELD', 'Not for you.', {}))
          : Promise.resolve(person),
    },
    disputes: { note: () => undefined },
    linkKey: { secret: Buffer.alloc(32, 1) },
    sealer: { address: (token: string) => token },
  } as unknown as IndexContext
  return { context, searches }
}

describe('the household of a person', () => {
  const { household, hasMoreHousehold } = householdResolvers

  it.each([
    ['nobody', 0, 1, false],
    ['as many as are told', 49, 50, false],
    ['one more', 50, 50, true],
  ])('begins with the person and says whether there are more: beside %s', async (...row) => {
    const [, beside, told, hasMore] = row
    const { context, searches } = contextOf(beside)
    const person = indexed('me')
    const [people, more] = await Promise.all([
      household(person, {}, context),
      hasMoreHousehold(person, {}, context),
    ])
    expect(people[0]?.id).toBe('me')
    expect([people.length, more]).toEqual([told, hasMore])
    expect(searches).toEqual([50])
  })

  it.each(['p2', 'me'])(
    'is withheld whole when one of it is close to the asker: %s',
    async (id) => {
      const { context } = contextOf(3, id)
      await expect(household(indexed('me'), {}, context)).rejects.toThrow('Not for you.')
    },
  )
})

describe('the people of an address', () => {
  const { people, hasMorePeople } = addressResolvers
  const address = () => ({ id: '906700000011', first: 2 })

  it.each([
    [2, false],
    [3, true],
  ])('are as many as were asked for, of %s', async (there, hasMore) => {
    const { context, searches } = contextOf(there)
    const asked = address()
    const found = [await people(asked, {}, context), await hasMorePeople(asked, {}, context)]
    expect(found).toMatchObject([[{ id: 'p1' }, { id: 'p2' }], hasMore])
    expect(searches).toEqual([3])
  })

  it('are withheld whole when one of them is close to the asker', async () => {
    const { context } = contextOf(2, 'p2')
    await expect(people(address(), {}, context)).rejects.toThrow('Not for you.')
  })

  it('are those of something that can be an address', async () => {
    const { context } = contextOf(1)
    await expect(people({ id: 'x', first: 2 }, {}, context)).rejects.toThrow('uprn')
  })
})
