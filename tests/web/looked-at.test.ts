import { readFileSync } from 'node:fs'

import { buildSchema, parse, validate } from 'graphql'

import { utcDayOf } from '../../common/days'
import type { JsonObject } from '../../common/json'
import { projectPath } from '../../common/project-root'
import type { HubQuestion } from '../../web/hub/hub-client'
import { HubRefusal } from '../../web/hub/hub-client'
import { id } from './made-up'
import { personOfRecords } from './made-up-reviews'
import { hubWith, moment, staff, workspaceOfEachTest } from './workspace'

const schema = buildSchema(readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8'), {
  assumeValidSDL: true,
})

const start = workspaceOfEachTest()

describe('what somebody looked at today', () => {
  const look = { at: '2026-11-28T09:30:00.000Z', purpose: 'DVDS', caseReference: 'MASH-0001' }
  const others = ['1'.repeat(32), '2'.repeat(32)]
  const looks = [
    { ...look, people: [id] },
    { ...look, people: [id, ...others] },
    { ...look, people: others },
    { ...look, people: [id] },
  ]

  it('is on the start page by reference, each person once, and nobody by name', async () => {
    const asked: unknown[] = []
    const askHub = hubWith(({ variables }) => {
      asked.push(variables)
      return { data: { looks } }
    })
    const workspace = await start({ askHub })
    await workspace.begin()
    asked.length = 0
    const { html } = await workspace.get('/')
    expect(html.match(new RegExp(`<a class="govuk-link" href="/people/${id}">`, 'g'))).toHaveLength(
      1,
    )
    expect(html).toContain('2 people at an address')
    expect(html).not.toContain('3 people')
    expect(html).not.toContain(others[0])
    expect(asked).toMatchObject([{ from: `${utcDayOf(moment)}T00:00:00.000Z` }])
  })

  it('is not asked for without a purpose', async () => {
    const asked: string[] = []
    const askHub = hubWith(({ query }) => {
      asked.push(query)
      return { data: { looks } }
    })
    const workspace = await start({ askHub })
    await workspace.signIn()
    expect((await workspace.get('/')).html).not.toContain(id)
    expect(asked).toEqual([])
  })

  it('that cannot be read now is told, and the page is there', async () => {
    const askHub = hubWith(({ query }) => {
      if (!query.includes('OwnLookups')) return {}
      const rest = { message: '', agency: null, path: [], reason: null, retryAfterSeconds: null }
      throw new HubRefusal({ code: 'LOG_UNAVAILABLE', ...rest }, 'r')
    })
    const workspace = await start({ askHub })
    await workspace.begin()
    const { status, html } = await workspace.get('/')
    expect([status, html]).toEqual([200, expect.stringContaining('cannot be shown at the moment')])
  })
})

describe('what somebody’s organisation was told of one person, and was of two', () => {
  const notice = {
    ...{ id: 'c'.repeat(32), person: id, disclosureCount: 3 },
    ...{ since: '2026-11-02T10:00:00.000Z', undoneAt: '2026-11-04T10:00:00.000Z' },
    disclosures: [
      {
        ...{ at: '2026-11-03T10:00:00.000Z', staffId: 'a.system', onBehalfOf: '<b>a.worker' },
        ...{ purpose: 'DVDS', caseReference: 'C-1' },
      },
    ],
  }
  const startWith = async (data: JsonObject) => {
    const asked: [string, unknown][] = []
    const askHub = hubWith(({ query, variables }) => {
      asked.push([query, variables])
      return { data: query.startsWith('mutation') ? { acknowledged: { id: notice.id } } : data }
    })
    const workspace = await start({ askHub })
    await workspace.begin()
    return { workspace, asked }
  }

  it('is on the start page with who was told, and is acknowledged there', async () => {
    const { workspace, asked } = await startWith({ looks: [], notices: { nodes: [notice] } })
    const { html } = await workspace.get('/')
    expect(html).toContain(`href="/people/${id}"`)
    expect(html).toContain('&lt;b&gt;a.worker')
    expect(html).toContain('and 2 more answers')
    const { status, headers } = await workspace.post(`/notices/${notice.id}/acknowledge`)
    expect([status, headers.get('location')]).toEqual([303, '/?said=acknowledged#notices-heading'])
    expect(asked.at(-1)).toEqual([
      expect.stringContaining('acknowledgeNotice(id: $id)'),
      { id: notice.id },
    ])
    expect((await workspace.get('/?said=acknowledged')).html).toContain('You have acknowledged')
  })

  it('is not there when there is none, and said when it cannot be read', async () => {
    const none = await startWith({ looks: [], notices: { nodes: [] } })
    expect((await none.workspace.get('/')).html).not.toContain('id="notices-heading"')
    await none.workspace.stop()
    const unread = await startWith({ looks: [], notices: null })
    expect((await unread.workspace.get('/')).html).toContain('whether something your organisation')
  })

  it('is asked for in a form that the hub takes, and nothing else is acknowledged', async () => {
    const { workspace, asked } = await startWith({ looks: [], notices: { nodes: [notice] } })
    await workspace.get('/')
    const { status } = await workspace.post('/notices/x/acknowledge')
    expect(status).toBe(404)
    await workspace.post(`/notices/${notice.id}/acknowledge`)
    for (const [query] of asked) expect(validate(schema, parse(query))).toEqual([])
  })
})

describe('who has looked at one person', () => {
  it('is shown to a data protection officer, with the days it is of', async () => {
    const node = {
      ...{
        log: 'g',
        index: 3,
        requestId: 'r',
        at: '2026-11-01T10:00:00.000Z',
        staffId: 'an.analyst',
      },
      ...{ homeAgency: 'harrowmere-gp', roles: ['mash.analyst'], purpose: 'DVDS', reason: 'Asked' },
      ...{ people: [id], sources: [], reviewFlags: [], statements: [] },
    }
    const asked: unknown[] = []
    const askHub = hubWith(({ variables }) => {
      asked.push(variables?.['person'])
      return { data: { page: { nodes: [node], endCursor: null } } }
    })
    const workspace = await start({ askHub, user: staff('dpo') })
    await workspace.begin('AUDIT')
    asked.length = 0
    expect((await workspace.get(`/people/${id}/who-looked`)).html).toContain('an.analyst')
    expect(asked).toEqual([id])
  })

  it('asks the hub nothing for anybody else', async () => {
    const asked: string[] = []
    const askHub = hubWith(({ query }) => {
      asked.push(query)
      return {}
    })
    const workspace = await start({ askHub })
    await workspace.begin()
    asked.length = 0
    const { html } = await workspace.get(`/people/${id}/who-looked`)
    expect(html).toContain('ask your data protection officer')
    expect(asked).toEqual([])
  })
})

describe('the records that were held to be a person’s on another day', () => {
  const on = (day: string, month: string, year: string) =>
    `/people/${id}/records?known-day=${day}&known-month=${month}&known-year=${year}`
  const lookBack = async (address: string, believed: JsonObject | null) => {
    const asked: HubQuestion[] = []
    const askHub = hubWith((question) => {
      if (!question.query.includes('believedAt')) return { data: { found: personOfRecords } }
      asked.push(question)
      return { data: { believed } }
    })
    const workspace = await start({ askHub, user: staff('mash.manager') })
    await workspace.begin()
    return { asked, ...(await workspace.get(address)) }
  }

  it('are listed, and which of them are somebody else’s now', async () => {
    const records = [
      { agency: 'northshire-police', reference: 'NP-1', isStill: true },
      { agency: 'harrowmere-homes', reference: '<img src=x>', isStill: false },
    ]
    const { asked, status, html } = await lookBack(on('3', '11', '2025'), { records })
    expect(status).toBe(200)
    const at = '2025-11-03T23:59:59.999Z'
    expect(asked).toMatchObject([{ variables: { id, at } }])
    expect(validate(schema, parse(asked[0]?.query ?? ''))).toEqual([])
    expect(html).toContain('At the end of 3 November 2025')
    expect(html).toMatch(/NP-1<\/span><\/th><td>Still held/)
    expect(html).toContain('Somebody else’s now')
    expect(html).not.toContain('<img src')
  })

  it.each([
    ['31', '2', '2025', 'Enter a real date'],
    ['1', '1', '2999', 'Enter a date that has been'],
  ])('are not asked for on %s %s %s', async (day, month, year, problem) => {
    const { asked, status, html } = await lookBack(on(day, month, year), null)
    expect([status, html]).toEqual([400, expect.stringContaining(problem)])
    expect(asked).toEqual([])
  })

  it('are told to be none where nothing was held, and not asked for without a day', async () => {
    const none = await lookBack(on('3', '11', '2025'), null)
    expect(none.html).toContain('no record was held to be this person’s')
    expect((await lookBack(`/people/${id}/records`, null)).asked).toEqual([])
  })
})
