import { everyAgency } from '../every-agency'
import { RealHub } from '../real-hub'

describe('the gateway refuses', () => {
  const hub = new RealHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())
  beforeEach(() => {
    hub.now = () => new Date()
  })

  it('a query about people without an enquiry', async () => {
    const authorization = `Bearer ${hub.signIn('mash.analyst')}`
    const { data, errors } = await hub.send(everyAgency, { id: 'p1' }, { authorization })

    expect(data ?? null).toBeNull()
    expect(errors?.[0]?.extensions.code).toBe('ENQUIRY_REQUIRED')
  })

  it("another person's enquiry", async () => {
    const headers = await hub.enquire('mash.analyst')
    const authorization = `Bearer ${hub.signIn('mash.analyst', 'somebody-else')}`
    const { data, errors } = await hub.send(
      everyAgency,
      { id: 'p1' },
      { ...headers, authorization },
    )

    expect(data ?? null).toBeNull()
    expect(errors?.[0]?.extensions.code).toBe('ENQUIRY_INVALID')
  })

  it('a purpose that the role may not claim', async () => {
    const { data, errors } = await hub.open(hub.signIn('housing.officer'), 'DEATH_REVIEW')

    expect(data).toEqual({ openEnquiry: null })
    expect(errors?.[0]).toMatchObject({
      path: ['openEnquiry'],
      extensions: { code: 'PURPOSE_NOT_PERMITTED' },
    })
  })

  it('a second enquiry in one request, which the log would not show', async () => {
    const input = (caseReference: string) =>
      `{ purpose: ADULT_SAFEGUARDING, caseReference: "${caseReference}", reason: "Call to address, injuries seen" }`
    const before = hub.entries.length
    const { data, errors } = await hub.send(
      `mutation { a: openEnquiry(input: ${input('MASH-0001')}) { id } b: openEnquiry(input: ${input('MASH-0002')}) { id } }`,
      {},
      { authorization: `Bearer ${hub.signIn('mash.analyst')}` },
    )

    expect(data?.['b']).toBeNull()
    expect(errors).toMatchObject([{ path: ['b'], extensions: { code: 'BAD_USER_INPUT' } }])
    expect(hub.entries.slice(before)).toMatchObject([{ caseReference: 'MASH-0001' }])
  })

  it('an enquiry after eight hours', async () => {
    const headers = await hub.enquire('mash.analyst')
    hub.now = () => new Date(Date.now() + 8 * 3_600_000 + 60_000)
    const { errors } = await hub.send(everyAgency, { id: 'p1' }, headers)

    expect(errors?.[0]?.extensions.code).toBe('ENQUIRY_EXPIRED')
  })

  it.each([
    ['no token', {}],
    ['a forged token', { authorization: 'Bearer a.b.c' }],
  ])('%s', async (_name, headers) => {
    const answer = await hub.send(everyAgency, { id: 'p1' }, headers)

    expect(answer.status).toBe(401)
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('introspection to everybody but a developer of an agency', async () => {
    const query = '{ __schema { queryType { name } } }'
    const ask = (role: string) =>
      hub.send(query, {}, { authorization: `Bearer ${hub.signIn(role)}` })

    expect((await ask('mash.manager')).errors?.[0]?.extensions.code).toBe('INTROSPECTION_DISABLED')
    expect((await ask('agency.developer')).data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    })
  })
})
