import { randomBytes } from 'node:crypto'

import { createConnection } from 'mongoose'

import type { DisclosureEntry, SourceEntry } from '../../disclosure-log/entry'
import type { LogPosition, LogQuestion } from '../../disclosure-log/log-question'
import { MongoLeafStore } from '../../disclosure-log/store'
import { startTestStore, type TestStore } from '../helpers/store'
import { entryFor, policeSource } from './entries'

const day = (number: number) => `2025-03-0${number}T12:00:00.000Z`
const anything: LogQuestion = {
  ...{
    person: null,
    staff: null,
    agency: null,
    recordHashes: null,
    isForReview: false,
    before: null,
  },
  ...{ from: '2025-01-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z', limit: 100 },
}
const entry = (id: string, at: string, change: Partial<DisclosureEntry> = {}) => ({
  ...entryFor(id),
  at,
  ...change,
})
const source = (change: Partial<SourceEntry>) => ({ sources: [{ ...policeSource, ...change }] })
const startedAt = { event: 'STARTED', at: day(1), instance: 'one' } as const

describe('disclosures in the store', () => {
  const database = `sightline_test_${randomBytes(8).toString('hex')}`
  let testStore: TestStore
  let store: MongoLeafStore

  beforeAll(async () => {
    testStore = await startTestStore()
    store = new MongoLeafStore({ uri: testStore.uri, database, timeoutMs: 3000 })
    const one = [
      startedAt,
      entry('a1', day(1), { people: ['p1', 'p2'] }),
      entry('a2', day(3), { staffId: 'staff-2', ...source({ recordHashes: ['h1', 'h2'] }) }),
      entry('a3', day(3), {
        ...{ staffId: 'system', onBehalfOf: 'staff-2' },
        review: { flags: ['NO_CASE'], dueBy: day(4) },
      }),
    ]
    const other = [
      entry('b1', day(2), { people: ['p2'], ...source({ source: 'harrowmere-homes' }) }),
      entry('b2', day(3), source({ recordHashes: ['h1'], disclosed: [] })),
      entry('b3', day(4), {
        sources: [
          { ...policeSource, recordHashes: ['h1'], disclosed: [] },
          { ...policeSource, source: 'harrowmere-homes', recordHashes: ['h9'] },
        ],
      }),
    ]
    const leavesOf = (log: string, entries: readonly (DisclosureEntry | typeof startedAt)[]) =>
      entries.map((leafEntry, index) => ({ log, index, entry: leafEntry }))
    await store.insert(leavesOf('one', one))
    await store.insert(leavesOf('other', other))
  })
  afterAll(async () => {
    await store.close()
    const direct = await createConnection(testStore.uri, { dbName: database }).asPromise()
    await direct.dropDatabase()
    await direct.close()
    await testStore.stop()
  })

  const find = async (question: Partial<LogQuestion>) => {
    const found = await store.findDisclosures({ ...anything, ...question })
    return found.map(({ entry: { requestId } }) => requestId).join(' ')
  }

  it.each<[string, Partial<LogQuestion>, string]>([
    ['everything, newest first, of every log', {}, 'b3 a3 a2 b2 b1 a1'],
    ['a person', { person: 'p2' }, 'b1 a1'],
    ['a member of staff, also one for whom a system asked', { staff: 'staff-2' }, 'a3 a2'],
    ['an agency', { agency: 'harrowmere-homes' }, 'b3 b1'],
    ['a person and an agency', { person: 'p2', agency: 'harrowmere-homes' }, 'b1'],
    ['a record that was disclosed, not one that was kept back', { recordHashes: ['h1'] }, 'a2'],
    ['a record by any of its names', { recordHashes: ['h0', 'h2', 'h9'] }, 'b3 a2'],
    ['a record of an agency', { recordHashes: ['h2', 'h9'], agency: 'harrowmere-homes' }, 'b3'],
    ['what must be reviewed', { isForReview: true }, 'a3'],
    ['nobody', { person: 'p9' }, ''],
    ['from a moment on, up to another', { from: day(2), to: day(3) }, 'b1'],
    ['at most so many', { limit: 2 }, 'b3 a3'],
  ])('are found by %s', async (_what, question, expected) => {
    expect(await find(question)).toBe(expected)
  })

  it('are found one page after another, each once', async () => {
    let before: LogPosition | null = null
    const pages: string[] = []
    for (let page = 0; page < 7; page += 1) {
      const [found] = await store.findDisclosures({ ...anything, before, limit: 1 })
      if (found) before = { at: found.entry.at, log: found.log, index: found.index }
      pages.push(found?.entry.requestId ?? '-')
    }
    expect(pages.join(' ')).toBe('b3 a3 a2 b2 b1 a1 -')
  })

  it('are found by a member of staff page by page too', async () => {
    const before = { at: day(3), log: 'one', index: 3 }
    expect(await find({ staff: 'staff-2', before })).toBe('a2')
  })
})
