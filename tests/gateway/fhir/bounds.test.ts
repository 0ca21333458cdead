import { crnSystem, FhirReply, nhsSystem, postFhir, questionAbout } from '../../fhir/fhir-caller'
import { RealHub } from '../real-hub'

const hub = new RealHub()
beforeAll(() => hub.start())
afterAll(() => hub.stop())

const number = '9990000018'
const good = questionAbout(number)
const [person, ...others] = good.parameter

function aboutPatient(patient: object) {
  const resource = { resourceType: 'Patient', ...patient }
  return { ...good, parameter: [{ name: 'resource', resource }, ...others] }
}

function identifiers(...values: readonly (readonly [system: string, value: unknown])[]) {
  return aboutPatient({ identifier: values.map(([system, value]) => ({ system, value })) })
}

function nested(levels: number): unknown {
  return levels === 0 ? 1 : { extension: [nested(levels - 1)] }
}

describe('what is no question', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['no JSON', '{', ['BAD_USER_INPUT']],
    ['another resource', { resourceType: 'Bundle' }, ['BAD_USER_INPUT', 'PARAMETERS_INVALID']],
    ['a list', [good], ['BAD_USER_INPUT', 'PARAMETERS_INVALID']],
    ['nothing', 'null', ['BAD_USER_INPUT', 'PARAMETERS_INVALID']],
    [
      'a parameter that is not read',
      { ...good, parameter: [...good.parameter, { name: 'onlyCertainMatches' }] },
      ['BAD_USER_INPUT', 'PARAMETERS_INVALID'],
    ],
    [
      'a parameter twice',
      { ...good, parameter: [...good.parameter, person] },
      ['BAD_USER_INPUT', 'PARAMETERS_INVALID'],
    ],
    ['no person', { ...good, parameter: others }, ['BAD_USER_INPUT', 'PARAMETERS_INVALID']],
    [
      'no reason',
      questionAbout(number, { reason: null }),
      ['BAD_USER_INPUT', 'PARAMETERS_INVALID'],
    ],
    [
      'too many levels',
      aboutPatient({ deep: nested(10) }),
      ['BAD_USER_INPUT', 'PARAMETERS_INVALID'],
    ],
    [
      'a name alone',
      aboutPatient({ name: [{ family: 'Ashdown', given: ['Victor'] }], birthDate: '1957-03-11' }),
      ['BAD_USER_INPUT', 'IDENTIFIER_REQUIRED'],
    ],
    [
      'a number of another system alone',
      identifiers(['https://council.example/case', number]),
      ['BAD_USER_INPUT', 'IDENTIFIER_REQUIRED'],
    ],
    [
      'two people, perhaps',
      identifiers([nhsSystem, number], [crnSystem, 'X104567']),
      ['BAD_USER_INPUT', 'SEVERAL_IDENTIFIERS'],
    ],
    [
      'a number that is no text',
      identifiers([nhsSystem, 9_990_000_018]),
      ['BAD_USER_INPUT', 'PARAMETERS_INVALID'],
    ],
    [
      'a number without end',
      identifiers([nhsSystem, '9'.repeat(65)]),
      ['BAD_USER_INPUT', 'PARAMETERS_INVALID'],
    ],
    [
      'identifiers without end',
      identifiers(...Array.from({ length: 21 }, () => ['https://a.example/', '1'] as const)),
      ['BAD_USER_INPUT', 'PARAMETERS_INVALID'],
    ],
    [
      'a reference that no case can have',
      questionAbout(number, { caseReference: '../..' }),
      ['BAD_USER_INPUT', 'CASE_REFERENCE_INVALID'],
    ],
  ])('is refused with what is wrong, and quotes nothing: %s', async (_what, body, codes) => {
    const reply = await postFhir(hub.url, body, hub.asSystem())
    expect(reply.resource['resourceType']).toBe('OperationOutcome')
    expect([reply.status, reply.codes]).toEqual([400, codes])
    expect(reply.text).not.toMatch(/Ashdown|onlyCertain|9990000018/)
  })

  it('is refused when it is longer than a question is', async () => {
    const long = aboutPatient({ text: 'x'.repeat(17_000) })
    const reply = await postFhir(hub.url, long, hub.asSystem())
    expect([reply.status, reply.codes]).toEqual([413, ['QUERY_TOO_LARGE', 'BODY_TOO_LARGE']])
    expect(reply.headers.get('content-type')).toContain('application/fhir+json')
  })

  it.each(['text/plain', 'application/fhir+xml', 'application/x-www-form-urlencoded'])(
    'is refused as %s',
    async (type) => {
      const reply = await postFhir(hub.url, good, { ...hub.asSystem(), 'content-type': type })
      expect([reply.status, reply.codes]).toEqual([
        415,
        ['BAD_USER_INPUT', 'MEDIA_TYPE_NOT_SUPPORTED'],
      ])
    },
  )

  it.each(['application/json', 'Application/FHIR+JSON; charset=UTF-8; fhirVersion=4.0'])(
    'is not %s',
    async (type) => {
      const reply = await postFhir(hub.url, good, { ...hub.asSystem(), 'content-type': type })
      expect(reply.status).toBe(200)
    },
  )

  it('leaves numbers of other systems beside the one alone', async () => {
    const body = identifiers(['https://council.example/case', 'C-1'], [nhsSystem, number])
    expect((await postFhir(hub.url, body, hub.asSystem())).status).toBe(200)
  })
})

describe('addresses of FHIR', () => {
  const get = async (path: string, method = 'GET') => {
    const response = await fetch(`${hub.url}${path}`, { method })
    return new FhirReply(response, await response.text())
  }

  it('say by which method they are served', async () => {
    const reply = await get('/fhir/Patient/$person-info-query?identifier=1')
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'POST'])
    expect(reply.resource).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'not-supported' }],
    })
    const metadata = await get('/fhir/metadata', 'DELETE')
    expect([metadata.status, metadata.headers.get('allow')]).toEqual([405, 'GET'])
  })

  it('are refused in its words where nothing is served', async () => {
    const reply = await get('/fhir/Patient/9990000018')
    expect(reply.status).toBe(404)
    expect(reply.resource).toMatchObject({ issue: [{ code: 'not-found' }] })
    expect(reply.text).not.toContain('9990000018')
  })

  it('leave the refusals of others as they were', async () => {
    const response = await fetch(`${hub.url}/nowhere`)
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    })
  })

  it('say what is spoken, and in which drafts', async () => {
    const { status, resource } = await get('/fhir/metadata')
    expect(status).toBe(200)
    expect(resource).toMatchObject({
      ...{ resourceType: 'CapabilityStatement', status: 'draft', kind: 'instance' },
      ...{ fhirVersion: '4.0.1', format: ['application/fhir+json'] },
      rest: [{ mode: 'server', resource: [{ operation: [{ name: 'person-info-query' }] }] }],
    })
    expect(JSON.stringify(resource['extension'])).toMatch(
      /"version":"0\.3","code":"mais-data-exchange".*"version":"0\.1"/,
    )
  })

  it('say what the operation takes and tells, which is what it does', async () => {
    const { resource } = await get('/fhir/OperationDefinition/person-info-query')
    expect(resource).toMatchObject({ resourceType: 'OperationDefinition', type: true })
    const defined = resource['parameter'] as readonly { name: string; use: string }[]
    const named = (use: string) => defined.filter((one) => one.use === use).map(({ name }) => name)
    const wrong = { ...good, parameter: [...good.parameter, { name: 'onlyCertainMatches' }] }
    const refusal = await postFhir(hub.url, wrong, hub.asSystem())
    expect(refusal.text).toContain(`The only parameters are ${named('in').join(', ')}.`)
    const answer = await postFhir(hub.url, good, hub.asSystem())
    const told = (answer.resource['parameter'] as readonly { name: string }[]).map(
      (one) => one.name,
    )
    expect(told).toContain('match')
    expect(named('out')).toEqual(expect.arrayContaining(told))
    const metadata = await get('/fhir/metadata')
    expect(metadata.text).toContain(`"definition":${JSON.stringify(resource['url'])}`)
  })
})
