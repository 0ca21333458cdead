import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import mongoose from 'mongoose'

import { keysPath } from '../../common/keys/keys-route'
import type { HttpServer } from '../../common/http/server'
import { findAmong } from '../../common/keys/keys'
import type { Agency } from '../../common/register'
import { getAgency, readRegister } from '../../common/register'
import { databaseName } from '../../common/settings'
import { openAgencyTarget } from '../../scripts/import/agency-target'
import { getAgencyKind } from '../../subgraphs/agency-kinds'
import { startAgency } from '../../subgraphs/kit/agency/agency'
import type { SubgraphSettings } from '../../subgraphs/kit/service/config'
import { startPersonIndex } from '../../subgraphs/person-index/person-index'
import { settingsIn } from '../helpers/settings'
import { callSubgraph, hubCall, makeSigningKey } from '../helpers/signed-call'
import type { TestStore } from '../helpers/store'
import { startTestStore } from '../helpers/store'
import { envelope, examplePerson } from './agency-examples'

const hubKey = makeSigningKey()
const register = readRegister()
const agency: Agency = getAgency('harrowmere-homes', register)
const kind = getAgencyKind('housing')

let folder: string
let store: TestStore
let indexPort: number
const running: HttpServer[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sightline-registration-'))
  store = await startTestStore()
  indexPort = await findFreePort()
  await dropDatabases()
})

afterAll(async () => {
  for (const service of running) await service.stop()
  await dropDatabases()
  await store.stop()
  await rm(folder, { recursive: true })
})

async function dropDatabases(): Promise<void> {
  for (const code of [agency.code, 'person-index']) {
    const dbName = databaseName(code)
    const connection = await mongoose.createConnection(store.uri, { dbName }).asPromise()
    await connection.dropDatabase()
    await connection.close()
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function settings(changes: Partial<SubgraphSettings> = {}): SubgraphSettings {
  return settingsIn(folder, { personIndexUrl: `http://127.0.0.1:${indexPort}`, ...changes })
}

const common = () => ({
  mongodbUri: store.uri,
  hubKeys: findAmong([hubKey]),
})

async function importRecords(records: readonly object[]): Promise<string> {
  const target = await openAgencyTarget({
    agency,
    kind,
    settings: settings(),
    mongodbUri: store.uri,
  })
  await target.write(await Promise.all(records.map((record) => target.prepare(record))))
  const outcome = await target.finish()
  await target.close()
  return outcome
}

async function askIndex(field: string): Promise<unknown> {
  const { body } = await callSubgraph(
    { url: `http://127.0.0.1:${indexPort}`, key: hubKey, call: hubCall('person-index') },
    { query: `{ found: ${field} { harrowmereHomesRefs } }` },
  )
  expect(body.errors).toBeUndefined()
  return body.data?.['found']
}

const tenancy = kind.example.fields

describe('registration with the person index', () => {
  it('waits while the index is away, and follows by itself when it comes', async () => {
    const homes = await startAgency({ ...common(), agency, kind, settings: settings(), port: 0 })
    running.push(homes)
    const outcome = await importRecords([
      { ...examplePerson('T-1'), identifiers: { nhsNumber: '999 000 0018' } },
      {
        recordType: 'tenancy',
        sourceRecordId: 'TEN-1',
        ...envelope(['T-1'], '2024-01-01T00:00:00Z'),
        ...tenancy,
      },
    ])
    expect(outcome).toMatch(/^0 of 1 people .* Registration with the person index follows/)

    running.push(
      await startPersonIndex({
        ...common(),
        register,
        settings: settings({ agencyKeysUrl: () => `${homes.url}${keysPath}` }),
        port: indexPort,
      }),
    )
    const known = { harrowmereHomesRefs: ['T-1'] }
    const byNumber = 'personByIdentifier(type: NHS_NUMBER, value: "9990000018")'
    let found = await askIndex(byNumber)
    while (found === null) {
      await sleep(100)
      found = await askIndex(byNumber)
    }
    expect(found).toStrictEqual(known)
    expect(await askIndex('peopleAtAddress(uprn: "906700000011")')).toStrictEqual([known])
  })

  it('is done by the import itself when both run', async () => {
    const outcome = await importRecords([
      { ...examplePerson('T-2'), identifiers: { nhsNumber: '9990000026' } },
    ])
    expect(outcome).toMatch(
      /^2 of 2 people of harrowmere-homes are registered with the person index\.$/,
    )
    expect(
      await askIndex('personByIdentifier(type: NHS_NUMBER, value: "9990000026")'),
    ).toStrictEqual({
      harrowmereHomesRefs: ['T-2'],
    })
  })

  it('learns of an address that comes with a later record', async () => {
    const later = {
      recordType: 'tenancy',
      sourceRecordId: 'TEN-2',
      ...envelope(['T-2'], '2024-02-01T00:00:00Z'),
      ...tenancy,
      uprn: '906700000099',
    }
    await importRecords([later])
    expect(await askIndex('peopleAtAddress(uprn: "906700000099")')).toStrictEqual([
      { harrowmereHomesRefs: ['T-2'] },
    ])
  })
})
