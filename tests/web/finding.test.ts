import session from 'express-session'

import { HubRefusal } from '../../web/hub/hub-client'
import { somebody } from './known-person'
import { id } from './made-up'
import { hubWith, workspaceOfEachTest } from './workspace'

const nobody = hubWith(() => ({ data: { found: null } }))

const start = workspaceOfEachTest()

/** A page without what is different each time. */
function withoutRequestId(html: string): string {
  return html.replaceAll(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, '')
}

describe('finding a person', () => {
  it('puts no number into an address', async () => {
    const workspace = await start({ askHub: somebody })
    await workspace.begin()
    const { status, headers } = await workspace.post('/find', {
      type: 'NHS_NUMBER',
      value: '999 000 0018',
    })
    expect([status, headers.get('location')]).toEqual([303, `/people/${id}`])
  })

  it('shows one page for everybody who is unknown or must not be known', async () => {
    const workspace = await start({ askHub: nobody })
    await workspace.begin()
    const byNumber = (value: string) => workspace.post('/find', { type: 'NHS_NUMBER', value })
    const pages = [
      await byNumber('999 000 0018'),
      await byNumber('999 000 0026'),
      await workspace.get(`/people/${id}`),
      await workspace.get(`/people/${'0'.repeat(32)}`),
      await workspace.get('/people/nobody'),
      await workspace.get(`/people/${id}?known-day=1&known-month=9&known-year=2025`),
      await workspace.get(`/people/${id}/table?show=order`),
      await workspace.get(`/people/${id}/agencies/harrowmere-gp`),
    ]
    const first = withoutRequestId(pages[0]?.html ?? '')
    expect(first).toContain('It does not mean that no agency has a record')
    for (const { status, html } of pages) {
      expect(status).toBe(404)
      expect(withoutRequestId(html)).toBe(first)
    }
  })

  it('asks the hub with the person’s own token and purpose', async () => {
    const asked: unknown[] = []
    const askHub = hubWith(({ token, purposeToken }) => {
      asked.push({ token, purposeToken })
      return { data: { found: null } }
    })
    const workspace = await start({ askHub })
    await workspace.begin()
    await workspace.get(`/people/${id}`)
    // Once about the person, once about who is recorded beside them.
    const own = { token: 'token-of-the-person', purposeToken: 'token-of-the-purpose' }
    expect(asked).toEqual([own, own])
  })

  it('keeps nothing about a person in the session', async () => {
    const store = new session.MemoryStore()
    const workspace = await start({ askHub: somebody, store })
    await workspace.begin()
    await workspace.post('/find', { type: 'NHS_NUMBER', value: '999 000 0018' })
    await workspace.get(`/people/${id}`)
    const kept = await new Promise((resolve) => {
      store.all((_error, sessions) => {
        resolve(sessions)
      })
    })
    expect(JSON.stringify(kept)).toContain('MASH-0001')
    expect(JSON.stringify(kept)).not.toMatch(/Ashdown|999 ?000|1957-|b66b17e6|90670000/)
  })
})

describe('a refusal of the hub', () => {
  const refusing = (code: string, reason: string | null = null) =>
    hubWith(() => {
      const rest = { message: 'secret words', agency: null, path: [], retryAfterSeconds: 7 }
      throw new HubRefusal({ code, reason, ...rest }, 'r')
    })

  it.each([
    ['LOG_UNAVAILABLE', null, 503, 'Nothing can be shown at the moment'],
    ['RATE_LIMITED', null, 429, 'You have looked up many people'],
    ['FORBIDDEN', null, 403, 'This is not for your role'],
    ['WITHHELD', 'RELATED_TO_YOU', 403, 'You cannot look at this person'],
    ['WITHHELD', 'NO_AGREEMENT', 403, 'This cannot be shown to you'],
    ['BAD_USER_INPUT', 'IDENTIFIER_IN_CONFLICT', 409, 'belongs to more than one person'],
    ['AGENCY_UNAVAILABLE', 'INDEX_UNAVAILABLE', 503, 'This does not mean that there is no record'],
    ['HUB_UNREACHABLE', null, 502, 'Something went wrong'],
    ['NEVER_HEARD_OF', null, 502, 'Something went wrong'],
  ])('%s %s is a page that says what to do, and signs nobody out', async (...row) => {
    const [code, reason, status, says] = row
    const workspace = await start({ askHub: refusing(code, reason) })
    await workspace.begin()
    const page = await workspace.get(`/people/${id}`)
    expect(page.status).toBe(status)
    expect(page.html).toContain(says)
    expect(page.html).not.toContain('secret words')
    expect(page.headers.get('retry-after')).toBe('7')
    expect((await workspace.get('/')).html).toContain('MASH-0001')
  })

  it('of the enquiry asks for a purpose again', async () => {
    const workspace = await start({ askHub: refusing('ENQUIRY_EXPIRED') })
    await workspace.begin()
    const { headers } = await workspace.get(`/people/${id}`)
    expect(headers.get('location')).toBe('/purpose?ended=1')
  })

  it('of the sign-in’s token asks to sign in again', async () => {
    const workspace = await start({ askHub: refusing('UNAUTHENTICATED') })
    await workspace.begin()
    const { headers } = await workspace.get(`/people/${id}`)
    expect(headers.get('location')).toBe('/signed-out?ended=1')
    expect((await workspace.get('/')).headers.get('location')).toBe('/sign-in')
  })
})
