import type { JsonObject } from '../../common/json'
import { chronology, coverage, missing, other, otherId, result, row } from './made-up'
import { hubWith, Workspace } from './workspace'

const uprn = '906700000011'
let open: Workspace | null = null
afterEach(async () => {
  await open?.stop()
  open = null
})

interface Asked {
  readonly rows?: ReturnType<typeof coverage>
  readonly form?: Readonly<Record<string, string>>
}

const asked: unknown[] = []

async function pageOf(address: JsonObject | null, { rows = coverage(), form = {} }: Asked = {}) {
  asked.length = 0
  const found = address && { id: uprn, hasMorePeople: false, people: [other()], ...address }
  const askHub = hubWith(({ variables }) => {
    asked.push(variables)
    return { data: { found }, coverage: rows }
  })
  await open?.stop()
  open = await Workspace.start({ askHub })
  await open.begin()
  await open.get('/find-address')
  asked.length = 0
  return open.post('/find-address', { uprn, ...form })
}

const source = { agency: 'northshire-probation', recordId: 'PR-7' }
const order = { ...source, occurredAt: '2025-06-02', sentence: 'Suspended sentence order.' }
const assault = {
  ...{ agency: 'eastmarch-police', recordId: 'EP-3', occurredAt: '2014-02-22' },
  sentence: 'Convicted: assault.',
}
const associates = {
  associates: result({
    associates: [
      {
        ...{
          person: { id: otherId },
          kind: 'STAYS',
          strength: 'STAY',
          from: '2025-06-02',
          to: null,
        },
        ...{ isCurrent: true, activeOrders: [order], violence: [assault], sources: [source] },
      },
      {
        ...{
          person: { id: '3'.repeat(32) },
          kind: 'RESIDES',
          strength: 'TENANCY',
          from: '2010-01-01',
        },
        ...{ to: '2015-01-01', isCurrent: false, activeOrders: [], violence: [], sources: [] },
      },
    ],
  }),
}
const call = {
  event: {
    agency: 'northshire-police',
    recordId: 'NP-9',
    occurredAt: '2025-08-30T21:25:00.000Z',
    sentence: 'Call: opened as domestic; closed as nuisance.',
  },
  ...{ isDomestic: true, isClosedOtherwise: true },
}
const calls = { calls: result({ calls: [call], domesticCalls: 1, domesticClosedOtherwise: 1 }) }

describe('an address', () => {
  it('tells who is there now and who was, the order and the violence of who is there', async () => {
    const { html } = await pageOf({ ...associates, ...calls, ...chronology([row()]) })
    expect(html).toMatch(
      /Owen Marsh<\/a><\/th><td><b>There now<\/b><\/td><td>Stays there, as a stay/,
    )
    expect(html).toContain('<td>No longer there</td>')
    expect(html).toContain('Suspended sentence order.')
    expect(html).toMatch(/22 February 2014<\/td>[\s\S]{0,200}Convicted: assault\./)
  })

  it('tells the calls, and which were closed as something else', async () => {
    const { html } = await pageOf({ ...associates, ...calls, ...chronology([row()]) })
    expect(html).toContain('1 call, 1 domestic, 1 of these closed as something else')
    expect(html).toContain('Closed as something else</span>')
  })

  it('names who has not answered before anything else', async () => {
    const rows = coverage({ 'northshire-police': 'UNAVAILABLE' }, 'TIMED_OUT')
    const lacking = { missing: [missing('northshire-police', 'SILENT')] }
    const { html } = await pageOf({ ...associates, ...calls, ...chronology([], lacking) }, { rows })
    const said = html.indexOf('Northshire Police has not answered.')
    expect(said).toBeGreaterThan(0)
    expect(said).toBeLessThan(html.indexOf('Who is associated with it'))
    expect(html).toContain('Northshire Police: no answer.')
  })

  it('says of what did not come that it did not, and never "none"', async () => {
    const { status, html } = await pageOf({})
    expect(status).toBe(200)
    expect(html.match(/That does not mean that there is none/g)).toHaveLength(3)
    expect(html).not.toContain('in what was shown to you. ')
  })

  it('looks back to a day, and says when there is none like it', async () => {
    const day = { 'known-day': '30', 'known-month': '8', 'known-year': '2025' }
    const { html } = await pageOf(associates, { form: day })
    expect(asked).toEqual([{ uprn, asAt: '2025-08-30' }])
    expect(html).toContain('what could be known at the end of 30 August 2025')
    const wrong = await pageOf(associates, { form: { ...day, 'known-month': '13' } })
    expect(asked).toEqual([{ uprn, asAt: null }])
    expect(wrong.html).toContain('Enter a real date')
  })

  it('where nobody may be known to be is one where nobody is', async () => {
    const withoutIds = (html: string) =>
      html.replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '')
    const nobody = await pageOf({ people: [], ...calls })
    const session = /name="_csrf" value="([^"]+)"/g
    const withheld = await pageOf(null)
    expect([nobody.status, withheld.status]).toEqual([404, 404])
    const same = (html: string) => withoutIds(html).replaceAll(session, '')
    expect(same(nobody.html)).toBe(same(withheld.html))
  })

  it('does nothing with what agencies write', async () => {
    const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>\u202e`
    const poisoned = JSON.parse(
      JSON.stringify({ ...associates, ...calls, ...chronology([row()]) }),
      (name, value: unknown) =>
        ['sentence', 'recordId', 'kind', 'strength'].includes(name) ? hostile : value,
    ) as JsonObject
    const { html } = await pageOf(poisoned)
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toMatch(/<script>|<img|\u202e/)
  })
})
