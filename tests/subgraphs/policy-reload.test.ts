import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { currentPolicy } from '../helpers/current-policy'
import { DisclosureRecord } from '../../subgraphs/kit/service/disclosure-record'
import type { Row } from '../helpers/policy-folder'
import { PolicyFolder, until, without } from '../helpers/policy-folder'
import type { TestStore } from '../helpers/store'
import { startTestStore } from '../helpers/store'
import { envelope, examplePerson } from './agency-examples'
import { RunningAgency } from './running-agency'

const selection = '{ tenancies { id kind } }'
const always = { from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' }

let store: TestStore
let homes: RunningAgency
let folder: PolicyFolder
let ownFile: string
let partnership: string

beforeAll(async () => {
  store = await startTestStore()
  folder = new PolicyFolder()
  homes = new RunningAgency('harrowmere-homes', store)
  homes.policyFolder = folder.path
  const tenancy = { uprn: '906700000011', kind: 'SECURE', startDate: '2023-12-01' }
  await homes.load([
    examplePerson('REF-1'),
    {
      recordType: 'tenancy',
      sourceRecordId: 't-1',
      ...envelope(['REF-1'], '2024-01-01T00:00:00Z'),
      ...tenancy,
    },
  ])
  await mkdir(path.join(homes.folder, 'agreements'))
  ownFile = path.join(homes.folder, 'agreements', `${homes.agency.code}.json`)
  partnership = folder.read('agreements/housing.json')
  await homes.start()
}, 20_000)

afterAll(async () => {
  await homes.stop()
  await store.stop()
  folder.remove()
})

interface PolicyHealth {
  readonly version: string
  readonly own: string | null
  readonly problem?: string
}

async function policyOf({ url }: RunningAgency): Promise<PolicyHealth> {
  const answer = await fetch(`${url}/health/ready`)
  return ((await answer.json()) as { readonly policy: PolicyHealth }).policy
}

async function isTold(): Promise<boolean> {
  return JSON.stringify((await homes.ask(['REF-1'], selection)).data).includes('SECURE')
}

/** An own agreement that lets the analyst know of these categories. */
function ownAgreement(discloses: readonly string[]): string {
  const agreement = JSON.parse(partnership) as { readonly rows: readonly Row[] }
  // One row for each time: what it rests on changes with the law.
  const rows = agreement.rows
    .filter(
      ({ recipientRole, purpose }) =>
        recipientRole === 'mash.analyst' && purpose === 'ADULT_SAFEGUARDING',
    )
    .map((row) => ({ ...row, discloses }))
  return JSON.stringify({ ...agreement, version: 'own', rows })
}

async function lastVersions(): Promise<readonly string[] | undefined> {
  const written = await new DisclosureRecord(homes.agency.code, homes.connection).read(always)
  return written.at(-1)?.policyVersions
}

describe('an agency whose agreements are changed', () => {
  it('withholds what the partnership no longer agrees, and discloses it again with it', async () => {
    await expect(isTold()).resolves.toBe(true)
    folder.changeRows('housing', without('mash.analyst', 'ADULT_SAFEGUARDING'))
    await until(async () => !(await isTold()))

    const { version } = await policyOf(homes)
    expect(version).not.toBe(currentPolicy.version)
    await expect(lastVersions()).resolves.toEqual([version])
    const { errors } = await homes.ask(['REF-1'], selection)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'WITHHELD', reason: 'NO_AGREEMENT' })

    folder.write('agreements/housing.json', partnership)
    await until(isTold)
    await expect(policyOf(homes)).resolves.toMatchObject({ version: currentPolicy.version })
  })

  it('goes on with what was agreed when a file is bad, and its health says so', async () => {
    folder.changeRows('housing', (rows) => [...rows, { recipientRole: 'landlord' }])
    await until(async () => (await policyOf(homes)).problem !== undefined)

    await expect(isTold()).resolves.toBe(true)
    const { version, problem } = await policyOf(homes)
    expect(version).toBe(currentPolicy.version)
    expect(problem).toMatch(/^policies\/agreements\/housing\.json, row \d+: /)
    folder.write('agreements/housing.json', partnership)
    await until(async () => (await policyOf(homes)).problem === undefined)
  })

  it('withholds what its own agreement keeps back from now on, and notes both', async () => {
    await writeFile(ownFile, ownAgreement(['IDENTITY']))
    await until(async () => !(await isTold()))
    const { version, own } = await policyOf(homes)
    expect(own).not.toBe(version)
    await expect(lastVersions()).resolves.toEqual([version, own])
  })

  it('keeps its own agreement when the file is gone, loudly', async () => {
    await rm(ownFile)
    await until(async () => (await policyOf(homes)).problem !== undefined)
    await expect(isTold()).resolves.toBe(false)
    expect((await policyOf(homes)).problem).toContain('is gone; put it back, or restart')
  })

  it('discloses more only when its own agreement says so', async () => {
    await writeFile(ownFile, ownAgreement(['IDENTITY', 'HOUSING']))
    await until(isTold)
    expect((await policyOf(homes)).problem).toBeUndefined()
  })
})
