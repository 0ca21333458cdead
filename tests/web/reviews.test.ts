import { readFileSync } from 'node:fs'

import { parse, validate } from 'graphql'

import type { JsonObject } from '../../common/json'
import { projectPath } from '../../common/project-root'
import { readSchema } from '../../schema/view-selection'
import { HubRefusal } from '../../web/hub/hub-client'
import { householdQuery } from '../../web/person/questions'
import * as questions from '../../web/reviews/questions'
import { decision, id, likeness, review } from './made-up-reviews'
import { ManagersWorkspace } from './managers-workspace'
import { agencies, hubWith, Workspace } from './workspace'

const desk = new ManagersWorkspace()
const manager: ManagersWorkspace['begin'] = (...told) => desk.begin(...told)
const of = (name: string) => desk.of(name)

afterEach(() => desk.stop())

const hostile = '<script>alert(1)</script>"><img src=x>'

function refusal(reason: string) {
  const problem = { code: 'BAD_USER_INPUT', message: '', agency: null, path: [], reason }
  return new HubRefusal({ ...problem, retryAfterSeconds: null }, 'r')
}

describe('the pairs that wait', () => {
  const page = (nodes: readonly JsonObject[], endCursor: string | null = null) => ({
    page: { nodes, endCursor },
  })

  it('are listed with what speaks most, who looked, and a way on', async () => {
    const nodes = [{ ...review, isVerified: true, decisions: [decision] }]
    const workspace = await manager(() => page(nodes, 'next=1'))
    const { html } = await workspace.get('/possible-matches')
    expect(html).toContain(`href="/possible-matches/${id}"`)
    expect(html).toContain('Northshire Police and Harrowmere Homes')
    expect(html).toContain('Possible link, unconfirmed')
    expect(html).toContain('Family name: the same; Date of birth: one digit apart')
    expect(html).toContain('+14.5')
    expect(html).toContain('Needs two people to part')
    expect(html).toContain('Two people, 2 November 2026')
    expect(html).toContain('href="/possible-matches?after=next%3D1"')
    await workspace.get('/possible-matches?after=next%3D1')
    expect(of('PossibleMatches(').at(-1)?.variables).toEqual({ first: 20, after: 'next=1' })
  })

  it('may be none, which is said of whoever may be known', async () => {
    const { html } = await (await manager(() => page([]))).get('/possible-matches')
    expect(html).toContain('No pair waits for anybody whom you may know of')
  })

  it('are a page for managers alone, and a refusal for others says why', async () => {
    const askHub = hubWith(({ query }) => {
      if (!query.includes('PossibleMatches')) return {}
      const rest = { message: '', agency: null, path: [], retryAfterSeconds: null }
      throw new HubRefusal({ code: 'WITHHELD', reason: 'CATEGORY_NOT_DISCLOSED', ...rest }, 'r')
    })
    const workspace = await Workspace.start({ askHub })
    try {
      await workspace.begin()
      expect((await workspace.get('/')).html).not.toContain('/possible-matches')
      const { status, html } = await workspace.get('/possible-matches')
      expect(status).toBe(403)
      expect(html).toContain('This cannot be shown to you')
    } finally {
      await workspace.stop()
    }
  })

  it('leads nowhere for an id that is none', async () => {
    const workspace = await manager(() => page([{ ...review, id: '../people' }]))
    expect((await workspace.get('/possible-matches')).html).not.toContain('../people')
    const { status } = await workspace.get('/possible-matches/x')
    expect(status).toBe(404)
    expect(of('linkReview')).toEqual([])
  })
})

describe('a pair side by side', () => {
  it('has its waterfall as a picture and as a table, with the sums', async () => {
    const { html } = await (await manager()).get(`/possible-matches/${id}`)
    expect(html).toContain('<title id="waterfall-title">How far the two records agree</title>')
    expect(html).toMatch(/It begins at −20 and ends at \+14\.5; 20 would be enough/)
    expect(html).toMatch(
      /Date of birth<\/th><td>one digit apart<br><span[^>]*>By both agencies: alike<\/span><\/td><td><\/td><td[^>]*>\+16<\/td><td[^>]*>\+18\.5/,
    )
    expect(html).toMatch(
      /Postcode<\/th><td>different<\/td><td><\/td><td[^>]*>−4<\/td><td[^>]*>\+14\.5/,
    )
    expect(html).toMatch(/the same<\/td><td>Rare<\/td>/)
    expect(html).toContain('Both agencies have compared them once more.')
  })

  it.each([
    ['WAITS', 'Both agencies are asked to compare them once more'],
    ['NOT_OFFERED', 'The agencies do not compare these two once more'],
  ])('says how far the comparison by both agencies is: %s', async (secondStep, words) => {
    const told = { ...review, likeness: { ...likeness, secondStep } }
    const { html } = await (await manager(undefined, told)).get(`/possible-matches/${id}`)
    expect(html).toContain(words)
  })

  it('has both records as their two agencies have them now, and says what is not the same', async () => {
    const { html } = await (await manager()).get(`/possible-matches/${id}`)
    expect(html).toMatch(
      /Names<\/th><td[^>]*>Victor Ashdown<\/td><td[^>]*>Victor Ashdown<\/td><td>The same/,
    )
    expect(html).toMatch(
      /11 March 1957<\/td><td[^>]*>12 March 1957<\/td><td><span[^>]*>Not the same/,
    )
    const [question] = of('PossibleMatchSides')
    expect(question?.query).toMatch(/northshirePolice[\s\S]*harrowmereHomes/)
    expect(question?.query).not.toContain('stAnnesHospital')
    expect(JSON.stringify(desk.asked.map(({ variables }) => variables))).not.toContain('Ashdown')
  })

  it('says that a protected address is not told, and that nobody compared them', async () => {
    const kept = { ...review, likeness: { ...likeness, isPlaceKeptBack: true } }
    const { html } = await (await manager(undefined, kept)).get(`/possible-matches/${id}`)
    expect(html).toContain('One of them is at a protected address')
    expect(html).not.toContain('not traced')
    const none = await manager(undefined, { ...review, likeness: null })
    expect((await none.get(`/possible-matches/${id}`)).html).toContain('Nobody has compared them')
  })

  it('warns of what each word would contradict, and that a verified number takes two', async () => {
    const numbers = { isVerified: true, isNumberTraced: false }
    const told = { ...review, ...numbers, againstSame: [decision], decisions: [decision] }
    const { html } = await (await manager(undefined, told)).get(`/possible-matches/${id}`)
    expect(html).toContain('“One person” would contradict')
    expect(html).not.toContain('“Two people” would contradict')
    expect(html).toContain('Both were seen at the same time')
    expect(html).toContain('another.manager, Harrowmere Council')
    expect(html).toContain('To say that they are two takes two people')
    expect(html).toContain('An NHS number was not traced')
    expect(html).toContain('I know that this contradicts')
  })

  it('is the same page for a pair that is none and one that may not be known', async () => {
    const workspace = await manager(undefined, null)
    const { status, html } = await workspace.get(`/possible-matches/${id}`)
    expect(status).toBe(404)
    expect(html).toContain('There is no such pair')
    expect(of('Sides')).toEqual([])
  })

  it('does nothing with what agencies and colleagues write', async () => {
    const told = {
      ...review,
      ...{ leftAgency: hostile, decisions: [{ ...decision, reason: hostile, staffId: hostile }] },
      likeness: {
        ...likeness,
        fields: [{ name: hostile, agreement: hostile, secondAgreement: hostile, bits: 1 }],
      },
    }
    const { html } = await (await manager(undefined, told)).get(`/possible-matches/${id}`)
    expect(html).not.toMatch(/<script>alert|<img src/)
    expect(html).toContain('An agency that is not known here')
  })
})

describe('what somebody says about a pair', () => {
  const why = 'The same scar and the same sister'
  const say = (form: Readonly<Record<string, string>>) => async (workspace: Workspace) => {
    await workspace.get(`/possible-matches/${id}`)
    return workspace.post(`/possible-matches/${id}`, form)
  }

  it.each([
    ['IN_FORCE', null, 'counts', 'What you said counts now'],
    [
      'IN_FORCE',
      '2026-11-03T10:00:00.000Z',
      'parted',
      'may have been of two. Organisations whose staff were told get a notice',
    ],
    ['WAITS_FOR_SECOND', null, 'waits', 'A second person must say the same'],
  ])('is sent, and told when it is %s since %s', async (state, heldSince, said, words) => {
    const workspace = await manager(() => ({ decided: { state, heldSince } }))
    const { status, headers } = await say({ outcome: 'SAME', reason: why })(workspace)
    expect([status, headers.get('location')]).toEqual([303, `/possible-matches/${id}?said=${said}`])
    const variables = { id, outcome: 'SAME', reason: why, overrule: false }
    expect(of('decideReview').map((one) => one.variables)).toEqual([variables])
    expect((await workspace.get(`/possible-matches/${id}?said=${said}`)).html).toContain(words)
  })

  it.each([
    ['no outcome', { reason: why }, 'Choose what they are'],
    ['one that there is not', { outcome: 'MERGE', reason: why }, 'Choose what they are'],
    ['no reason', { outcome: 'SAME', reason: 'Sure' }, 'Say why, in 15 characters or more'],
    ['a long one', { outcome: 'SAME', reason: 'x'.repeat(301) }, 'in 300 characters at most'],
  ])('is not sent with %s', async (_what, form, problem) => {
    const { status, html } = await say(form)(await manager())
    expect(status).toBe(400)
    expect(html).toContain(problem)
    expect(of('decideReview')).toEqual([])
  })

  it('that contradicts is refused until it is meant', async () => {
    const workspace = await manager(({ variables }) => {
      if (variables?.['overrule'] !== true) throw refusal('CONTRADICTS_DECISION')
      return { decided: { state: 'IN_FORCE' } }
    })
    const refused = await say({ outcome: 'SAME', reason: why })(workspace)
    expect(refused.status).toBe(400)
    expect(refused.html).toContain('This contradicts what was decided before')
    expect(refused.html).toContain(why)
    const meant = await say({ outcome: 'SAME', reason: why, overrule: 'yes' })(workspace)
    expect(meant.status).toBe(303)
  })

  it('that cannot be is told beside the choice', async () => {
    const workspace = await manager(() => {
      throw refusal('TWO_NHS_NUMBERS')
    })
    const { html } = await say({ outcome: 'SAME', reason: why })(workspace)
    expect(html).toContain('They carry different NHS numbers')
  })

  it('needs a form of this session', async () => {
    const workspace = await manager(() => ({ decided: { state: 'IN_FORCE' } }))
    const form = { _csrf: 'forged', outcome: 'SAME', reason: why }
    expect((await workspace.post(`/possible-matches/${id}`, form)).status).toBe(403)
    expect(of('decideReview')).toEqual([])
  })
})

describe('what the hub is asked about pairs', () => {
  const [left, right] = agencies
  if (!left || !right) throw new Error('There are no agencies')

  it.each([
    ['the queue', questions.queueQuery],
    ['a pair', questions.reviewQuery],
    ['its records', questions.sidesQuery(left, right)],
    ['a decision', questions.decideMutation],
    ['the records of a person', questions.recordsQuery(agencies)],
    ['why', questions.explainQuery],
    ['parting', questions.splitMutation],
    ['who may be a person', householdQuery(agencies)],
  ])('is a question that it takes: %s', (_what, query) => {
    const sdl = readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')
    expect(validate(readSchema(sdl), parse(query))).toEqual([])
  })
})
