/**
 * Agencies join a hub: one more of a known kind, one whose records are in a vendor's system, and one from outside in
 * Python. They stand in a person view beside the others, and nothing of the gateway or of another agency changes.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { findFreePort } from '../../scripts/free-port'
import { PythonAgency } from '../examples/python-agency'
import { preparePython } from '../examples/python-environment'
import { ProjectCopy } from '../helpers/project-copy'
import { envelope, examplePerson } from '../subgraphs/agency-examples'
import { CaseManagement } from '../subgraphs/rest-adapter/vendor'
import type { PersonAnswer } from '../hub/hub-caller'
import { as, HubCaller } from '../hub/hub-caller'
import { RunningHub } from '../hub/running-hub'

const victor = '999 000 0018'
const analyst = as('mash.analyst', 'ADULT_SAFEGUARDING')

jest.setTimeout(600_000)

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-joining-'))
const copy = new ProjectCopy()
const example = path.join(copy.root, 'examples', 'fire-and-rescue-python')
const python = preparePython(path.join(example, 'requirements.txt'))
const describeWithPython = python === null ? describe.skip : describe
const dataFolder = path.join(folder, 'data')

const vendor = new CaseManagement()
let hub: RunningHub
let caller: HubCaller
let outside: PythonAgency

beforeAll(async () => {
  const port = await findFreePort()
  const ownPort = await findFreePort(1)
  outside = new PythonAgency({
    ...{ python: python ?? '', program: example, folder, port: ownPort },
    hubKeysUrl: `http://127.0.0.1:${port}/.well-known/jwks.json`,
    index: {
      url: `http://127.0.0.1:${port + 2}`,
      linkKeyFile: path.join(dataFolder, 'keys', 'link-tokens'),
    },
  })
  copy.addToRegister(
    {
      ...{ code: 'westmarch-homes', displayName: 'Westmarch Homes', kind: 'housing' },
      ...{ field: 'westmarchHomes', existenceProtected: false },
    },
    {
      ...{ code: 'westmarch-adult-care', displayName: 'Westmarch Adult Care' },
      ...{ kind: 'adult-social-care', field: 'westmarchAdultCare', existenceProtected: false },
      restMapping: 'examples/case-management/mapping.json',
    },
    {
      ...{ code: 'fire-and-rescue', displayName: 'Northshire Fire', kind: 'fire-and-rescue' },
      ...{ field: 'fireAndRescue', existenceProtected: false, external: true },
      ...{ url: `http://127.0.0.1:${ownPort}/graphql`, keys: outside.publicKeys },
    },
  )
  for (const [from, to] of [
    ['schema.graphql', 'schema/published/fire-and-rescue.graphql'],
    ['for-the-hub/agreement.json', 'policies/agreements/fire-and-rescue.json'],
  ] as const)
    cpSync(path.join(example, from), path.join(copy.root, to))
  for (const [program, ...args] of [
    ['scripts/compose-supergraph.ts'],
    ['scripts/policy.ts', 'seal'],
  ]) {
    const { status, output } = copy.run(program ?? '', ...args)
    if (status !== 0) throw new Error(output)
  }
  await vendor.start('a-token')
  writeFileSync(path.join(folder, 'token'), 'a-token\n')
  hub = new RunningHub(port, dataFolder, {
    root: copy.root,
    environment: {
      SIGHTLINE_REST_WESTMARCH_ADULT_CARE_URL: vendor.url,
      SIGHTLINE_REST_WESTMARCH_ADULT_CARE_TOKEN_FILE: path.join(folder, 'token'),
    },
  })
  await hub.ready()
  caller = new HubCaller(port)
})

afterAll(async () => {
  await outside.stop()
  await hub.stop()
  await vendor.stop()
  copy.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** Longer than any machine needs. */
const patienceMs = 240_000

/** Asks until the answer has what is waited for. */
async function askUntil(selection: string, field: string): Promise<PersonAnswer> {
  const end = Date.now() + patienceMs
  for (;;) {
    const answer = await caller.person(analyst, victor, selection)
    if (answer.view(field) !== null || Date.now() > end) return answer
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

describe('agencies that join', () => {
  it('change nothing of the gateway or of another agency', () => {
    expect(copy.changedFiles()).toEqual([
      'agencies.json',
      'policies/agreement-versions.json',
      'policies/agreements/fire-and-rescue.json',
      'schema/published/fire-and-rescue.graphql',
      'schema/supergraph.graphql',
    ])
    expect(copy.run('scripts/policy.ts', 'check')).toMatchObject({ status: 0 })
  })

  it('are one more of a known kind, by a line of the register', async () => {
    const tenancy = {
      ...{ recordType: 'tenancy', sourceRecordId: 'WM-TEN-1', uprn: '906700000044' },
      ...envelope(['WM-1'], '2019-03-01T12:00:00Z'),
      ...{ kind: 'ASSURED', startDate: '2019-03-01' },
    }
    const person = {
      ...{ ...examplePerson('WM-1'), names: [{ forenames: 'Victor', surname: 'Ashdown' }] },
      ...{ dateOfBirth: '1957-03-11', identifiers: { nhsNumber: victor } },
    }
    copy.write('records.json', JSON.stringify([person, tenancy]))
    const loaded = await hub.run('import', [
      'westmarch-homes',
      path.join(copy.root, 'records.json'),
    ])
    expect(loaded).toMatchObject({ status: 0 })
    const answer = await askUntil(
      'westmarchHomes { tenancies { id } } harrowmereHomes { tenancies { id } }',
      'westmarchHomes',
    )
    expect(answer.list('westmarchHomes', 'tenancies')).toEqual([{ id: 'WM-TEN-1' }])
    expect(answer.list('harrowmereHomes', 'tenancies')?.length).toBeGreaterThan(0)
  })

  it('are read from a system with REST, and fail with it', async () => {
    const selection =
      'westmarchAdultCare { contacts { id method } } harrowmereHomes { tenancies { id } }'
    const answer = await askUntil(selection, 'westmarchAdultCare')
    expect(answer.list('westmarchAdultCare', 'contacts')).toEqual([
      { id: '2', method: 'DOORSTEP' },
      { id: '1', method: 'TELEPHONE' },
    ])

    await vendor.stop()
    const after = await caller.person(analyst, victor, selection)
    expect(after.view('westmarchAdultCare')).toBeNull()
    expect(after.coverage('westmarch-adult-care')).not.toMatch(/^(ANSWERED|NO_RECORD)/)
    expect(after.list('harrowmereHomes', 'tenancies')?.length).toBeGreaterThan(0)
  })
})

describeWithPython('an agency that joins from outside, in Python', () => {
  it('stands beside the others, and is silent while it does not run', async () => {
    const selection =
      'fireAndRescue { homeVisits { id uprn } } harrowmereHomes { tenancies { id } }'
    const before = await caller.person(analyst, victor, selection)
    expect(before.coverage('fire-and-rescue')).toBe('NO_RECORD')

    outside.run('load', path.join(example, 'records.json'))
    await outside.start()
    const answer = await askUntil(selection, 'fireAndRescue')
    expect(answer.list('fireAndRescue', 'homeVisits')).toEqual([
      { id: 'V-1', uprn: '906700000011' },
      { id: 'V-2', uprn: '906700000011' },
    ])
    expect(answer.coverage('fire-and-rescue')).toBe('ANSWERED')
    const rows = answer.response.extensions?.coverage ?? []
    expect(rows.find((row) => row.agency === 'fire-and-rescue')).toMatchObject({ records: 2 })
    expect(answer.list('harrowmereHomes', 'tenancies')?.length).toBeGreaterThan(0)

    await outside.stop()
    const after = await caller.person(analyst, victor, selection)
    expect(after.view('fireAndRescue')).toBeNull()
    expect(after.coverage('fire-and-rescue')).toBe('UNAVAILABLE NOT_REACHABLE')
    expect(after.list('harrowmereHomes', 'tenancies')?.length).toBeGreaterThan(0)
  })
})
