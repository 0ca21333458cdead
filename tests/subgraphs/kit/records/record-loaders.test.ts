import type { Connection } from 'mongoose'

import type {
  RecordCollections,
  StoredRecord,
} from '../../../../subgraphs/kit/records/record-collection'
import { createRecordLoaders } from '../../../../subgraphs/kit/records/record-loaders'
import type { Database } from '../../../../subgraphs/kit/service/database'
import { openDatabase } from '../../../../subgraphs/kit/service/database'
import { ServiceCounts } from '../../../../subgraphs/kit/service/service-counts'
import type { TestStore } from '../../../helpers/store'
import { startTestStore } from '../../../helpers/store'

let store: TestStore
let database: Database
let collections: RecordCollections

const day = (text: string) => new Date(`2024-${text}T00:00:00Z`)
const all = { from: null, to: null, first: 100 }

const visits: StoredRecord[] = [
  { _id: 'v1', personRefs: ['p1'], occurredAt: day('01-01') },
  { _id: 'v2', personRefs: ['p1', 'p2'], occurredAt: day('01-02') },
  { _id: 'v3', personRefs: ['p1b'], occurredAt: day('01-03') },
  { _id: 'v4a', personRefs: ['p2'], occurredAt: day('01-04') },
  { _id: 'v4b', personRefs: ['p2'], occurredAt: day('01-04') },
  { _id: 'v5', personRefs: ['stranger'], occurredAt: day('01-05') },
  { _id: 'v6', personRefs: ['p1', 'p1b'], occurredAt: null },
]

function open(connection: Connection, name: string) {
  return connection.collection<StoredRecord>(name)
}

beforeAll(async () => {
  store = await startTestStore()
  database = await openDatabase({ uri: store.uri, code: `loaders-${process.pid}` })
  collections = {
    person: open(database.connection, 'people'),
    visit: open(database.connection, 'visits'),
  }
  await collections['visit']?.insertMany(visits)
  await collections['person']?.insertMany([{ _id: 'p1' }, { _id: 'p2' }])
})

afterAll(async () => {
  await database.connection.dropDatabase()
  await database.close()
  await store.stop()
})

function load() {
  const counts = new ServiceCounts()
  return { loaders: createRecordLoaders(collections, counts), counts }
}

const idsOf = (records: readonly StoredRecord[]) => records.map(({ _id }) => _id)

describe('loadPeople', () => {
  it('gives the people the agency holds, in the order asked, with one query for all', async () => {
    const { loaders, counts } = load()
    const [both, none] = await Promise.all([
      loaders.loadPeople(['p2', 'unknown', 'p1']),
      loaders.loadPeople(['unknown']),
    ])
    expect(idsOf(both)).toStrictEqual(['p2', 'p1'])
    expect(none).toStrictEqual([])
    expect(counts.read().loads).toStrictEqual({ person: 1 })
  })
})

describe('loadList', () => {
  it('gives newest first, by id within the same instant, undated last', async () => {
    const { loaders } = load()
    expect(idsOf(await loaders.loadList('visit', { refs: ['p2'], list: all }))).toStrictEqual([
      'v4a',
      'v4b',
      'v2',
    ])
    expect(
      idsOf(await loaders.loadList('visit', { refs: ['p1', 'p1b'], list: all })),
    ).toStrictEqual(['v3', 'v2', 'v1', 'v6'])
  })

  it('gives many people their own records with one query, each cut to its length', async () => {
    const { loaders, counts } = load()
    const list = { ...all, first: 2 }
    const lists = await Promise.all([
      loaders.loadList('visit', { refs: ['p1', 'p1b'], list }),
      loaders.loadList('visit', { refs: ['p2'], list }),
      loaders.loadList('visit', { refs: ['nobody'], list }),
    ])
    expect(lists.map(idsOf)).toStrictEqual([['v3', 'v2'], ['v4a', 'v4b'], []])
    expect(counts.read().loads).toStrictEqual({ visit: 1 })
  })

  it('keeps to the period: the first instant belongs to it, the last does not', async () => {
    const { loaders } = load()
    const list = { from: day('01-02'), to: day('01-04'), first: 100 }
    expect(idsOf(await loaders.loadList('visit', { refs: ['p2'], list }))).toStrictEqual(['v2'])
  })

  it('asks once for lists of one period, each cut to its own length', async () => {
    const { loaders, counts } = load()
    const lengths = [1, 1000, 2]
    const lists = await Promise.all(
      lengths.map((first) => loaders.loadList('visit', { refs: ['p2'], list: { ...all, first } })),
    )
    expect(lists.map(idsOf)).toStrictEqual([['v4a'], ['v4a', 'v4b', 'v2'], ['v4a', 'v4b']])
    expect(counts.read().loads).toStrictEqual({ visit: 1 })
  })

  it('asks once for each period, however often it comes', async () => {
    const { loaders, counts } = load()
    const early = { ...all, to: day('01-02') }
    const lists = await Promise.all([
      loaders.loadList('visit', { refs: ['p1'], list: all }),
      loaders.loadList('visit', { refs: ['p1'], list: { ...all } }),
      loaders.loadList('visit', { refs: ['p1'], list: early }),
    ])
    expect(lists.map(idsOf)).toStrictEqual([['v2', 'v1', 'v6'], ['v2', 'v1', 'v6'], ['v1']])
    expect(counts.read().loads).toStrictEqual({ visit: 2 })
  })

  it('fails for a type of record that the agency does not keep', async () => {
    const { loaders } = load()
    await expect(loaders.loadList('spell', { refs: ['p1'], list: all })).rejects.toThrow(
      'This agency keeps no records of type "spell"',
    )
  })
})
