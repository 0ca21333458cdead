import { readGatewaySettings } from '../../../gateway/config'
import { RealHub } from '../real-hub'

const byNumber = `query ($value: String!) {
  personByIdentifier(type: NHS_NUMBER, value: $value) { id }
}`
/** Numbers that look like NHS numbers; the index of this hub knows every one of them. */
const number = (index: number) => `999000${String(index).padStart(4, '0')}`

describe('looking up many people', () => {
  const hub = new RealHub()
  beforeAll(() => hub.start({ lookups: { capacity: 5, perMinute: 6 }, systemUsers: 2 }))
  afterAll(() => hub.stop())
  beforeEach(() => {
    hub.mendLog()
  })

  const askFor = async (headers: Readonly<Record<string, string>>, ...indexes: number[]) => {
    const fields = indexes.map(
      (index) =>
        `p${index}: personByIdentifier(type: NHS_NUMBER, value: "${number(index)}") { id }`,
    )
    return hub.send(`{ ${fields.join(' ')} }`, {}, headers)
  }

  it('is refused with when to go on, and noted for review', async () => {
    const headers = await hub.enquire('mash.analyst')
    for (let index = 0; index < 5; index += 1)
      expect((await askFor(headers, index)).errors).toBeUndefined()
    const before = hub.entries.length
    const asked = hub.stub('person-index').asked.length
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: byNumber, variables: { value: number(77) } }),
    })
    const body = (await response.json()) as { errors: { extensions: Record<string, unknown> }[] }

    expect(response.status).toBe(429)
    const { retryAfterSeconds, ...rest } = body.errors[0]?.extensions ?? {}
    expect(rest).toEqual({ code: 'RATE_LIMITED' })
    expect(response.headers.get('retry-after')).toBe(String(retryAfterSeconds))
    expect(retryAfterSeconds).toBeGreaterThan(0)
    expect(retryAfterSeconds).toBeLessThanOrEqual(10)
    expect(hub.stub('person-index').asked).toHaveLength(asked)
    expect(hub.entries.slice(before)).toMatchObject([
      { staffId: 'staff-of-mash.analyst', people: [], review: { flags: ['ENUMERATION'] } },
    ])
  })

  it('is refused by whatever names, variables and spellings, but not for the same person again', async () => {
    const headers = await hub.enquire('mash.manager')
    expect((await askFor(headers, 10, 11, 12, 13)).errors).toBeUndefined()
    for (let again = 0; again < 5; again += 1)
      expect((await askFor(headers, 10, 11)).errors).toBeUndefined()
    expect((await askFor(headers, 14, 15)).errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
    const { errors } = await hub.send(byNumber, { value: number(14) }, headers)
    expect(errors).toBeUndefined()
    const last = await hub.send('{ person(id: "guess") { id } }', {}, headers)
    expect(last.errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
  })

  it('keeps nobody from opening an enquiry, nor from an emergency', async () => {
    const headers = await hub.enquire('mash.manager')
    expect((await askFor(headers, 16, 17, 18, 19, 21, 22)).errors?.[0]?.extensions.code).toBe(
      'RATE_LIMITED',
    )
    const emergency = await hub.enquire('mash.manager', 'VITAL_INTERESTS')
    expect((await askFor(emergency, 16)).errors).toBeUndefined()
  })

  it('is not refused to somebody else meanwhile', async () => {
    const headers = await hub.enquire('police.officer', 'CRIME_PREVENTION')
    expect((await askFor(headers, 20)).errors).toBeUndefined()
  })

  it('is refused to a system that names another user each time', async () => {
    const bearer = hub.signInSystem('mash.manager', 'case-system')
    const askAs = async (user: string, purpose: string, ...indexes: number[]) =>
      askFor(await hub.enquireFor(user, bearer, purpose), ...indexes)
    for (const user of [0, 1, 2, 3, 4]) {
      const { errors } = await askAs(`u-${user}`, 'ADULT_SAFEGUARDING', 2 * user, 2 * user + 1)
      expect(errors).toBeUndefined()
    }

    const refused = await askAs('u-5', 'ADULT_SAFEGUARDING', 77)
    expect([refused.status, refused.errors?.[0]?.extensions.code]).toEqual([429, 'RATE_LIMITED'])
    expect(hub.entries.at(-1)).toMatchObject({
      staffId: 'case-system',
      onBehalfOf: 'u-5',
      review: { flags: ['ENUMERATION'] },
    })
    expect((await askAs('u-6', 'VITAL_INTERESTS', 77)).errors).toBeUndefined()
  })

  it('is refused to one user of a system and not to another', async () => {
    const bearer = hub.signInSystem('mash.manager', 'other-system')
    const [one, other] = [await hub.enquireFor('u-1', bearer), await hub.enquireFor('u-2', bearer)]
    expect((await askFor(one, 0, 1, 2, 3, 4)).errors).toBeUndefined()
    expect((await askFor(one, 5)).errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
    expect((await askFor(other, 5)).errors).toBeUndefined()
  })

  it('is not even refused when that cannot be written down', async () => {
    const headers = await hub.enquire('idva', 'DOMESTIC_ABUSE_RISK')
    await askFor(headers, 30, 31, 32, 33, 34)
    hub.breakLog()
    const { errors, status } = await askFor(headers, 35)
    expect([status, errors?.[0]?.extensions.code]).toEqual([503, 'LOG_UNAVAILABLE'])
  })
})

describe('the settings for what may be asked', () => {
  const env = { MONGODB_URI: 'mongodb://127.0.0.1:1' }

  it('are sixty look-ups and thirty enquiries a minute, ten times as many for a system', () => {
    expect(readGatewaySettings(env)).toMatchObject({
      lookups: { capacity: 60, perMinute: 60 },
      enquiries: { capacity: 30, perMinute: 30 },
      systemUsers: 10,
    })
  })

  describe.each([
    'SIGHTLINE_LOOKUPS_PER_MINUTE',
    'SIGHTLINE_ENQUIRIES_PER_MINUTE',
    'SIGHTLINE_SYSTEM_USERS',
  ])('of %s', (variable) => {
    it.each(['0', '-1', '1.5', 'many', '100001', ''])('are not "%s"', (value) => {
      expect(() => readGatewaySettings({ ...env, [variable]: value })).toThrow(variable)
    })
  })
})
