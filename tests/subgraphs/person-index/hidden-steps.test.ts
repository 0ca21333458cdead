import { ServiceCounts } from '../../../subgraphs/kit/service/service-counts'
import type { IndexedPerson } from '../../../subgraphs/person-index/describe-person'
import type { PersonLookup } from '../../../subgraphs/person-index/person-lookup'
import { createPersonLookup } from '../../../subgraphs/person-index/person-lookup'
import { plainSealer } from './plain-sealer'
import { recordsOf, TestIndex } from './test-index'

const index = new TestIndex()
beforeAll(() => index.start('hidden-steps'), 20_000)
afterAll(() => index.stop())

/** How often the database is asked, one after the other, and what comes of it. */
async function ask(find: (lookup: PersonLookup) => Promise<unknown>) {
  let questions = 0
  const connection = index.models.records.db
  connection.set('debug', () => (questions += 1))
  const found = await find(
    createPersonLookup(index.models, {
      counts: new ServiceCounts(),
      asker: { staff: ['STAFF:me'], grounds: [] },
      openReference: plainSealer.openReference,
    }),
  )
  connection.set('debug', false)
  return { questions, found }
}

const tokens = (token: string) => [{ type: 'NHS_NUMBER' as const, token }]

describe('a look-up of somebody hidden', () => {
  beforeAll(async () => {
    const hiddenFrom = [{ excludedStaff: ['me'], restrictedToStaff: null }]
    await index.register('probation', {
      ...{
        ref: 'PR-1',
        tokens: tokens('hidden'),
        addresses: ['hidden-home'],
        postcodes: ['hidden-home'],
        hiddenFrom,
      },
    })
    await index.register('police', {
      ...{ ref: 'N-1', tokens: tokens('safe'), addresses: [], isAddressProtected: true },
    })
    const home = ['safe-home']
    await index.register('homes', {
      ...{ ref: 'T-1', tokens: tokens('safe'), addresses: home, postcodes: home },
    })
  })

  it('by a number takes as many questions to the database as one of nobody', async () => {
    const nobody = await ask((lookup) => lookup.findByToken('NHS_NUMBER:nobody'))
    expect(nobody).toEqual({ questions: 1, found: null })
    expect(await ask((lookup) => lookup.findByToken('NHS_NUMBER:hidden'))).toEqual(nobody)
  })

  it('by the id of the hub does too', async () => {
    const known = await index.find('NHS_NUMBER:hidden', ['STAFF:other'])
    const nobody = await ask((lookup) => lookup.findById('f'.repeat(32)))
    expect(nobody).toEqual({ questions: 2, found: null })
    expect(known).not.toBeNull()
    expect(await ask((lookup) => lookup.findById(known?.id ?? ''))).toEqual(nobody)
  })

  it.each(['hidden-home', 'safe-home'])('by the address %s does too', async (home) => {
    const nobody = await ask((lookup) => lookup.findAtAddress('UPRN:nowhere', 10))
    expect(nobody).toEqual({ questions: 3, found: [] })
    expect(await ask((lookup) => lookup.findAtAddress(`UPRN:${home}`, 10))).toEqual(nobody)
  })
})

describe('a look-up of somebody hidden or protected by the postcode', () => {
  it.each(['hidden-home', 'safe-home'])('%s takes as many questions as of nobody', async (home) => {
    const nobody = await ask((lookup) => lookup.findAtPostcode('POSTCODE:nowhere', 10))
    expect(nobody).toEqual({ questions: 3, found: [] })
    expect(await ask((lookup) => lookup.findAtPostcode(`POSTCODE:${home}`, 10))).toEqual(nobody)
  })
})

describe('a look-up of somebody known', () => {
  it('is one question by a number and two by the id of the hub', async () => {
    await index.register('homes', { ref: 'T-2', tokens: tokens('known'), addresses: [] })
    const byNumber = await ask((lookup) => lookup.findByToken('NHS_NUMBER:known'))
    const person = byNumber.found as IndexedPerson | null
    expect(recordsOf(person)).toEqual(['homes/T-2'])
    expect(byNumber.questions).toBe(1)
    const byId = await ask((lookup) => lookup.findById(person?.id ?? ''))
    expect(byId).toEqual({ questions: 2, found: person })
  })
})
