import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import type { Connection } from 'mongoose'
import mongoose from 'mongoose'

import { readRegister } from '../../../common/register'
import { databaseName } from '../../../common/settings'
import { openIndexTarget } from '../../../scripts/import/index-target'
import type { ImportTarget } from '../../../scripts/import/target'
import type { TestStore } from '../../helpers/store'
import { openSecret } from '../../../common/registration/link-tokens'
import { createReferenceSealer } from '../../../subgraphs/person-index/sealed-references'
import { startTestStore } from '../../helpers/store'

let store: TestStore
let connection: Connection
let target: ImportTarget
let folder: string

beforeAll(async () => {
  store = await startTestStore()
  const dbName = databaseName('person-index')
  connection = await mongoose.createConnection(store.uri, { dbName }).asPromise()
  await connection.dropDatabase()
  const register = readRegister()
  folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-index-target-'))
  target = await openIndexTarget({
    ...{ register, mongodbUri: store.uri, patienceMs: 100 },
    dataFolder: folder,
  })
})

afterAll(async () => {
  await target.close()
  await connection.dropDatabase()
  await connection.close()
  await store.stop()
  rmSync(folder, { recursive: true, force: true })
})

const link = {
  recordType: 'assertedLink',
  sourceRecordId: 'LINK-1',
  a: { agency: 'northshire-police', ref: 'NOM-1' },
  b: { agency: 'harrowmere-homes', ref: 'T-1' },
  assertedBy: 'mash.analyst',
  reason: 'Same person met at both addresses by the same officer',
  assertedAt: '2024-01-01T00:00:00Z',
}

describe('importing asserted links', () => {
  it('stores a link once however often it comes, for the index to take into account', async () => {
    const ready = await target.prepare(link)
    await target.write([ready])
    await target.write([ready])
    const stored = await connection.collection('asserted_links').find().toArray()
    const { record } = createReferenceSealer(openSecret(folder, 'person-index'))
    expect(stored).toMatchObject([
      {
        _id: 'LINK-1',
        keys: [record('northshire-police', 'NOM-1'), record('harrowmere-homes', 'T-1')],
        assertedAt: new Date('2024-01-01T00:00:00Z'),
        isApplied: false,
      },
    ])
    expect(JSON.stringify(stored)).not.toContain('"NOM-1"')
  })

  it('says when no index runs that would take them into account', async () => {
    await expect(target.finish()).resolves.toBe(
      'The person index takes the links into account when it runs.',
    )
  })

  it.each([
    [{ recordType: 'person' }, 'recordType must be one of assertedLink, staffMember'],
    [{ a: { agency: 'nowhere', ref: 'X' } }, 'a.agency must be an agency of the register'],
    [{ b: { agency: 'harrowmere-homes' } }, 'b.ref must be a local reference'],
    [{ b: null }, 'b.agency must be an agency of the register'],
    [{ b: link.a }, 'a and b are the same record'],
    [{ assertedBy: undefined }, 'assertedBy'],
    [{ reason: '' }, 'reason'],
    [{ assertedAt: 'yesterday' }, 'assertedAt'],
    [{ isApplied: true, extra: 1 }, 'extra'],
  ])('rejects %j', async (changes, reason) => {
    await expect(target.prepare({ ...link, ...changes })).rejects.toThrow(reason)
  })
})

describe('importing staff', () => {
  const staff = {
    ...{ recordType: 'staffMember', sourceRecordId: 'S-1' },
    ...{ homeAgency: 'harrowmere-council', staffId: 'mash.analyst' },
    identifiers: [{ type: 'NHS_NUMBER', value: '999 000 0050' }],
    ...{ surname: 'Penrose', uprn: '906700000077', postcode: 'ZY9 9ZZ' },
  }

  it('keeps tokens by the name they sign in with, and no word of the record', async () => {
    await target.write([await target.prepare(staff)])
    const [stored] = await connection.collection('staff').find().toArray()
    expect(stored).toEqual({
      _id: 'harrowmere-council/mash.analyst',
      tokens: [expect.stringMatching(/^NHS_NUMBER:/)],
      households: [expect.stringMatching(/^HOME:/), expect.stringMatching(/^FAMILY:/)],
    })
    expect(JSON.stringify(stored)).not.toMatch(/999 ?000 ?0050|Penrose|906700000077|ZY9 ?9ZZ/)
  })

  it.each([
    [{ homeAgency: undefined }, 'homeAgency is not a text'],
    [{ staffId: '' }, 'homeAgency and staffId must be given'],
    [{ uprn: 906700000077 }, 'uprn is not a text'],
    [{ telephone: '01632 960011' }, 'telephone is not a text that staff members have'],
    [{ identifiers: 'none' }, 'identifiers must be a list'],
    [{ identifiers: [null] }, 'each has a type and a value'],
    [{ identifiers: [{ type: 'NHS_NUMBER', value: '1' }] }, 'the NHS_NUMBER is not a valid one'],
    [{ identifiers: [], uprn: '', postcode: '' }, 'nothing in it tells who they are'],
  ])('rejects %j', async (changes, reason) => {
    await expect(target.prepare({ ...staff, ...changes })).rejects.toThrow(reason)
  })
})
