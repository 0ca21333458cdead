import { HubRefusal } from '../../web/hub/hub-client'
import { coverage, id, view } from './made-up'
import { hubWith, Workspace } from './workspace'

const candidate = {
  strength: 'STRONG',
  reasons: [{ words: 'Date of birth: the same' }],
  person: { id, northshirePolice: view() },
}
const asked = { givenNames: 'Viktor', familyName: 'Ashdown', 'birth-year': '1957' }

let open: Workspace | null = null
async function start(askHub: Parameters<typeof Workspace.start>[0]['askHub']): Promise<Workspace> {
  open = await Workspace.start({ askHub })
  await open.begin()
  await open.get('/find-by-name')
  return open
}

afterEach(async () => {
  await open?.stop()
  open = null
})

describe('a search by name in the workspace', () => {
  it('lists who may be meant and why, with names from the agencies', async () => {
    const inputs: unknown[] = []
    const workspace = await start(
      hubWith(({ variables }) => {
        inputs.push(variables?.['input'])
        const found = {
          hasMore: true,
          agenciesNotSearched: ['harrowmere-gp'],
          candidates: [candidate],
        }
        return { data: { found }, coverage: coverage({ 'northshire-probation': 'UNAVAILABLE' }) }
      }),
    )
    const { status, html } = await workspace.post('/find-by-name', asked)

    expect(status).toBe(200)
    expect(inputs.at(-1)).toEqual({
      givenNames: 'Viktor',
      familyName: 'Ashdown',
      yearOfBirth: 1957,
    })
    for (const text of ['Victor Ashdown', 'Date of birth: the same', `/people/${id}`, 'Fits well'])
      expect(html).toContain(text)
    expect(html).toContain('There may be others')
    expect(html).toMatch(/Not, or not all, searched by name: Harrowmere Surgery/)
    expect(html).toMatch(/Did not answer: Northshire Probation/)
  })

  it('says that nobody fits without saying that there is no record', async () => {
    const found = { hasMore: false, agenciesNotSearched: [], candidates: [] }
    const workspace = await start(hubWith(() => ({ data: { found } })))
    const { html } = await workspace.post('/find-by-name', asked)

    expect(html).toContain('It does not mean that no agency has a record')
  })

  it.each([
    ['no name', { givenNames: '', familyName: '' }, 'Enter a given name or a family name'],
    [
      'a day without a year',
      { ...asked, 'birth-year': '', 'birth-day': '1' },
      'Enter a date of birth',
    ],
    ['an age in words', { ...asked, ageAbout: 'old' }, 'Enter the age in years'],
  ])('asks again with %s, and keeps what was entered', async (_what, fields, says) => {
    const workspace = await start(hubWith(() => ({ data: { found: null } })))
    const { status, html } = await workspace.post('/find-by-name', fields)

    expect(status).toBe(400)
    expect(html).toContain(says)
    expect(html).toContain(`value="${fields.familyName}"`.replace('value=""', 'name="familyName"'))
  })

  it.each([
    ['SEARCH_TOO_VAGUE', 'This would name too many people.', 'add a date or year of birth'],
    ['INVALID_ARGUMENT', 'Argument "postcode" is not a valid one.', 'Enter a full postcode'],
  ])('says what to do when the hub refuses: %s', async (reason, message, says) => {
    const problem = { code: 'BAD_USER_INPUT', reason, message }
    const workspace = await start(
      hubWith(() => {
        const rest = { agency: null, path: ['found'], retryAfterSeconds: null }
        throw new HubRefusal({ ...problem, ...rest }, '')
      }),
    )
    const { status, html } = await workspace.post('/find-by-name', asked)

    expect(status).toBe(400)
    expect(html).toContain(says)
  })

  it('is no page of nobody when the index did not answer', async () => {
    const path = ['found', 'candidates']
    const problem = { code: 'AGENCY_UNAVAILABLE', reason: null, message: '', agency: null, path }
    const workspace = await start(
      hubWith(() => ({
        data: { found: { candidates: null } },
        problems: [{ ...problem, retryAfterSeconds: null }],
      })),
    )
    const { status, html } = await workspace.post('/find-by-name', asked)

    expect(status).toBe(503)
    expect(html).toContain('Nobody can be looked up at the moment')
  })
})
