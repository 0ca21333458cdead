import { SearchHub } from './search-hub'

const hub = new SearchHub()
const asked = { givenNames: 'Victor', familyName: 'Ashdown', dateOfBirth: '1957-03-11' }

beforeAll(() => hub.start({ lookups: { capacity: 5, perMinute: 1 } }))
afterAll(() => hub.stop())

describe('a search that finds nobody', () => {
  it('costs as much as a look-up that finds nobody', async () => {
    const headers = await hub.hub.enquire('police.officer', 'CRIME_PREVENTION')
    const query =
      'query ($input: PersonSearchInput!) { searchPersons(input: $input) { candidates { bits } } }'
    const send = (year: number) =>
      hub.hub.send(query, { input: { ...asked, dateOfBirth: `${year}-03-11` } }, headers)

    expect((await send(1957)).errors).toBeUndefined()
    expect((await send(1958)).errors).toBeUndefined()
    expect((await send(1959)).errors?.[0]?.extensions.code).toBe('RATE_LIMITED')
  })
})

describe('a search', () => {
  it('of which the index says nothing is never read as "nobody"', async () => {
    await hub.index.close()
    const { errors, found, extensions } = await hub.search(asked)

    expect(found?.candidates ?? null).toBeNull()
    const paths = errors?.map(({ path, extensions: { code } }) => `${String(path)} ${code}`)
    expect(paths).toContain('searchPersons,candidates AGENCY_UNAVAILABLE')
    const statuses = new Set(
      extensions?.coverage.map(({ status, reason }) => `${status} ${reason}`),
    )
    expect(statuses).toContain('UNAVAILABLE INDEX_UNAVAILABLE')
    expect(statuses).not.toContain('NO_RECORD null')
    await hub.index.open()
  })

  it('says so when its tokens cannot be made', async () => {
    await hub.stopTokens()
    const { errors, data, extensions } = await hub.search(asked, 'mash.manager')

    expect(data?.['searchPersons']).toBeNull()
    expect(errors?.[0]?.message).toMatch(/^The search by name cannot be reached/)
    expect(extensions?.coverage.some(({ status }) => status === 'NO_RECORD')).toBe(false)
  })
})
