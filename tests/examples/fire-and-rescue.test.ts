import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

import { projectPath } from '../../common/project-root'
import { checkConformance } from '../../scripts/agency/conformance/command'
import { findFreePort } from '../../scripts/free-port'
import { madeUpKey } from '../../scripts/vectors/made-up-keys'

const folder = mkdtempSync(path.join(tmpdir(), 'sightline-example-'))
const record = path.join(folder, 'record.ndjson')
const example = projectPath('examples', 'fire-and-rescue')

let keysPort: number
let server: ChildProcess
let url: string

beforeAll(async () => {
  keysPort = await findFreePort(1)
  const keyFile = path.join(folder, 'key.pem')
  const pem = madeUpKey('fire and rescue').privateKey.export({ format: 'pem', type: 'pkcs8' })
  writeFileSync(keyFile, pem)
  const env = {
    ...{ ...process.env, PORT: '0', KEY_FILE: keyFile, RECORD_FILE: record },
    HUB_JWKS: `http://127.0.0.1:${keysPort}/.well-known/jwks.json`,
    // The machine may be busy.
    HUB_JWKS_TIMEOUT_MS: '60000',
  }
  server = spawn(process.execPath, [path.join(example, 'server.mjs')], {
    ...{ env, stdio: ['ignore', 'pipe', 'inherit'] },
  })
  if (!server.stdout) throw new Error('The example writes nothing')
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string]
  url = line.replace('ready at ', '')
})

afterAll(async () => {
  const exit = once(server, 'exit')
  server.kill()
  await exit
  rmSync(folder, { recursive: true })
})

describe('the example of a subgraph outside', () => {
  it('conforms, and has written down what it told before', async () => {
    const conformance = await checkConformance({
      ...{ code: 'fire-and-rescue', url, field: 'fireAndRescue', isJson: true },
      ...{ sdlFile: path.join(example, 'schema.graphql'), references: ['FR-0001', 'FR-0002'] },
      ...{ key: { port: keysPort }, roles: ['mash.analyst'], purpose: 'ADULT_SAFEGUARDING' },
      stated: ['PUBLIC_INTEREST_TEST'],
    })
    const failed = conformance.points.flatMap(({ id, checks }) =>
      checks.flatMap(({ name, problem }) =>
        problem === null ? [] : [`${id} ${name}: ${problem}`],
      ),
    )
    expect(failed).toEqual([])
    expect(conformance.passed).toBe(true)
    const lines = readFileSync(record, 'utf8').trim().split('\n')
    const entries = lines.map((line) => JSON.parse(line) as { readonly fields: string[] })
    expect(entries.some(({ fields }) => fields.includes('FireAndRescueView.homeVisits'))).toBe(true)
    expect(readFileSync(record, 'utf8')).not.toContain('906700000011')
  })

  it('imports nothing of the hub', () => {
    for (const file of ['server.mjs', 'agency.mjs', 'hub-call.mjs'])
      expect(readFileSync(path.join(example, file), 'utf8')).not.toMatch(/from '\.\.\//)
  })
})
