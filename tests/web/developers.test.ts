import type { HubQuestion } from '../../web/hub/hub-client'
import { hubWith, staff, Workspace } from './workspace'

let open: Workspace | null = null
afterEach(async () => {
  await open?.stop()
  open = null
})

const longText = 'x'.repeat(300_000)

async function begin(role: string) {
  const asked: HubQuestion[] = []
  const askHub = hubWith((question) => {
    asked.push(question)
    return { data: { longText } }
  })
  open = await Workspace.start({ askHub, user: staff(role) })
  await open.signIn()
  return { workspace: open, asked }
}

describe('the page for developers', () => {
  it('gives its script the whole answer, and no token', async () => {
    const { workspace, asked } = await begin('agency.developer')
    const page = await workspace.get('/developers')
    const fields = { query: '{ __typename }', variables: '{"a": 1}', as: 'json' }
    const { status, headers, html } = await workspace.post('/developers', fields)
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
    expect(JSON.parse(html)).toMatchObject({ data: { longText } })
    expect(asked[0]).toMatchObject({ query: '{ __typename }', token: 'token-of-the-person' })
    expect(asked[0]?.variables).toEqual({ a: 1 })
    expect(page.html + html).not.toContain('token-of-the-person')
  })

  it('cuts what a page cannot show, and says so', async () => {
    const { workspace } = await begin('agency.developer')
    const { html } = await workspace.post('/developers', { query: '{ __typename }' })
    expect(html).toContain('… and more')
    expect(html.length).toBeLessThan(220_000)
  })

  it.each(['mash.analyst', 'mash.manager', 'dpo'])('answers nothing to %s', async (role) => {
    const { workspace, asked } = await begin(role)
    const { status } = await workspace.post('/developers', { query: '{ __typename }', as: 'json' })
    expect(status).toBe(403)
    expect(asked).toEqual([])
  })
})
