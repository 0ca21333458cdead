import { SearchHub } from '../search-tokens/search-hub'

const hub = new SearchHub()

beforeAll(() => hub.start())
afterAll(() => hub.stop())

it('the log has no word of a caller who splits somebody unknown', async () => {
  const headers = await hub.hub.enquire('mash.manager', 'ADULT_SAFEGUARDING')
  const { errors } = await hub.hub.send(
    `mutation { splitPerson(person: "Victor Ashdown, 11 March 1957", reason: "Compared by hand, twice",
      records: [{ agency: "northshire-police", reference: "A" }]) { state } }`,
    {},
    headers,
  )
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  expect(JSON.stringify(hub.hub.entries)).not.toContain('Ashdown')
})
