/** What the hub writes down, what it proves, and who may stop it, on `npm start`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { findFreePort } from '../../scripts/free-port'
import { RunningHub } from './running-hub'

interface Answer {
  readonly data: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, string>> }[]
  readonly extensions?: {
    readonly coverage: readonly Readonly<Record<string, unknown>>[]
    readonly review?: readonly string[]
  }
}

interface Reviewed {
  readonly staffId: string
  readonly reviewFlags: readonly string[]
  readonly reviewDueBy: string
  readonly askedAt: string
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-accountable-'))
let hub: RunningHub
const victor =
  '{ personByIdentifier(type: NHS_NUMBER, value: "999 000 0018") { id harrowmereHomes { tenancies { startDate } } northshirePolice { incidents { openingCode { code } } } } }'

jest.setTimeout(600_000)

beforeAll(async () => {
  hub = new RunningHub(await findFreePort(), path.join(folder, 'data'))
  await hub.ready()
  await importFile('person-index', [
    {
      ...{ recordType: 'staffMember', sourceRecordId: 'S-1' },
      ...{ homeAgency: 'northshire-police', staffId: 'police.officer' },
      uprn: '906700000011',
    },
    {
      ...{ recordType: 'staffMember', sourceRecordId: 'S-2' },
      ...{ homeAgency: 'harrowmere-council', staffId: 'mash.manager' },
      ...{ surname: 'ASHDOWN', postcode: 'ZY1 4AB' },
    },
  ])
})

afterAll(async () => {
  await hub.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function importFile(code: string, records: readonly object[]): Promise<void> {
  const file = path.join(folder, `${code}.ndjson`)
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
  const { status, stdout, stderr } = await hub.run('import', [code, file])
  if (status !== 0) throw new Error(stdout + stderr)
}

async function send(headers: Readonly<Record<string, string>>, query: string): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${hub.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  })
  return (await response.json()) as Answer
}

async function ask(user: string, purpose: string, query: string): Promise<Answer> {
  const { stdout } = await hub.run('token', [user])
  const authorization = `Bearer ${stdout.trim()}`
  const why =
    'reason: "Call to address, injuries seen", publicInterestTest: "Serious injury is likely"'
  const input = `purpose: ${purpose}, caseReference: "MASH-0001", ${why}`
  const opened = await send(
    { authorization },
    `mutation { openEnquiry(input: { ${input} }) { token } }`,
  )
  const { token } = opened.data?.['openEnquiry'] as { readonly token: string }
  return send({ authorization, 'sightline-enquiry': token }, query)
}

async function reviews(): Promise<readonly Reviewed[]> {
  const bounds = 'from: "2000-01-01T00:00:00Z", to: "2999-01-01T00:00:00Z"'
  const fields = 'nodes { staffId reviewFlags reviewDueBy askedAt }'
  const { data, errors } = await ask('dpo', 'AUDIT', `{ reviews(${bounds}) { ${fields} } }`)
  expect(errors).toBeUndefined()
  return (data?.['reviews'] as { readonly nodes: readonly Reviewed[] }).nodes
}

describe('staff who look up somebody close to them', () => {
  it('are refused at their own home, and no agency is asked', async () => {
    const { data, errors, extensions } = await ask('police.officer', 'CRIME_PREVENTION', victor)
    expect(data).toEqual({ personByIdentifier: null })
    expect(errors).toMatchObject([{ extensions: { code: 'WITHHELD', reason: 'RELATED_TO_YOU' } }])
    for (const row of extensions?.coverage ?? []) expect(row['records']).toBeNull()
    expect((await reviews())[0]).toMatchObject({
      staffId: 'police.officer',
      reviewFlags: ['SAME_HOUSEHOLD'],
    })
  })

  it('are answered in an emergency, which is said aloud; what they are to the person is not', async () => {
    const { data, extensions } = await ask('police.officer', 'VITAL_INTERESTS', victor)
    expect(data?.['personByIdentifier']).toMatchObject({ northshirePolice: { incidents: {} } })
    expect(extensions?.review).toEqual(['BREAK_GLASS'])
    const [entry] = await reviews()
    expect(entry?.reviewFlags).toEqual(['BREAK_GLASS', 'SAME_HOUSEHOLD'])
    const hours =
      (Date.parse(entry?.reviewDueBy ?? '') - Date.parse(entry?.askedAt ?? '')) / 3_600_000
    expect(hours).toBeGreaterThan(23.9)
    expect(hours).toBeLessThan(24.1)
  })

  it('of the same surname at the postcode are answered, and reviewed', async () => {
    const { data } = await ask('mash.manager', 'ADULT_SAFEGUARDING', victor)
    expect(data?.['personByIdentifier']).toMatchObject({ harrowmereHomes: { tenancies: [{}] } })
    expect((await reviews())[0]).toMatchObject({
      staffId: 'mash.manager',
      reviewFlags: ['SAME_SURNAME'],
    })
  })

  it('are nobody to other people, and strangers are not reviewed', async () => {
    const before = await reviews()
    const { errors } = await ask('mash.analyst', 'ADULT_SAFEGUARDING', victor)
    expect(errors).toBeUndefined()
    expect(await reviews()).toEqual(before)
  })
})

describe('an agency that stops sharing', () => {
  it('is WITHHELD within a second of it, and answers again when it resumes', async () => {
    const row = async () => {
      const { extensions } = await ask('mash.analyst', 'ADULT_SAFEGUARDING', victor)
      return extensions?.coverage.find(({ agency }) => agency === 'harrowmere-homes')
    }
    expect(await row()).toMatchObject({ status: 'ANSWERED' })
    const why = ['--reason', 'Breach under investigation']
    const suspended = await hub.run('agency', ['suspend', 'harrowmere-homes', ...why])
    expect(suspended.status).toBe(0)
    expect(await row()).toMatchObject({
      status: 'WITHHELD',
      reason: 'AGENCY_SUSPENDED',
      records: null,
    })
    await hub.run('agency', ['resume', 'harrowmere-homes'])
    expect(await row()).toMatchObject({ status: 'ANSWERED' })
  })
})

describe('the disclosure log of a hub that runs', () => {
  it('is verified from an export with the public key alone, and agrees with the agencies', async () => {
    const file = path.join(folder, 'export.jsonl')
    const key = path.join(folder, 'hub.key')
    writeFileSync(key, (await hub.run('log', ['key'])).stdout)
    expect((await hub.run('log', ['export', '--out', file])).status).toBe(0)
    const verified = await hub.run('log', ['verify', '--in', file, '--key', key])
    expect([verified.status, verified.stderr]).toEqual([0, ''])
    const reconciled = await hub.run('log', ['reconcile'])
    expect([reconciled.status, reconciled.stderr]).toEqual([0, ''])
    expect(reconciled.stdout).toMatch(/discrepancies +0/)
    expect(reconciled.stdout).toMatch(/on both sides +[1-9]/)
  })
})

describe('a data protection officer', () => {
  it('finds out who saw a person by any identifier, and what of which agency', async () => {
    const { status, stdout, stderr } = await hub.run('log', ['who', '--nhs', '999 000 0018'])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^(Person [\da-f]{32}\n)+\d+ answers from/)
    expect(stdout).toMatch(
      /CALL_FOR_SERVICE +northshire-police +\d+ answers? to \d+ members? of staff/,
    )
    expect(stdout).toContain('mash.analyst of harrowmere-council (mash.analyst)')
    expect(stdout).toContain('ADULT_SAFEGUARDING, case MASH-0001: Call to address, injuries seen')
    const [, person = ''] = /^Person ([\da-f]{32})/.exec(stdout) ?? []
    const byId = await hub.run('log', ['who', '--person', person, '--csv'])
    expect(byId.stdout).toMatch(/^"at","log","index"[^]*"northshire-police"/)
    const unknown = await hub.run('log', ['who', '--crn', 'X999999'])
    expect([unknown.status, unknown.stdout]).toEqual([1, 'Nobody is known to the hub by that.\n'])
  })

  it('finds everybody who was told of a record', async () => {
    const asked = ['who', '--agency', 'northshire-police', '--reference']
    const none = await hub.run('log', [...asked, 'NOBODY'])
    expect(none.stdout).toContain('\n0 answers from')
  })

  it('sees what is due to be looked at, and nobody else may', async () => {
    const { status, stdout } = await hub.run('log', ['reviews'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^\d+ answers to look at/)
    const due = [...stdout.matchAll(/^due by (\S+ \S+): /gm)].map(([, at = '']) => at)
    expect(due.length).toBeGreaterThan(1)
    expect(due).toEqual(due.toSorted())
    const refused = await hub.run('log', ['reviews', '--user', 'mash.analyst'])
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('PURPOSE_NOT_PERMITTED')
  })

  it('is told how to ask', async () => {
    const { status, stdout } = await hub.run('log', ['--help'])
    expect(status).toBe(0)
    for (const command of ['verify', 'reconcile', 'who', 'reviews'])
      expect(stdout).toContain(`npm run --silent log -- ${command}`)
  })
})
