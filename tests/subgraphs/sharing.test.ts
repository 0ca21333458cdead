import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

import housing from '../../policies/agreements/housing.json'
import { SharingSwitch } from '../../subgraphs/kit/agency/sharing-switch'
import type { TestStore } from '../helpers/store'
import { startTestStore } from '../helpers/store'
import { envelope, examplePerson } from './agency-examples'
import { RunningAgency } from './running-agency'

const selection = '{ people { names { surname } } tenancies { id kind } }'

let store: TestStore
let homes: RunningAgency

beforeAll(async () => {
  store = await startTestStore()
  homes = new RunningAgency('harrowmere-homes', store)
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
  // The row of today: the law changed between.
  const first = housing.rows.findLast(
    (row) => row.recipientRole === 'mash.analyst' && row.purpose === 'ADULT_SAFEGUARDING',
  )
  // Tighter for the analyst (no finance, no identity), and looser for a police officer.
  const rows = [
    { ...first, discloses: ['HOUSING'] },
    { ...first, recipientRole: 'police.officer', purpose: 'DVDS', discloses: ['HOUSING'] },
  ]
  const own = { ...housing, version: 'own', rows }
  const file = path.join(homes.folder, 'agreements', `${homes.agency.code}.json`)
  await writeFile(file, JSON.stringify(own))
  await homes.start()
})

afterAll(async () => {
  await homes.stop()
  await store.stop()
})

describe('an agency with an agreement of its own', () => {
  it('keeps back what its own agreement does not disclose, although the hub permits it', async () => {
    const body = await homes.ask(['REF-1'], selection)
    expect(body.data).toEqual({
      _entities: [{ view: { people: null, tenancies: [{ id: 't-1', kind: 'SECURE' }] } }],
    })
    expect(body.errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'WITHHELD', reason: 'CATEGORY_NOT_DISCLOSED', agency: homes.agency.code },
    ])
  })

  it('cannot disclose more by it than the partnership has agreed', async () => {
    const officer = { roles: ['police.officer'], purpose: 'DVDS' }
    const body = await homes.ask(['REF-1'], selection, officer)
    expect(JSON.stringify(body.data)).not.toContain('SECURE')
    expect(body.errors?.[0]?.extensions).toMatchObject({ reason: 'NO_AGREEMENT' })
  })

  it('decides about what another subgraph requires of it, which no caller selected', async () => {
    const officer = { roles: ['police.officer'], purpose: 'OFFENDER_MANAGEMENT' }
    const body = await homes.ask(['REF-1'], '{ tenancies { id uprn } }', officer)
    expect(JSON.stringify(body.data)).not.toContain('906700000011')
  })
})

describe('an agency that stops sharing', () => {
  it('says so within a second, whoever asks about whom, and answers again when it resumes', async () => {
    const sharing = new SharingSwitch(homes.connection)
    await homes.ask(['REF-1'], selection)
    await sharing.suspend('A member of staff has lost a laptop')
    await new Promise((resolve) => setTimeout(resolve, 300))
    const stopped = await homes.ask(['REF-1', 'NOBODY'], selection)
    expect(stopped.data).toEqual({ _entities: [{ view: null }, { view: null }] })
    expect(stopped.errors?.map(({ extensions }) => extensions)).toEqual(
      [1, 2].map(() => ({
        code: 'WITHHELD',
        reason: 'AGENCY_SUSPENDED',
        agency: homes.agency.code,
      })),
    )
    await expect(sharing.resume()).resolves.toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const again = await homes.ask(['REF-1'], selection)
    expect(JSON.stringify(again.data)).toContain('SECURE')
  })
})

describe('the switch of an agency', () => {
  it('relies on what the database said for a quarter of a second, no longer', async () => {
    let nowMs = 0
    const asked = new SharingSwitch(homes.connection, () => nowMs)
    const other = new SharingSwitch(homes.connection)
    await expect(asked.findSuspension()).resolves.toBeNull()
    await other.suspend('by another process')
    nowMs = 249
    await expect(asked.findSuspension()).resolves.toBeNull()
    nowMs = 250
    await expect(asked.findSuspension()).resolves.toMatchObject({ reason: 'by another process' })
    await other.resume()
  })

  it('throws when the database does not say, and asks again next time', async () => {
    let reads = 0
    const broken = {
      collection: () => ({
        findOne: () => {
          reads += 1
          return reads === 1 ? Promise.reject(new Error('down')) : Promise.resolve(null)
        },
      }),
    }
    const asked = new SharingSwitch(broken as never, () => 0)
    await expect(asked.findSuspension()).rejects.toThrow('down')
    await expect(asked.findSuspension()).resolves.toBeNull()
  })
})
