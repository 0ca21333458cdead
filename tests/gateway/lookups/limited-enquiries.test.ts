import type { Reply } from '../real-hub'
import { RealHub } from '../real-hub'

const codeOf = ({ errors }: Reply) => errors?.[0]?.extensions.code ?? 'OPENED'

describe('opening many enquiries', () => {
  const hub = new RealHub()
  beforeAll(() => hub.start({ enquiries: { capacity: 3, perMinute: 1 }, systemUsers: 2 }))
  afterAll(() => hub.stop())

  const openAll = async (count: number, bearer: string, purpose?: string) => {
    const replies: Reply[] = []
    for (let index = 0; index < count; index += 1) replies.push(await hub.open(bearer, purpose))
    return replies.map(codeOf)
  }

  it('is refused with when to go on, and noted for review', async () => {
    const bearer = hub.signIn('mash.manager', 'busy')
    expect(await openAll(3, bearer)).toEqual(['OPENED', 'OPENED', 'OPENED'])
    const before = hub.entries.length
    const refused = await hub.open(bearer)
    expect([refused.status, codeOf(refused)]).toEqual([429, 'RATE_LIMITED'])
    const { retryAfterSeconds } = refused.errors?.[0]?.extensions ?? {}
    expect(retryAfterSeconds).toBeGreaterThan(0)
    expect(retryAfterSeconds).toBeLessThanOrEqual(60)
    expect(hub.entries.slice(before)).toMatchObject([
      { staffId: 'busy', enquiryId: null, review: { flags: ['MANY_ENQUIRIES'] } },
    ])
  })

  it('leaves an emergency possible, which is bounded too, and loud', async () => {
    const bearer = hub.signIn('mash.manager', 'busier')
    await openAll(4, bearer)
    expect(await openAll(4, bearer, 'VITAL_INTERESTS')).toEqual([
      ...['OPENED', 'OPENED', 'OPENED'],
      'RATE_LIMITED',
    ])
    expect(hub.entries.slice(-2)).toMatchObject([
      { staffId: 'busier', review: { flags: ['BREAK_GLASS'] } },
      { staffId: 'busier', review: { flags: ['MANY_ENQUIRIES', 'BREAK_GLASS'] } },
    ])
  })

  it('is refused to a system that names another user each time, but not an emergency', async () => {
    const bearer = hub.signInSystem('mash.manager', 'case-system')
    const openFor = async (user: number, purpose: string) =>
      codeOf(await hub.open(bearer, purpose, { 'sightline-on-behalf-of': `u-${user}` }))
    for (let user = 0; user < 6; user += 1)
      expect(await openFor(user, 'ADULT_SAFEGUARDING')).toBe('OPENED')

    expect(await openFor(6, 'ADULT_SAFEGUARDING')).toBe('RATE_LIMITED')
    expect(await openFor(6, 'VITAL_INTERESTS')).toBe('OPENED')
  })

  it('counts what is refused for another reason, and all of one operation', async () => {
    const bearer = hub.signIn('mash.manager', 'busiest')
    const input = '(input: { purpose: ADULT_SAFEGUARDING, reason: "No case is named here" })'
    const fields = ['a', 'b', 'c'].map((name) => `${name}: openEnquiry${input} { token }`)
    const headers = { authorization: `Bearer ${bearer}` }
    expect(codeOf(await hub.send(`mutation { ${fields.join(' ')} }`, {}, headers))).toBe(
      'BAD_USER_INPUT',
    )
    expect(codeOf(await hub.open(bearer))).toBe('RATE_LIMITED')
  })

  it('is not refused to somebody else meanwhile, nor a look-up under an open enquiry', async () => {
    const headers = await hub.enquire('police.officer', 'CRIME_PREVENTION')
    const bearer = hub.signIn('police.officer')
    expect(await openAll(3, bearer, 'CRIME_PREVENTION')).toContain('RATE_LIMITED')
    const query = '{ personByIdentifier(type: NHS_NUMBER, value: "9990000018") { id } }'
    expect((await hub.send(query, {}, headers)).errors).toBeUndefined()
  })
})
