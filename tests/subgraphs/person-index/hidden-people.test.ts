import type { Registration } from '../../../common/registration/registration'
import type { Database } from '../../../subgraphs/kit/service/database'
import { openDatabase } from '../../../subgraphs/kit/service/database'
import { ServiceCounts } from '../../../subgraphs/kit/service/service-counts'
import { LinkService } from '../../../subgraphs/person-index/link-service'
import type { IndexModels } from '../../../subgraphs/person-index/models'
import { createIndexModels } from '../../../subgraphs/person-index/models'
import { createPersonLookup } from '../../../subgraphs/person-index/person-lookup'
import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'
import { plainSealer } from './plain-sealer'

function person(ref: string, token: string, changes: Partial<Registration> = {}): Registration {
  return { ref, tokens: [{ type: 'NHS_NUMBER', token }], addresses: ['home'], ...changes }
}

let store: TestStore
let database: Database
let models: IndexModels
let links: LinkService

beforeAll(async () => {
  store = await startTestStore()
  database = await openDatabase({ uri: store.uri, code: `hidden-people-${process.pid}` })
  models = createIndexModels(database.connection)
  await database.buildIndexes()
  links = new LinkService(models, plainSealer)
})

afterAll(async () => {
  await database.connection.dropDatabase()
  await database.close()
  await store.stop()
})

function lookup() {
  return createPersonLookup(models, {
    counts: new ServiceCounts(),
    asker: { staff: ['STAFF:me'], grounds: [] },
    openReference: plainSealer.openReference,
  })
}

async function referencesAtHome(): Promise<readonly string[]> {
  const people = await lookup().findAtAddress('UPRN:home', 10)
  return people.flatMap(({ references }) => [...references.values()].flat()).toSorted()
}

describe('a person whose address one agency protects', () => {
  it('is found at no address, not even by what another agency knows', async () => {
    await links.register('homes', [person('T-1', 'a'), person('T-2', 'b')])
    expect(await referencesAtHome()).toEqual(['T-1', 'T-2'])
    await links.register('police', [
      person('N-1', 'a', { addresses: [], isAddressProtected: true }),
    ])
    expect(await referencesAtHome()).toEqual(['T-2'])
    expect((await lookup().findByToken('NHS_NUMBER:a'))?.references.get('homes')).toEqual(['T-1'])
  })

  it('is found there again when the mark is taken away', async () => {
    await links.register('police', [person('N-1', 'a', { addresses: [] })])
    expect(await referencesAtHome()).toEqual(['N-1', 'T-1', 'T-2'])
  })
})

describe('a record that an agency has sealed', () => {
  const withdrawn = (ref: string) => ({ ref, tokens: [], addresses: [], isWithdrawn: true })

  it('is forgotten: nothing leads to it and nothing of it is kept', async () => {
    await links.register('police', [person('N-9', 'z', { addresses: ['elsewhere'] })])
    const before = await lookup().findByToken('NHS_NUMBER:z')
    await links.register('police', [withdrawn('N-9')])
    expect(await lookup().findByToken('NHS_NUMBER:z')).toBeNull()
    expect(await lookup().findById(before?.id ?? '')).toBeNull()
    expect(await lookup().findAtAddress('UPRN:elsewhere', 10)).toEqual([])
    expect(await models.records.countDocuments({ ref: 'N-9' })).toBe(0)
  })

  it('no longer holds others together', async () => {
    const bridge = person('N-8', 'p', {
      tokens: [
        { type: 'NHS_NUMBER', token: 'p' },
        { type: 'PNC_ID', token: 'q' },
      ],
    })
    const byPnc = { ...person('T-8', ''), tokens: [{ type: 'PNC_ID' as const, token: 'q' }] }
    await links.register('police', [bridge])
    await links.register('hospital', [person('H-8', 'p')])
    await links.register('homes', [byPnc])
    expect((await lookup().findByToken('NHS_NUMBER:p'))?.references.size).toBe(3)
    await links.register('police', [withdrawn('N-8')])
    expect([...((await lookup().findByToken('NHS_NUMBER:p'))?.references ?? [])]).toEqual([
      ['hospital', ['H-8']],
    ])
    expect([...((await lookup().findByToken('PNC_ID:q'))?.references ?? [])]).toEqual([
      ['homes', ['T-8']],
    ])
  })

  it('leaves no trace when it was never there', async () => {
    const count = await models.records.countDocuments({})
    await links.register('police', [withdrawn('NEVER')])
    expect(await models.records.countDocuments({})).toBe(count)
  })
})
