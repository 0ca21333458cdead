import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

import { publicKeySet } from '../../common/keys/keys'
import { agencyPortOffset } from '../../common/ports'
import { projectPath } from '../../common/project-root'
import { readRegister } from '../../common/register'
import { findFreePort } from '../../scripts/free-port'
import { ProjectCopy } from '../helpers/project-copy'
import { callSubgraph, hubCall, makeSigningKey } from '../helpers/signed-call'
import { envelope, examplePerson } from './agency-examples'
import { school, schoolFiles, schoolLine } from './school-kind'

const hubKey = makeSigningKey()
/** Each test starts programs, from their sources, on a machine that may be busy. */
jest.setTimeout(600_000)

const position = readRegister().length
const kinds = 'subgraphs/kinds.ts'

let copy: ProjectCopy
let port: number
let hub: Server
let running: ChildProcess | null = null

beforeAll(async () => {
  copy = new ProjectCopy()
  port = await findFreePort()
  hub = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(publicKeySet([hubKey])))
  }).listen(0, '127.0.0.1')
  await once(hub, 'listening')
})

afterAll(async () => {
  if (running?.exitCode === null) {
    running.kill('SIGTERM')
    await once(running, 'exit')
  }
  hub.close()
  copy.remove()
})

function settings() {
  const { port: hubPort } = hub.address() as AddressInfo
  return {
    MONGODB_URI: undefined,
    SIGHTLINE_DATA: path.join(copy.root, '.data'),
    SIGHTLINE_PORT: String(port),
    SIGHTLINE_HUB_JWKS: `http://127.0.0.1:${hubPort}/keys`,
  }
}

/** Runs a program of the copy to its end. */
function run(program: string, ...parameters: readonly string[]) {
  return copy.runWith(settings(), program, ...parameters)
}

/** Starts the subgraph, and waits until it says that it is ready. */
async function startSchool(): Promise<void> {
  const parameters = ['--import', 'tsx', 'subgraphs/main.ts', school.code]
  const env = { ...process.env, ...settings() }
  const child = spawn(process.execPath, parameters, { cwd: copy.root, env, stdio: 'pipe' })
  running = child
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('is ready')) resolve()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', () => {
      reject(new Error(said))
    })
  })
}

describe('a kind of agency that is new', () => {
  it('is refused as long as nobody has agreed to anything', () => {
    copy.addToRegister(school)
    for (const [file, text] of Object.entries(schoolFiles))
      if (!file.startsWith('policies/')) copy.write(file, text)
    copy.write(kinds, copy.read(kinds) + schoolLine)

    const { status, output } = run('scripts/policy.ts', 'check')
    expect(status).toBe(1)
    expect(output).toContain('school: there is no agreement policies/agreements/school.json')
  })

  it('composes and passes the check of the policy with its own files and one line', () => {
    for (const [file, text] of Object.entries(schoolFiles)) copy.write(file, text)

    expect(run('scripts/compose-supergraph.ts')).toEqual({ status: 0, output: '' })
    const supergraph = copy.read('schema/supergraph.graphql')
    expect(supergraph).toContain('harrowmereSchool: SchoolView')
    expect(run('scripts/policy.ts', 'check')).toMatchObject({
      status: 1,
      output: expect.stringContaining('school: version') as string,
    })
    expect(run('scripts/policy.ts', 'seal')).toEqual({ status: 0, output: '' })
    expect(run('scripts/policy.ts', 'check')).toMatchObject({ status: 0 })
  })

  it('changes nothing of the gateway or of another agency', () => {
    const shared = [
      'agencies.json',
      'policies/agreement-versions.json',
      'schema/supergraph.graphql',
    ]
    expect(copy.changedFiles()).toEqual([...shared, kinds, ...Object.keys(schoolFiles)].toSorted())
    expect(copy.read(kinds)).toBe(readFileSync(projectPath(kinds), 'utf8') + schoolLine)
  })

  it('imports a record and gives it to the hub', async () => {
    const record = {
      recordType: 'absence',
      sourceRecordId: 'ABS-1',
      ...envelope(['REF-1'], '2024-01-01T12:00:00Z'),
      reason: 'UNKNOWN',
    }
    copy.write('records.json', JSON.stringify([examplePerson('REF-1'), record]))
    expect(run('scripts/import.ts', school.code, 'records.json')).toMatchObject({ status: 0 })

    await startSchool()
    const { body } = await callSubgraph(
      {
        url: `http://127.0.0.1:${port + agencyPortOffset(position)}`,
        key: hubKey,
        call: hubCall(school.code),
      },
      {
        query: `query ($people: [_Any!]!) { _entities(representations: $people) {
          ... on Person { harrowmereSchool { absences(first: 1) { id occurredAt reason } } } } }`,
        variables: {
          people: [{ __typename: 'Person', id: 'p', harrowmereSchoolRefs: ['REF-1'] }],
        },
      },
    )
    const absence = { id: 'ABS-1', occurredAt: '2024-01-01T12:00:00.000Z', reason: 'UNKNOWN' }
    expect(body).toEqual({ data: { _entities: [{ harrowmereSchool: { absences: [absence] } }] } })
  })
})
