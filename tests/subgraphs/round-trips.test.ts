import mongoose from 'mongoose'

import type { TestStore } from '../helpers/store'
import { startTestStore } from '../helpers/store'
import { envelope, examplePerson } from './agency-examples'
import { RunningAgency } from './running-agency'

let store: TestStore
let police: RunningAgency

function warningMarker(id: string, refs: readonly string[]) {
  const fields = { ...envelope(refs, '2026-01-01T12:00:00Z'), marker: 'VI' }
  return { recordType: 'warningMarker', sourceRecordId: id, ...fields }
}

beforeAll(async () => {
  store = await startTestStore()
  police = new RunningAgency('northshire-police', store)
  await police.load([
    ...['N-1', 'N-2'].map((ref) => examplePerson(ref)),
    ...Array.from({ length: 150 }, (_, at) => warningMarker(`W-${at}`, [`N-${1 + (at % 2)}`])),
  ])
  await police.start()
}, 30_000)

afterAll(async () => {
  await police.stop()
  await store.stop()
})

const lists = ['crimes', 'incidents', 'warningMarkers', 'orders']
const selection = `{ people { reference } ${lists.map((list) => `${list}(first: 1000) { id }`).join(' ')} }`

/** What an agency asks its database for one call, by collection, and how often it says it has asked. */
async function questionsOf(ask: () => Promise<unknown>) {
  const asked: string[] = []
  mongoose.set('debug', (collection: string, method: string, filter: unknown) => {
    if (isOfCall(filter)) asked.push(`${method} ${collection}`)
  })
  const [loads, answer] = [await police.countLoads(), await ask()]
  mongoose.set('debug', false)
  const after = Object.entries(await police.countLoads())
  const counted = after.reduce((sum, [name, count]) => sum + count - (loads[name] ?? 0), 0)
  return { asked: asked.toSorted(), counted, answer }
}

/** Not what the agency reads meanwhile to tell the index of its people. */
function isOfCall(filter: unknown): boolean {
  const { isSealed, $or: withPlace, personRefs, _id } = filter as Readonly<Record<string, unknown>>
  const refs = (personRefs ?? _id) as { readonly $in?: unknown } | undefined
  return isSealed !== undefined && withPlace === undefined && refs?.$in !== undefined
}

describe('the view of an agency', () => {
  const onceEach = [
    'find crimeRecords',
    'find incidentRecords',
    'find orderRecords',
    'find people',
    'find warningMarkerRecords',
  ]

  it.each<[string, readonly string[]]>([
    ['one person', ['N-1']],
    ['two people', ['N-1', 'N-2']],
  ])('of %s is one question for each type of record, and says so', async (_who, refs) => {
    const { asked, counted, answer } = await questionsOf(() => police.ask(refs, selection))
    expect(answer).toMatchObject({ data: { _entities: refs.map(() => ({ view: {} })) } })
    expect(JSON.stringify(answer).match(/W-\d+/g)).toHaveLength(75 * refs.length)
    expect(asked).toEqual(onceEach)
    expect(counted).toBe(onceEach.length)
  })

  it('is written down once for each call', async () => {
    const disclosures = police.connection.collection('disclosures')
    const before = await disclosures.countDocuments({})
    await police.ask(['N-1', 'N-2'], selection)
    expect(await disclosures.countDocuments({})).toBe(before + 1)
  })
})
