import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { Connection } from 'mongoose'
import mongoose from 'mongoose'

import { writeMadeUpRecords } from '../../../bench/import/made-up-records'
import { projectPath } from '../../../common/project-root'
import { databaseName } from '../../../common/settings'
import type { TestStore } from '../../helpers/store'
import { startTestStore } from '../../helpers/store'

const agency = 'northshire-police'

let folder: string
let store: TestStore
let connection: Connection

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sightline-import-'))
  store = await startTestStore()
  const dbName = databaseName(agency)
  connection = await mongoose.createConnection(store.uri, { dbName }).asPromise()
  await connection.dropDatabase()
})

afterEach(() => connection.dropDatabase())

afterAll(async () => {
  await connection.close()
  await store.stop()
  await rm(folder, { recursive: true })
})

function startImport(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const script = projectPath('scripts', 'import.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    env: {
      PATH: process.env['PATH'],
      MONGODB_URI: store.uri,
      SIGHTLINE_DATA: folder,
      // Nothing runs there.
      SIGHTLINE_PERSON_INDEX_URL: 'http://127.0.0.1:2',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { child, ended: collect(child) }
}

async function collect(child: ChildProcess) {
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, output }
}

async function runImport(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return startImport(args, env).ended
}

async function write(name: string, text: string): Promise<string> {
  const file = path.join(folder, name)
  await writeFile(file, text)
  return file
}

/** All but what the agency keeps for itself to tell the index. */
async function countRecords(): Promise<number> {
  const own = ['toldPeople', 'changesUnderWay', 'registrationCounter']
  const collections = (await connection.listCollections()).filter(({ name }) => !own.includes(name))
  const counts = await Promise.all(
    collections.map(({ name }) => connection.collection(name).countDocuments()),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

const person = {
  recordType: 'person',
  sourceRecordId: 'NOM-1',
  sourceSystem: 'EXAMPLE',
  recordedAt: '2024-01-01T00:00:00Z',
  names: [{ forenames: 'Example', surname: 'Person' }],
}

describe('npm run import', () => {
  it('loads a list, says so, and ends with status 0', async () => {
    const file = await write('one.json', JSON.stringify([person]))
    const { status, output } = await runImport([agency, file])
    expect(output).toMatch(/northshire-police: 1 records stored, 0 rejected/)
    expect(output).toMatch(/Registration with the person index follows when northshire-police/)
    expect(status).toBe(0)
    expect(await countRecords()).toBe(1)
  })

  it('names each rejected line with its reason, loads the rest, and ends with status 1', async () => {
    const lines = [
      JSON.stringify(person),
      '{"recordType":',
      '',
      JSON.stringify({ ...person, sourceRecordId: 'NOM-2', names: [] }),
      JSON.stringify({
        ...person,
        sourceRecordId: 'NOM-3',
        identifiers: { nhsNumber: '9990000019' },
      }),
      JSON.stringify({ ...person, sourceRecordId: 'NOM-4', shoeSize: 9 }),
      JSON.stringify({ ...person, sourceRecordId: 'NOM-5' }),
    ]
    const { status, output } = await runImport([
      agency,
      await write('mixed.ndjson', lines.join('\n')),
    ])
    expect(output).toContain('line 2 rejected: is not JSON')
    expect(output).toMatch(/line 4 rejected: .*names/)
    expect(output).toMatch(/line 5 rejected: .*nhsNumber/)
    expect(output).toMatch(/line 6 rejected: .*shoeSize/)
    expect(output).toMatch(/2 records stored, 4 rejected/)
    expect(status).toBe(1)
    expect(await countRecords()).toBe(2)
  })

  it('prints a rejected line as one line, whatever the file holds', async () => {
    const forged = 'X\u001B[2K\nnorthshire-police: 9 records stored\u202E'
    const line = JSON.stringify({ ...person, [forged]: 1, sourceRecordId: 'NOM-6' })
    const { output } = await runImport([agency, await write('forged.ndjson', line)])

    expect(output.split('\n').filter(Boolean)).toHaveLength(2)
    expect(output).toContain('line 1 rejected: ')
    expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })

  it.each([
    ['no arguments', [], 'Usage: npm run import'],
    ['an unknown agency', ['nowhere', 'package.json'], 'No agency "nowhere" in agencies.json'],
    ['a file that is not there', [agency, 'none.ndjson'], 'there is no such file'],
    ['another kind of file', [agency, 'README.md'], 'expected a file whose name ends in'],
    ['a file without a list', [agency, 'package.json'], 'expected a list of records'],
  ])('ends with status 2 and says why: %s', async (_case, args, message) => {
    const { status, output } = await runImport(args)
    expect(output).toContain(message)
    expect(status).toBe(2)
  })

  it('ends with status 2 when no database answers, and tells no password', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    const file = await write('one.json', JSON.stringify([person]))
    const { status, output } = await runImport([agency, file], {
      MONGODB_URI: `mongodb://user:secret@127.0.0.1:${port}/?serverSelectionTimeoutMS=500`,
    })
    expect(output).toContain(`no database answers at 127.0.0.1:${port}`)
    expect(output).not.toContain('secret')
    expect(status).toBe(2)
  })

  it('survives kill -9 midway: run again, nothing is lost or doubled', async () => {
    const file = path.join(folder, 'many.ndjson')
    const count = 12_000
    await writeMadeUpRecords(file, count)
    const { child, ended } = startImport([agency, file])
    while ((await countRecords()) < 2000) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGKILL')
    await ended
    const partial = await countRecords()
    expect(partial).toBeGreaterThanOrEqual(2000)
    expect(partial).toBeLessThan(count)
    for (let run = 0; run < 2; run += 1) {
      expect((await runImport([agency, file])).status).toBe(0)
      expect(await countRecords()).toBe(count)
    }
    const due = await connection
      .collection('people')
      .countDocuments({ pendingRegistration: { $gt: '' } })
    expect(due).toBe(count / 10)
  })

  it('reads CSV by a column map, says with a dry run what would be, and stores nothing', async () => {
    const [rows, columns] = ['people.csv', 'columns.json'].map((name) => path.join(folder, name))
    await writeFile(
      rows ?? '',
      'ID,Forename,Surname,Born\nP-1,Victor,Ashdown,11/03/1957\nP-2,,,x\n',
    )
    const fields = {
      ...{ sourceRecordId: 'ID', 'names.0.forenames': 'Forename', 'names.0.surname': 'Surname' },
      dateOfBirth: { column: 'Born', type: 'day', form: 'DD/MM/YYYY' },
      ...{ sourceSystem: { value: 'CSV' }, recordedAt: { value: '2025-01-01T00:00:00Z' } },
    }
    await writeFile(columns ?? '', JSON.stringify({ recordType: 'person', fields }))
    const args = [agency, rows ?? '', '--columns', columns ?? '']
    const people = connection.collection('people')

    const dry = await startImport([...args, '--dry-run']).ended
    expect(dry.output).toContain('line 3 rejected: Born: expected a day as DD/MM/YYYY [CELL_TYPE]')
    expect(dry.output).toContain(`${agency}: 1 records would be stored, 1 rejected`)
    expect(await people.countDocuments({})).toBe(0)

    const loaded = await startImport([...args, '--json']).ended
    const [rejected, done] = loaded.output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
    expect(rejected).toMatchObject({ line: 3, code: 'CELL_TYPE' })
    expect(done).toMatchObject({ agency, isDryRun: false, loaded: 1, rejected: 1 })
    expect(await people.findOne({})).toMatchObject({ dateOfBirth: '1957-03-11' })
  })
})
