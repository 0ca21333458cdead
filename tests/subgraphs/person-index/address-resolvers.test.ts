/** Who is beside a person, and who is at an address: whom the index tells, and whom never. */
import { HubError } from '../../../common/errors'
import {
  addressQueries,
  addressResolvers,
  householdResolvers,
  postcodeResolvers,
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
  const none = {
    tokens: new Set<string>(),
    tyingTokens: new Set<string>(),
    addresses: new Set<string>(),
    postcodes: new Set<string>(),
  }
  return {
    ...{ id, ...none, references: new Map(), households: new Set() },
    ...{ possibleAgencies: [], possiblePeople: [], keys: [] },
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
      findAtPostcode: (_postcode: unknown, first: number) => {
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
    sealer: { address: (token: string) => token, postcode: (token: string) => token },
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

describe('the people of a postcode', () => {
  const { people, hasMorePeople } = postcodeResolvers
  const addressesByPostcode = (...asked: Parameters<typeof addressQueries.addressesByPostcode>) =>
    addressQueries.addressesByPostcode(...asked)

  it.each([
    [2, false],
    [3, true],
  ])('are as many as were asked for, of %s', async (there, hasMore) => {
    const { context, searches } = contextOf(there)
    const asked = addressesByPostcode(null, { postcode: 'zy14ab', first: 2 })
    expect(asked.postcode).toBe('ZY1 4AB')
    const found = [await people(asked, {}, context), await hasMorePeople(asked, {}, context)]
    expect(found).toMatchObject([[{ id: 'p1' }, { id: 'p2' }], hasMore])
    expect(searches).toEqual([3])
  })

  it('are withheld whole when one of them is close to the asker', async () => {
    const { context } = contextOf(2, 'p2')
    const asked = addressesByPostcode(null, { postcode: 'ZY1 4AB' })
    await expect(people(asked, {}, context)).rejects.toThrow('Not for you.')
  })

  it.each([
    ['half of one', 'ZY1', 2, '"postcode"'],
    ['one that stands for no fixed abode', 'ZZ99 3VZ', 2, '"postcode"'],
    ['more people than a question may be about', 'ZY1 4AB', 101, '"first"'],
    ['nobody', 'ZY1 4AB', 0, '"first"'],
  ])('are not looked for by %s', (_what, postcode, first, problem) => {
    expect(() => addressesByPostcode(null, { postcode, first })).toThrow(problem)
  })
})

describe('who is found by a postcode', () => {
  const there = { addresses: ['home'], postcodes: ['ZY1'] }
  const found = async (first = 10) => {
    const people = await index.lookup().findAtPostcode('POSTCODE:ZY1', first)
    return people.flatMap(recordsOf).toSorted()
  }

  beforeEach(async () => {
    await index.register(
      'homes',
      registration('A', ['NHS_NUMBER:a'], there),
      registration('B', ['NHS_NUMBER:b'], { addresses: ['other-home'], postcodes: ['ZY1'] }),
      registration('C', ['NHS_NUMBER:c'], at('home')),
      registration('D', ['NHS_NUMBER:d'], { addresses: ['far'], postcodes: ['ZY2'] }),
    )
  })

  it('is whoever has a record at it, and is not beside anybody by it', async () => {
    expect(await found()).toEqual(['homes/A', 'homes/B'])
    expect(await besideA()).toEqual(['homes/C'])
  })

  it('is no more than are asked for', async () => {
    expect(await found(1)).toHaveLength(1)
  })

  it('is never somebody whose address any agency protects', async () => {
    const safe = registration('N', ['NHS_NUMBER:b'], { isAddressProtected: true })
    await index.register('police', safe)
    expect(await found()).toEqual(['homes/A'])
  })

  it('is nobody by a record that is hidden from the one who asks', async () => {
    const hiddenFrom = [{ excludedStaff: ['me'], restrictedToStaff: null }]
    await index.register('homes', registration('B', ['NHS_NUMBER:b'], { ...there, hiddenFrom }))
    expect(await found()).toEqual(['homes/A'])
  })

  it('is nobody any more when their agency no longer says so', async () => {
    await index.register('homes', registration('A', ['NHS_NUMBER:a'], at('home')))
    expect(await found()).toEqual(['homes/B'])
  })
})
