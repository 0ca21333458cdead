import { createHash } from 'node:crypto'

import { findAmong } from '../../../common/keys/keys'
import { listServices } from '../../../common/services'
import { verifyHubToken } from '../../../common/tokens/hub-token'
import { ReplayGuard } from '../../../common/tokens/replay-guard'
import type { DisclosureLog } from '../../../disclosure-log/disclosure-log'
import { readGatewaySettings } from '../../../gateway/config'
import { startGateway } from '../../../gateway/start/start-gateway'
import { everyAgency } from '../every-agency'
import { RealHub } from '../real-hub'

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

describe('the gateway', () => {
  const hub = new RealHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())
  beforeEach(() => {
    hub.mendLog()
  })

  const callsOf = (code: string) => hub.stub(code).asked.length

  it('does not start for an agency whose kind has agreed to nothing', async () => {
    const settings = readGatewaySettings({ MONGODB_URI: 'mongodb://127.0.0.1:9' })
    const services = settings.services.map((service) => {
      const { agency } = service
      return agency ? { ...service, agency: { ...agency, kind: 'school' } } : service
    })
    const unused = {} as DisclosureLog
    await expect(
      startGateway({ ...settings, services }, { log: unused, key: hub.hubKey }),
    ).rejects.toThrow('policies/agreements/school.json is missing')
  })

  it('does not start over a supergraph in which an agency has no echo', async () => {
    const settings = readGatewaySettings({ MONGODB_URI: 'mongodb://127.0.0.1:9' })
    const supergraphSdl = settings.supergraphSdl.replace('northshirePoliceEcho', 'other')
    const given = { log: {} as DisclosureLog, key: hub.hubKey }
    const starting = startGateway({ ...settings, supergraphSdl }, given)
    await expect(starting).rejects.toThrow('northshire-police is registered, but schema/')
  })

  it('opens an enquiry, and the log knows it', async () => {
    const { data } = await hub.open(hub.signIn('mash.analyst'))

    expect(data?.['openEnquiry']).toMatchObject({
      purpose: 'ADULT_SAFEGUARDING',
      caseReference: 'MASH-0001',
      expiresAt: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
    })
    expect(hub.entries.at(-1)).toMatchObject({
      staffId: 'staff-of-mash.analyst',
      purpose: 'ADULT_SAFEGUARDING',
      reason: 'Call to address, injuries seen',
      sources: [{ source: 'hub' }],
    })
  })

  it('gives no enquiry when the log cannot be written', async () => {
    hub.breakLog()
    const { data, errors, text } = await hub.open(hub.signIn('mash.analyst'))

    expect(data ?? null).toBeNull()
    expect(errors?.[0]?.extensions.code).toBe('LOG_UNAVAILABLE')
    expect(text).not.toMatch(/db\.internal|token/)
  })

  it('shows an analyst the person as every agency knows them', async () => {
    const answer = await hub.send(everyAgency, { id: 'p1' }, await hub.enquire('mash.analyst'))

    expect(answer.errors).toBeUndefined()
    expect(answer.extensions?.coverage.map(({ agency, status }) => [agency, status])).toEqual(
      hub.register.map(({ code }) => [code, 'ANSWERED']),
    )
    expect(hub.entries.at(-1)).toMatchObject({ people: ['p1'], caseReference: 'MASH-0001' })
    expect(hub.entries.at(-1)?.sources.map(({ source }) => source)).toEqual(
      [...hub.register.map(({ code }) => code), 'person-index'].toSorted(),
    )
  })

  it('logs what was asked and answered so that both can be shown to be the ones', async () => {
    const variables = { id: 'p1' }
    const { text } = await hub.send(everyAgency, variables, await hub.enquire('mash.analyst'))
    const entry = hub.entries.at(-1)
    const body = JSON.stringify({ query: everyAgency, variables })
    const { data } = JSON.parse(text) as { readonly data: unknown }

    expect(entry?.requestHash).toBe(sha256(body))
    expect(entry?.responseHash).toBe(sha256(JSON.stringify(data)))
    expect(Date.parse(entry?.askedAt ?? '')).toBeLessThanOrEqual(Date.parse(entry?.at ?? ''))
    const hashes = entry?.sources.map(({ source, recordHashes }) => [source, recordHashes])
    const expected = hub.register.map(({ code }) => [code, hub.recordNames(code, `${code}-1`)])
    expect(hashes).toHaveLength(expected.length + 1)
    expect(hashes).toEqual(expect.arrayContaining([...expected, ['person-index', []]]))
  })

  it('gives no answer when the log cannot be written', async () => {
    const headers = await hub.enquire('mash.analyst')
    hub.breakLog()
    const answer = await hub.send(everyAgency, { id: 'p1' }, headers)

    expect(answer.status).toBe(503)
    expect(answer.data ?? null).toBeNull()
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'LOG_UNAVAILABLE' },
    ])
    expect(answer.extensions).toBeUndefined()
  })

  it('signs each call for one agency, one body and one use', async () => {
    await hub.send(everyAgency, { id: 'p1' }, await hub.enquire('mash.analyst'))
    const { authorization, body } = hub.stub('harrowmere-homes').asked.at(-1) ?? {}
    const token = authorization?.replace('Bearer ', '')
    const check = (audience: string, bytes = body ?? '') =>
      verifyHubToken(token, {
        audience,
        body: bytes,
        keys: findAmong([hub.hubKey]),
        replayGuard: new ReplayGuard(0),
      })

    expect(await check('harrowmere-homes')).toMatchObject({
      sub: 'staff-of-mash.analyst',
      homeAgency: 'council',
      roles: ['mash.analyst'],
      purpose: 'ADULT_SAFEGUARDING',
      caseReference: 'MASH-0001',
    })
    await expect(check('northshire-police')).rejects.toThrow('another agency')
    await expect(check('harrowmere-homes', '{}')).rejects.toThrow('another request')
  })

  it('names a request the same to the caller, the log and every agency', async () => {
    const headers = await hub.enquire('mash.analyst')
    const chosen = '3b241101-e2bb-4255-8caf-4136c566a962'
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'x-request-id': chosen },
      body: JSON.stringify({ query: everyAgency, variables: { id: 'p1' } }),
    })
    await response.text()
    const told = response.headers.get('x-request-id')

    expect(told).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
    expect(told).not.toBe(chosen)
    expect(hub.entries.at(-1)?.requestId).toBe(told)
    for (const stub of hub.stubs.values())
      expect(stub.asked.at(-1)?.headers['x-request-id']).toBe(told)
  })

  it('asks nobody but housing for a housing officer', async () => {
    const before = new Map(hub.register.map(({ code }) => [code, callsOf(code)]))
    const query = `{ person(id: "p1") {
      northshireProbation { assessments { __typename } }
      stAnnesHospital { attendances { __typename } }
      harrowmereMinorInjuries { attendances { __typename } }
      harrowmereHomes { tenancies { __typename } }
    } }`
    const answer = await hub.send(query, {}, await hub.enquire('housing.officer'))
    const asked = hub.register.filter(({ code }) => callsOf(code) > (before.get(code) ?? 0))

    expect(asked.map(({ code }) => code)).toEqual(['harrowmere-homes'])
    expect(answer.data?.['person']).toMatchObject({
      northshireProbation: null,
      stAnnesHospital: null,
      harrowmereMinorInjuries: null,
    })
    expect(answer.errors?.map(({ path, extensions }) => [path?.[1], extensions.code])).toEqual([
      ['northshireProbation', 'WITHHELD'],
      ['stAnnesHospital', 'WITHHELD'],
      ['harrowmereMinorInjuries', 'WITHHELD'],
    ])
  })

  it('does not ask at all when the role may have nothing of what is asked', async () => {
    const before = hub.stub('person-index').asked.length
    const query = '{ person(id: "p1") { northshireProbation { assessments { __typename } } } }'
    const answer = await hub.send(query, {}, await hub.enquire('housing.officer'))

    expect(answer.data).toEqual({ person: null })
    expect(hub.stub('person-index').asked).toHaveLength(before)
    expect(hub.entries.at(-1)?.sources).toContainEqual(
      expect.objectContaining({ source: 'northshire-probation', disclosed: [] }),
    )
  })

  it('answers the refused and the unheard-of alike', async () => {
    const headers = await hub.enquire('housing.officer')
    const query = `query ($id: ID!) { person(id: $id) {
      id
      northshireProbation { assessments { __typename } }
    } }`
    const coverageOf = async (id: string) =>
      (await hub.send(query, { id }, headers)).extensions?.coverage

    expect(await coverageOf('p1')).toEqual(await coverageOf('nobody'))
  })

  it('answers without an agency that is killed during the query', async () => {
    const stub = hub.stub('northshire-probation')
    stub.misbehaviour = (response) => {
      setTimeout(() => response.destroy(), 50)
    }
    const answer = await hub.send(everyAgency, { id: 'p1' }, await hub.enquire('mash.analyst'))
    stub.misbehaviour = null

    expect(answer.data?.['person']).toMatchObject({
      northshirePolice: { __typename: 'PoliceView' },
      northshireProbation: null,
    })
    expect(answer.errors).toEqual([
      expect.objectContaining({
        path: ['person', 'northshireProbation'],
        extensions: {
          code: 'AGENCY_UNAVAILABLE',
          agency: 'northshire-probation',
          reason: 'NOT_REACHABLE',
        },
      }),
    ])
    expect(answer.text).not.toMatch(/https?:|127\.0\.0\.1/)
  })

  it('publishes the keys its tokens are signed with', async () => {
    const response = await fetch(`${hub.url}/.well-known/jwks.json`)

    expect(await response.json()).toMatchObject({
      keys: [{ kid: hub.hubKey.kid, alg: 'ES256', use: 'sig' }],
    })
  })
})

describe('the register and the supergraph', () => {
  it('must list the same agencies', async () => {
    const hub = new RealHub()
    const [first] = hub.register
    if (!first) throw new Error('no agency')
    const register = [...hub.register, { ...first, code: 'new-agency', field: 'newAgency' }]
    const services = listServices(register).map((service) => ({ ...service, url: null }))

    await expect(hub.start({ services })).rejects.toThrow('new-agency')
    await hub.stop()
  })
})
