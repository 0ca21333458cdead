import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { createConnection } from 'mongoose'

import { databaseName } from '../../../common/settings'
import { runRotate } from '../../../scripts/index/rotate-command'
import { openOwnKeys } from '../../../subgraphs/person-index/keys/own-keys'
import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'

let store: TestStore
let folder = ''

beforeAll(async () => {
  store = await startTestStore()
  folder = await mkdtemp(path.join(tmpdir(), 'sightline-rotate-command-'))
})
afterAll(async () => {
  const dbName = databaseName('person-index')
  const connection = await createConnection(store.uri, { dbName }).asPromise()
  await connection.dropDatabase()
  await connection.close()
  await rm(folder, { recursive: true, force: true })
  await store.stop()
})

/** Somebody who answers where the index would, or who did a moment ago. */
async function environmentWith(isRunning: boolean) {
  const server = createServer((_, response) => response.end('ok'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = async () => {
    server.close()
    await once(server, 'close')
  }
  if (!isRunning) await close()
  const places = { SIGHTLINE_DATA: folder, MONGODB_URI: store.uri, SIGHTLINE_PERSON_INDEX_URL: url }
  return { environment: places, close: isRunning ? close : () => Promise.resolve() }
}

it('adds a key to the file when no index runs, and says so', async () => {
  openOwnKeys(folder)
  const file = path.join(folder, 'keys', 'person-index')
  const before = await readFile(file, 'utf8')
  const { environment } = await environmentWith(false)
  expect(await runRotate([], environment)).toContain('sealed with 2 keys')
  const after = await readFile(file, 'utf8')
  expect(after.split('\n')).toEqual([before.trim(), expect.stringMatching(/^[0-9a-f]{64}$/)])
})

it('does nothing while an index runs', async () => {
  const { environment, close } = await environmentWith(true)
  const before = openOwnKeys(folder).length
  await expect(runRotate([], environment)).rejects.toThrow('The person index runs')
  expect(openOwnKeys(folder)).toHaveLength(before)
  await close()
})

it('takes no words it does not know', async () => {
  await expect(runRotate(['--force'])).rejects.toThrow('index -- rotate')
})
