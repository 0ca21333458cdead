import session from 'express-session'

import { person, somebody } from './known-person'
import { id } from './made-up'
import { hubWith, staff, workspaceOfEachTest } from './workspace'

const places = [
  ...['/', '/purpose', '/find', '/find-by-name', '/find-address'],
  ...['/policy', '/who-looked', '/reviews'],
]
const forms = [
  ...['/sign-out', '/made-up-case', '/purpose', '/purpose/end', '/find', '/find-address'],
  ...['/find-by-name', '/who-looked', '/reviews', '/developers'],
]

const start = workspaceOfEachTest()

describe('every page', () => {
  it('may load nothing from elsewhere, run nothing inline and be kept by nobody', async () => {
    const workspace = await start({ askHub: somebody })
    await workspace.begin()
    for (const path of [
      ...['/', '/find', '/nowhere'],
      ...[`/people/${id}`, `/people/${id}/table`, `/people/${id}/who-looked`],
    ]) {
      const { headers, html } = await workspace.get(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toMatch(/unsafe|data:|https?:/)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-powered-by')).toBeNull()
      expect(html).not.toMatch(/<style|<script>|\sstyle=|\son[a-z]+=/i)
    }
  })

  it.each(places)('sends who is not signed in away: %s', async (path) => {
    const workspace = await start({ askHub: somebody })
    const { status, headers } = await workspace.get(path)
    expect([status, headers.get('location')]).toEqual([303, '/sign-in'])
  })

  it.each([
    ...['/find', '/find-by-name', '/find-address'],
    ...[`/people/${id}`, `/people/${id}/agencies/harrowmere-gp`],
  ])('about people asks for a purpose first: %s', async (path) => {
    const workspace = await start({ askHub: somebody })
    await workspace.signIn()
    const { status, headers } = await workspace.get(path)
    expect([status, headers.get('location')]).toEqual([303, '/purpose'])
  })

  it('says nothing in the words of the plumbing', async () => {
    const workspace = await start({ askHub: somebody })
    await workspace.begin()
    const own = ['', '/table', '/who-looked', '/agencies/harrowmere-gp']
    for (const path of [...places, ...own.map((part) => `/people/${id}${part}`)]) {
      const { html } = await workspace.get(path)
      expect(html).not.toMatch(/subgraph|graphql|token-of|gateway|coordinate|mongo|null|undefined/i)
    }
  })
})

describe('a form', () => {
  it.each(forms)('is refused when it did not come from a page of ours: %s', async (path) => {
    const asked: string[] = []
    const askHub = hubWith(({ query }) => {
      asked.push(query)
      return { data: { found: person } }
    })
    const workspace = await start({ askHub, user: staff('agency.developer') })
    await workspace.signIn()
    const { status, html } = await workspace.post(path, { _csrf: 'planted' })
    expect(status).toBe(403)
    expect(html).toContain('This form is out of date')
    expect(asked).toEqual([])
    expect((await workspace.get('/')).status).toBe(200)
  })

  it('that is longer than anybody fills in is refused', async () => {
    const workspace = await start({ askHub: somebody })
    await workspace.begin()
    const { status, html } = await workspace.post('/find', { value: 'x'.repeat(40_000) })
    expect(status).toBe(413)
    expect(html).toContain('You sent too much at once')
  })
})

describe('the cookie', () => {
  it('is out of reach of scripts and of other sites', async () => {
    const workspace = await start({ askHub: somebody })
    await workspace.signIn()
    expect(workspace.setCookies.length).toBeGreaterThan(1)
    for (const line of workspace.setCookies) expect(line).toMatch(/HttpOnly.*SameSite=Lax/)
  })

  it('is another one after the sign-in, so that a planted one is worth nothing', async () => {
    const workspace = await start({ askHub: somebody })
    await workspace.get('/sign-in')
    const before = workspace.cookies.get('sightline')
    await workspace.get('/signed-in?code=1')
    expect(workspace.cookies.get('sightline')).not.toBe(before)
  })

  it('is known to the store before the browser is sent on', async () => {
    const store = new session.MemoryStore()
    const set = store.set.bind(store)
    store.set = (id, kept, done) => {
      setTimeout(() => {
        set(id, kept, done)
      }, 300)
    }
    const workspace = await start({ askHub: somebody, store })
    await workspace.get('/sign-in')
    // The head is enough for a browser: it does not wait for the end of a redirect.
    expect(await workspace.head('/signed-in?code=1')).toBe(303)
    expect((await workspace.get('/')).status).toBe(200)
  })

  it('is worth nothing after the sign-out', async () => {
    const workspace = await start({ askHub: somebody })
    await workspace.begin()
    const old = new Map(workspace.cookies)
    await workspace.post('/sign-out')
    for (const [name, value] of old) workspace.cookies.set(name, value)
    const { status, headers } = await workspace.get(`/people/${id}`)
    expect([status, headers.get('location')]).toEqual([303, '/sign-in'])
  })
})

describe('stating a purpose', () => {
  it('offers what the role may state and nothing else', async () => {
    const workspace = await start({ askHub: somebody, user: staff('dpo') })
    await workspace.signIn()
    const { html } = await workspace.get('/purpose')
    const offered = [...html.matchAll(/name="purpose" type="radio" value="(\w+)"/g)]
    expect(offered.map(([, purpose]) => purpose)).toEqual(['AUDIT'])
  })

  it.each([
    [{}, 'Choose why you need to look'],
    [{ purpose: 'AUDIT' }, 'Choose why you need to look'],
    [{ purpose: 'ADULT_SAFEGUARDING' }, 'Enter a case reference'],
    [{ purpose: 'ADULT_SAFEGUARDING', caseReference: 'MASH-1', reason: 'short' }, '15 characters'],
  ])('asks again for what is missing in %j', async (fields, says) => {
    const workspace = await start({ askHub: somebody })
    await workspace.signIn()
    const { status, html } = await workspace.post('/purpose', fields)
    expect(status).toBe(400)
    expect(html).toContain(says)
    expect((await workspace.get('/find')).headers.get('location')).toBe('/purpose')
  })

  it('ends when somebody says so', async () => {
    const workspace = await start({ askHub: somebody })
    await workspace.begin()
    expect((await workspace.get(`/people/${id}`)).status).toBe(200)
    await workspace.post('/purpose/end')
    expect((await workspace.get(`/people/${id}`)).headers.get('location')).toBe('/purpose')
  })
})

describe('who looked at whom', () => {
  it('is refused under another purpose, as a page', async () => {
    const workspace = await start({ askHub: somebody })
    await workspace.begin()
    const { status, html } = await workspace.get('/who-looked')
    expect(status).toBe(403)
    expect(html).toContain('This needs another purpose')
  })

  it('comes as CSV that no spreadsheet takes for a formula', async () => {
    const node = {
      ...{ log: 'g', index: 3, requestId: 'r', at: '2026-11-01T10:00:00.000Z', staffId: 'dpo' },
      ...{ homeAgency: 'harrowmere-gp', roles: ['dpo'], purpose: 'AUDIT', reason: '=1+1' },
      ...{ people: [id], sources: [], reviewFlags: ['BREAK_GLASS'], statements: [] },
    }
    const askHub = hubWith(() => ({ data: { page: { nodes: [node], endCursor: null } } }))
    const workspace = await start({ askHub, user: staff('dpo') })
    await workspace.begin('AUDIT')
    const { headers, html } = await workspace.post('/who-looked', {
      ...{ by: 'staff', value: 'dpo', as: 'csv' },
    })
    expect(headers.get('content-type')).toContain('text/csv')
    expect(html).toContain(`"'=1+1"`)
    expect(html).toContain('"Emergency"')
    expect(html).toContain('"g, entry 3"')
  })
})

describe('the page for developers', () => {
  it('is refused to every other role', async () => {
    const workspace = await start({ askHub: somebody })
    await workspace.signIn()
    expect((await workspace.get('/developers')).status).toBe(403)
  })
})
