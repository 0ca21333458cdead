import type { JsonObject } from '../../common/json'
import { coverage, other, otherId } from './made-up'
import { hubWith, Workspace } from './workspace'

let open: Workspace | null = null
afterEach(async () => {
  await open?.stop()
  open = null
})

const asked: unknown[] = []

async function pageOf(
  form: Readonly<Record<string, string>>,
  found: JsonObject | null = {},
  rows = coverage(),
) {
  const answer = found && { postcode: 'ZY1 4AB', hasMorePeople: false, people: [], ...found }
  const askHub = hubWith(({ variables }) => {
    asked.push(variables)
    return { data: { found: answer }, coverage: rows }
  })
  await open?.stop()
  open = await Workspace.start({ askHub })
  await open.begin()
  await open.get('/find-address')
  asked.length = 0
  return open.post('/find-address', form)
}

const names = [{ forenames: 'Owen', surname: 'Marsh', kind: 'LEGAL' }]
const at = (uprn: unknown) => ({
  id: otherId,
  northshirePolice: { people: [{ names, uprn, postcode: 'ZY1 4AB' }] },
})

describe('an address looked for by its postcode', () => {
  it('lists the properties where somebody is recorded, each a click from what is known there', async () => {
    const { status, html } = await pageOf(
      { uprn: '', postcode: ' zy14ab ' },
      { people: [at('906700000011')] },
    )
    expect(status).toBe(200)
    expect(asked).toEqual([{ postcode: 'ZY1 4AB', first: 50 }])
    expect(html).toContain('1 property where somebody is recorded')
    expect(html).toMatch(/906700000011<\/th>[\s\S]{0,200}\/people\/[0-9a-f]{32}">Owen Marsh/)
    expect(html).toContain('name="uprn" value="906700000011"')
    expect(html).toContain('A property that is not here may be there all the same')
    expect(html).not.toContain('Did not answer')
  })

  it('says of whom no property was shown, who did not answer, and that there are more', async () => {
    const rows = coverage({ 'northshire-police': 'UNAVAILABLE' }, 'TIMED_OUT')
    const { html } = await pageOf(
      { postcode: 'ZY1 4AB' },
      { people: [other()], hasMorePeople: true },
      rows,
    )
    expect(html).toContain('0 properties where somebody is recorded')
    expect(html).toMatch(/at which property was not shown<\/h2>[\s\S]{0,200}Owen Marsh/)
    expect(html).toContain('Did not answer: Northshire Police.')
    expect(html).toContain('More than 50 people are recorded at this postcode.')
  })

  it('where nobody may be known to be is one where nobody is', async () => {
    const session = /name="_csrf" value="([^"]+)"|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g
    const same = ({ status, html }: { status: number; html: string }) =>
      [status, html.replaceAll(session, '')] as const
    const nobody = same(await pageOf({ postcode: 'ZY1 4AB' }))
    expect(nobody[0]).toBe(404)
    expect(same(await pageOf({ postcode: 'ZY1 4AB' }, null))).toEqual(nobody)
  })

  it.each([
    ['half a postcode', { postcode: 'ZY1' }, 'Enter a whole postcode of a place'],
    ['one that names no place', { postcode: 'ZZ99 3VZ' }, 'Enter a whole postcode of a place'],
    ['both', { uprn: '1', postcode: 'ZY1 4AB' }, 'not both'],
    ['nothing', {}, 'Enter a property number (UPRN) of up to 12 digits'],
  ])('is refused for %s, and the hub is not asked', async (_what, form, problem) => {
    const { status, html } = await pageOf(form)
    expect(status).toBe(400)
    expect(html).toContain(problem)
    expect(asked).toEqual([])
  })

  it('does nothing with what agencies write', async () => {
    const hostile = `<script>alert(1)</script>"'><img src=x>`
    const person = {
      id: otherId,
      northshirePolice: {
        people: [{ names: [{ forenames: hostile, surname: 'x', kind: 'LEGAL' }], uprn: hostile }],
      },
    }
    const { html } = await pageOf({ postcode: 'ZY1 4AB' }, { people: [person] })
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toMatch(/<script>|<img/)
  })
})
