import { readFileSync } from 'node:fs'

import { buildSchema, parse, validate } from 'graphql'

import type { JsonObject } from '../../common/json'
import { projectPath } from '../../common/project-root'
import type { HubQuestion } from '../../web/hub/hub-client'
import { HubRefusal } from '../../web/hub/hub-client'
import { id } from './made-up'
import { acknowledgedNotice, openNotice, unsentNotice } from './made-up-notices'
import { problem } from './person-asking'
import { hubWith, staff, Workspace } from './workspace'

const schema = buildSchema(readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8'), {
  assumeValidSDL: true,
})
const asked: HubQuestion[] = []
let open: Workspace | null = null
afterEach(async () => {
  await open?.stop()
  open = null
})

async function officer(page: () => JsonObject | null, role = 'dpo', purpose = 'AUDIT') {
  const askHub = hubWith((question) => {
    if (!question.query.includes('trackedNotices')) return {}
    asked.push(question)
    return { data: { page: page() } }
  })
  asked.length = 0
  open = await Workspace.start({ askHub, user: staff(role) })
  await open.begin(purpose)
  return open
}

const pageOf = (nodes: readonly JsonObject[], endCursor: string | null = null) => ({
  ...{ nodes, endCursor },
})

async function htmlOf(...nodes: readonly JsonObject[]): Promise<string> {
  const { status, html } = await (await officer(() => pageOf(nodes))).get('/notices')
  expect(status).toBe(200)
  return html
}

/** The cells of the first row of the table, as text. */
function cellsOf(html: string): readonly string[] {
  const row = html.split('<tbody>')[1]?.split('</tr>')[0] ?? ''
  return row.split(/<\/t[hd]>/).map((cell) =>
    cell
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
}

describe('the notices of every organisation', () => {
  it('say whose, when, how many were told and not told and why, and that it is open', async () => {
    const html = await htmlOf(openNotice)
    const [whose, undone, made, told, untold, state] = cellsOf(html)
    expect(whose).toBe(`Harrowmere Homes ${id}`)
    expect(undone).toBe('4 November 2026, 10:00am Held to be one since 2 November 2026, 10:00am')
    expect(made).toBe('4 November 2026, 10:01am')
    expect(told).toMatch(/^1 answer .* a\.worker, by a\.system, 3 November 2026, 10:00am/)
    expect(told).toContain('Domestic violence disclosure, case MASH-0001')
    expect(untold).toMatch(
      /^3 answers 2: a record is kept from them by now 1: by today’s agreements/,
    )
    expect(untold).toContain('b.worker, 3 November 2026, 11:00am')
    expect(state).toBe('Open since 4 November 2026, 10:01am')
  })

  it('lead to the proof of each answer, and to who has looked at the person', async () => {
    const html = await htmlOf(openNotice)
    expect(html).toContain('href="/who-looked/entries/gateway%2F1/3">gateway/1, entry 3</a>')
    expect(html).toContain(`href="/people/${id}/who-looked"`)
  })

  it('say who has acknowledged one and when', async () => {
    const cells = cellsOf(await htmlOf(acknowledgedNotice))
    expect(cells[4]).toBe('None')
    expect(cells[5]).toBe('By e.manager, 5 November 2026, 9:30am')
  })

  it('say that one went to nobody', async () => {
    const cells = cellsOf(await htmlOf(unsentNotice))
    expect(cells[0]).toContain('long-gone')
    expect(cells.slice(3, 6)).toEqual([
      'None',
      expect.stringContaining('1 answer 1: the organisation has left the partnership'),
      'Went to nobody',
    ])
  })

  it('that are many are shown in part, and how many more there are is said', async () => {
    const [answer] = openNotice.disclosures
    const [untold] = openNotice.notTold
    const html = await htmlOf({
      ...{ ...openNotice, disclosureCount: 200 },
      disclosures: Array.from({ length: 30 }, () => answer ?? {}),
      notTold: Array.from({ length: 50 }, () => untold ?? {}),
    })
    expect(html.match(/a\.worker/g)).toHaveLength(20)
    expect(html.match(/b\.worker/g)).toHaveLength(20)
    expect(html).toContain('and 180 more')
    expect(html).toContain('and 30 more')
  })

  it('of which a part was not told are never read as none', async () => {
    const parts = { disclosureCount: null, disclosures: null, notTold: null, state: 'LATER' }
    const cells = cellsOf(await htmlOf({ ...openNotice, ...parts }))
    const unsaid = 'How many is not shown'
    expect(cells.slice(3, 6)).toEqual([unsaid, unsaid, 'Not known'])
  })

  it('do nothing with what somebody wrote into them', async () => {
    const hostile = '<img src=x>'
    const [answer] = openNotice.disclosures
    const html = await htmlOf({
      ...{ ...openNotice, agency: hostile, person: hostile, acknowledgedBy: hostile },
      ...{ state: 'ACKNOWLEDGED', disclosures: [{ ...answer, log: hostile, onBehalfOf: hostile }] },
      notTold: [{ at: hostile, staffId: hostile, reason: hostile }],
    })
    expect(html).not.toContain('<img')
    expect(html).not.toContain('href="/people/')
  })
})

describe('the list of them', () => {
  it.each([
    ['/notices', 'There are no notices'],
    ['/notices?open=yes', 'Every notice has been acknowledged'],
  ])('that is empty says so: %s', async (path, words) => {
    const { html } = await (await officer(() => pageOf([]))).get(path)
    expect(html).toContain(words)
    expect(html).not.toContain('<table')
  })

  it('is of those that nobody has acknowledged when that is wanted, on every page', async () => {
    const workspace = await officer(() => pageOf([openNotice], 'the-cursor'))
    const first = await workspace.get('/notices?open=yes')
    expect(first.html).toContain('name="after" value="the-cursor"')
    expect(first.html).toContain('name="open" value="yes"')
    await workspace.post('/notices', { open: 'yes', after: 'the-cursor' })
    await workspace.get('/notices')
    expect(asked.map(({ variables }) => variables)).toEqual([
      { onlyOpen: true, after: null },
      { onlyOpen: true, after: 'the-cursor' },
      { onlyOpen: false, after: null },
    ])
  })

  it('is asked for in a form that the hub takes', async () => {
    await htmlOf(openNotice)
    expect(validate(schema, parse(asked[0]?.query ?? ''))).toEqual([])
  })

  it.each([
    ['a page that is not there', null],
    ['a page without notices', { nodes: null, endCursor: null }],
  ])('is not empty because of %s', async (_what, page) => {
    const { status, html } = await (await officer(() => page)).get('/notices')
    expect(status).toBe(503)
    expect(html).toContain('This does not mean that there are none')
  })

  it.each([
    ['LOG_UNAVAILABLE', 503, 'Nothing can be shown at the moment'],
    ['WITHHELD', 403, 'This cannot be shown to you'],
    ['BAD_USER_INPUT', 400, 'Something you entered cannot be right'],
  ])('that the hub refuses with %s is a page', async (code, expected, words) => {
    const workspace = await officer(() => {
      throw new HubRefusal(problem(code), 'r')
    })
    const { status, html } = await workspace.get('/notices')
    expect([status, html]).toEqual([expected, expect.stringContaining(words)])
  })

  it('is closed to who has not stated the purpose of an audit', async () => {
    const workspace = await officer(
      () => pageOf([openNotice]),
      'mash.manager',
      'ADULT_SAFEGUARDING',
    )
    for (const sent of [workspace.get('/notices'), workspace.post('/notices')]) {
      const { status, html } = await sent
      expect([status, html]).toEqual([403, expect.stringContaining('needs another purpose')])
      expect(html).toContain('What organisations were told by mistake is shown for the purpose')
    }
    expect((await workspace.get('/')).html).not.toContain('href="/notices"')
    expect(asked).toEqual([])
  })

  it('is one link from the first page of a data protection officer', async () => {
    const workspace = await officer(() => pageOf([]))
    expect((await workspace.get('/')).html).toContain('href="/notices"')
  })
})
