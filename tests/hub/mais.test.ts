/** The national standard spoken to `npm start`: what its use cases 9, 13 and 14 need, and what is refused. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { portsFrom } from '../../common/ports'
import { requestDemoToken } from '../../embedded/sign-in/demo-token'
import { findFreePort } from '../../scripts/free-port'
import type { FhirReply, Stated } from '../fhir/fhir-caller'
import { crnSystem, postFhir, questionAbout } from '../fhir/fhir-caller'
import { RunningHub } from './running-hub'

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-mais-'))
let hub: RunningHub

const victor = '9990000018'
const sealed = '9990007063'
const unknown = '9990007098'

jest.setTimeout(600_000)

beforeAll(async () => {
  hub = new RunningHub(await findFreePort(), path.join(folder, 'data'))
  await hub.ready()
  const record = {
    ...{ recordType: 'person', sourceRecordId: 'NP-SEALED-2', recordedAt: '2024-06-09T09:00:00Z' },
    ...{ sourceSystem: 'made-up', dateOfBirth: '1970-01-01', isSealed: true },
    names: [{ forenames: 'Zelda', surname: 'Zyxhidden', kind: 'LEGAL' }],
    identifiers: { nhsNumber: sealed },
  }
  const file = path.join(folder, 'sealed.ndjson')
  writeFileSync(file, `${JSON.stringify(record)}\n`)
  const { status, stdout, stderr } = await hub.run('import', ['northshire-police', file])
  if (status !== 0) throw new Error(stdout + stderr)
})

afterAll(async () => {
  await hub.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Asks as a system's user. */
async function ask(system: string, value: string, stated?: Stated): Promise<FhirReply> {
  const bearer = await requestDemoToken(`http://127.0.0.1:${portsFrom(hub.port).signIn}`, system)
  const headers = { authorization: `Bearer ${bearer}`, 'sightline-on-behalf-of': 'a.worker' }
  return postFhir(`http://127.0.0.1:${hub.port}`, questionAbout(value, stated), headers)
}

interface Organization {
  readonly id: string
  readonly telecom?: readonly { readonly value?: string }[]
}

function contacts(reply: FhirReply): Readonly<Record<string, readonly (string | undefined)[]>> {
  const found = reply.all('contact').map(({ resource }) => resource as Organization)
  return Object.fromEntries(
    found.map(({ id, telecom = [] }) => [id, telecom.map(({ value }) => value)]),
  )
}

describe('a social worker who makes enquiries (use case 14)', () => {
  it('is told which services know the person, and whom to ring there', async () => {
    const reply = await ask('adult-care.case-system', victor)
    expect([reply.status, reply.match]).toEqual([200, true])
    expect(contacts(reply)).toMatchObject({
      'st-annes-hospital': ['01632 960106'],
      'harrowmere-gp': ['01632 960101'],
    })
    expect(reply.coverage).toMatchObject({
      'northshire-mental-health': 'NO_RECORD',
      'open-door-harrowmere': 'WITHHELD NO_AGREEMENT',
      'northshire-courts': 'WITHHELD NO_AGREEMENT',
    })
  })

  it('is told nothing of who the person is, or what happened', async () => {
    const { text } = await ask('adult-care.case-system', victor)
    expect(text).not.toMatch(/Victor|Ashdown|1957-|999 ?000|9067000|assault/i)
  })

  it('is not told of health services without a test of the public interest, which is said', async () => {
    const reply = await ask('adult-care.case-system', victor, { publicInterestTest: null })
    expect(reply.coverage['st-annes-hospital']).toBe('WITHHELD PUBLIC_INTEREST_TEST_MISSING')
    expect(Object.keys(contacts(reply))).not.toContain('st-annes-hospital')
  })
})

describe('a council that takes a case over (use case 9)', () => {
  it('is told who has worked with the person before, and until when', async () => {
    const reply = await ask('council.case-system', 'X104567', { system: crnSystem })
    expect(reply.match).toBe(true)
    expect(reply.all('involvement')).toContainEqual({
      name: 'involvement',
      part: [
        { name: 'organization', valueId: 'northshire-probation' },
        { name: 'service', valueString: 'Northshire Probation, Harrowmere office' },
        { name: 'role', valueString: 'Probation officer' },
        { name: 'desk', valueString: 'Duty officer' },
        { name: 'period', valuePeriod: { start: '2025-06-02', end: '2026-06-01' } },
      ],
    })
  })

  it('is told that nobody knows the person when everybody has said so', async () => {
    const reply = await ask('council.case-system', unknown)
    expect(new Set(Object.values(reply.coverage))).toEqual(new Set(['NO_RECORD']))
    expect([reply.status, reply.match]).toEqual([200, false])
  })

  it('is not told so while the index is silent', async () => {
    hub.kill('person-index', 'SIGSTOP')
    const reply = await ask('council.case-system', unknown)
    hub.kill('person-index', 'SIGCONT')
    expect(new Set(Object.values(reply.coverage))).toEqual(
      new Set(['UNAVAILABLE INDEX_UNAVAILABLE']),
    )
    expect([reply.status, reply.match]).toEqual([200, null])
  })

  it('is told which agency is silent, and what the others say', async () => {
    hub.kill('st-annes-hospital', 'SIGSTOP')
    const reply = await ask('council.case-system', victor)
    hub.kill('st-annes-hospital', 'SIGCONT')
    expect(reply.coverage['st-annes-hospital']).toMatch(/^UNAVAILABLE /)
    expect(Object.keys(contacts(reply))).not.toContain('st-annes-hospital')
    expect(reply.match).toBe(true)
  })
})

describe('a landlord beside a care assessment (use case 13)', () => {
  it('is told whom to ring at adult social care, and that the rest is kept back', async () => {
    const reply = await ask('homes.case-system', '9990000522')
    expect(reply.match).toBe(true)
    expect(Object.keys(contacts(reply)).toSorted()).toEqual([
      'harrowmere-homes',
      'northshire-adult-care',
    ])
    expect(reply.coverage).toMatchObject({
      'northshire-police': 'WITHHELD NO_AGREEMENT',
      'harrowmere-gp': 'WITHHELD NO_AGREEMENT',
      'northshire-mental-health': 'WITHHELD NO_AGREEMENT',
    })
  })
})

describe('a person whom an agency has sealed', () => {
  it.each(['adult-care.case-system', 'council.case-system', 'homes.case-system'])(
    'is told like one whom nobody knows, to the byte: %s',
    async (system) => {
      const [hidden, nobody] = [await ask(system, sealed), await ask(system, unknown)]
      expect(hidden.text).toBe(nobody.text)
      const without = ({ headers }: FhirReply) =>
        [...headers].filter(([name]) => !['x-request-id', 'date'].includes(name))
      expect(without(hidden)).toEqual(without(nobody))
      expect(hidden.status).toBe(200)
    },
  )
})

describe('a question that is refused', () => {
  it('is denied for a law of another role, and a data protection officer sees it', async () => {
    const reason = 'https://www.legislation.gov.uk/ukpga/1998/37/section/115'
    const reply = await ask('adult-care.case-system', victor, { reason })
    expect([reply.status, reply.codes]).toEqual([
      403,
      ['PURPOSE_NOT_PERMITTED', 'REASON_NOT_PERMITTED', 'DENY'],
    ])
    const { stdout } = await hub.run('log', ['reviews'])
    expect(stdout).toMatch(/REASON_REFUSED[^]*a\.worker by adult-care\.case-system/)
    expect(stdout).toContain(`refused for its reason: ${reason}`)
  })

  it('is refused for a number that cannot be one', async () => {
    const reply = await ask('council.case-system', '9990000019')
    expect([reply.status, reply.codes[0]]).toEqual([400, 'BAD_USER_INPUT'])
    expect(reply.text).not.toContain('9990000019')
  })
})

describe('the log of it', () => {
  it('tells who saw the person, and agrees with the agencies', async () => {
    const { stdout } = await hub.run('log', ['who', '--nhs', '999 000 0018'])
    expect(stdout).toContain('a.worker by adult-care.case-system of northshire-adult-care')
    const { stdout: reconciled } = await hub.run('log', ['reconcile'])
    expect(reconciled).toMatch(/discrepancies +0/)
  })

  it('is given as provenance, without a name or a number of anybody asked about', async () => {
    const file = path.join(folder, 'prov.jsonld')
    expect((await hub.run('log', ['export', '--prov', file])).status).toBe(0)
    const text = readFileSync(file, 'utf8')
    const { '@graph': graph } = JSON.parse(text) as { readonly '@graph': readonly object[] }
    expect(graph.length).toBeGreaterThan(10)
    expect(text).toContain('"prov:Activity"')
    expect(text).not.toMatch(/Ashdown|9990000018|999 000 0018/)
  })
})
