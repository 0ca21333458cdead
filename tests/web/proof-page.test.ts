import type { JsonObject } from '../../common/json'
import { hubWith, staff, Workspace } from './workspace'

let open: Workspace | null = null
afterEach(async () => {
  await open?.stop()
  open = null
})

const disclosure = {
  ...{ log: 'gateway/1', index: 3, requestId: 'request-3', at: '2026-11-01T10:00:00.000Z' },
  ...{ staffId: 'an.analyst', onBehalfOf: null, homeAgency: 'harrowmere-council', roles: [] },
  ...{ purpose: 'ADULT_SAFEGUARDING', caseReference: 'MASH-0001', reason: 'Call', statements: [] },
  ...{ people: ['1'.repeat(32)], reviewFlags: [], reviewDueBy: null, sources: [] },
}
const proof = {
  ...{ holds: true, size: 21, signedAt: '2026-11-01T10:00:01.000Z', root: 'cm9vdA==' },
  ...{ steps: ['c3RlcA=='], key: 'the-public-key', document: '{"kind":"inclusion"}', disclosure },
}
const entryPath = '/who-looked/entries/gateway%2F1/3'
const asked: unknown[] = []

async function officer(told: JsonObject | null, role = 'dpo', purpose = 'AUDIT') {
  const askHub = hubWith(({ query, variables }) => {
    if (query.includes('disclosureProof')) asked.push(variables)
    const page = { nodes: [disclosure], endCursor: null }
    return { data: { proof: told, page } }
  })
  await open?.stop()
  asked.length = 0
  open = await Workspace.start({ askHub, user: staff(role) })
  await open.begin(purpose)
  return open
}

describe('the proof of an entry', () => {
  it('is one link from the row that tells of it', async () => {
    const workspace = await officer(proof)
    await workspace.get('/who-looked')
    const { html } = await workspace.post('/who-looked', { by: 'staff', value: 'an.analyst' })
    expect(html).toContain(`<a class="govuk-link" href="${entryPath}">gateway/1, entry 3</a>`)
  })

  it('says that it holds, what that shows and what it does not, and how to check it elsewhere', async () => {
    const { status, html } = await (await officer(proof)).get(entryPath)
    expect(status).toBe(200)
    expect(asked).toEqual([{ log: 'gateway/1', index: 3 }])
    expect(html).toContain('The proof holds')
    expect(html).toContain('one of 21 entries that were signed together on 1 November 2026')
    expect(html).toContain('an.analyst')
    expect(html).toContain('It does not show that what the agencies told was right')
    expect(html).toContain('log -- verify --proof proof.json --key key.txt')
    expect(html).toContain('the-public-key')
  })

  it('is a file that is checked without the hub', async () => {
    const answer = await (await officer(proof)).get(`${entryPath}/proof.json`)
    expect(answer.html).toBe('{"kind":"inclusion"}')
  })

  it('that does not hold is told as loudly as one can', async () => {
    const { html } = await (await officer({ ...proof, holds: false })).get(entryPath)
    expect(html).toContain('The proof does not hold')
    expect(html).toContain('Do not rely on this entry')
    expect(html).not.toContain('The proof holds')
  })

  it('is none yet while nothing is signed, and there is no file', async () => {
    const waiting = { ...proof, holds: null, document: null, steps: null }
    const workspace = await officer(waiting)
    const { html } = await workspace.get(entryPath)
    expect(html).toContain('Not signed yet')
    expect(html).not.toMatch(/The proof holds|Download the proof/)
    expect((await workspace.get(`${entryPath}/proof.json`)).status).toBe(404)
  })

  it.each([
    ['a place where nothing stands', entryPath, 1],
    ['no number', '/who-looked/entries/gateway-1/x', 0],
    ['a number that is too large', '/who-looked/entries/gateway-1/9999999999', 0],
    ['a name that is too long', `/who-looked/entries/${'x'.repeat(101)}/1`, 0],
  ])('is a page that says there is none, for %s', async (_what, path, questions) => {
    const { status, html } = await (await officer(null)).get(path)
    expect(status).toBe(404)
    expect(html).toContain('There is no such entry')
    expect(asked).toHaveLength(questions)
  })

  it('is closed to who has not stated the purpose of an audit', async () => {
    const workspace = await officer(proof, 'mash.analyst', 'ADULT_SAFEGUARDING')
    for (const path of [entryPath, `${entryPath}/proof.json`]) {
      const { status, html } = await workspace.get(path)
      expect(status).toBe(403)
      expect(html).not.toMatch(/an\.analyst|inclusion/)
    }
    expect(asked).toEqual([])
  })

  it('does nothing with what somebody wrote into the record', async () => {
    const hostile = '<script>alert(1)</script>'
    const told = { ...proof, key: hostile, disclosure: { ...disclosure, reason: hostile } }
    const { html } = await (await officer(told)).get(entryPath)
    expect(html).not.toContain('<script>alert')
  })
})

describe('the days of an audit', () => {
  it.each(['2026-02-30', '2026-13-01', 'yesterday', '2025-02-29'])(
    'that are none are not asked for: %s',
    async (day) => {
      const bounds: unknown[] = []
      const askHub = hubWith(({ query, variables }) => {
        if (query.includes('ByStaff')) bounds.push(variables)
        return { data: { page: { nodes: [], endCursor: null } } }
      })
      open = await Workspace.start({ askHub, user: staff('dpo') })
      await open.begin('AUDIT')
      await open.get('/who-looked')
      const form = { by: 'staff', value: 'an.analyst', from: day, to: '2027-01-01' }
      const { html } = await open.post('/who-looked', form)
      expect(html).toContain('Enter a real date')
      expect(bounds).toEqual([])
    },
  )
})
