import { readFileSync } from 'node:fs'

import { parse, validate } from 'graphql'

import type { JsonObject } from '../../common/json'
import { projectPath } from '../../common/project-root'
import { readSchema } from '../../schema/view-selection'
import type { HubQuestion } from '../../web/hub/hub-client'
import { HubRefusal } from '../../web/hub/hub-client'
import { householdQuery } from '../../web/person/questions'
import * as questions from '../../web/reviews/questions'
import { coverage, id as person } from './made-up'
import { decision, id, likeness, personOfRecords, review, sides } from './made-up-reviews'
import { agencies, hubWith, staff, Workspace } from './workspace'

let open: Workspace | null = null
afterEach(async () => {
  await open?.stop()
  open = null
})

const hostile = '<script>alert(1)</script>"><img src=x>'

const asked: HubQuestion[] = []
const of = (name: string) => asked.filter(({ query }) => query.includes(name))

async function manager(
  answer: (question: HubQuestion) => JsonObject = () => ({}),
  told: JsonObject | null = review,
) {
  const askHub = hubWith((question) => {
    asked.push(question)
    const { query } = question
    const dataOf = () => {
      if (query.includes('PossibleMatchSides')) return { review: sides }
      return query.includes('PossibleMatch(') ? { review: told } : answer(question)
    }
    return { data: dataOf(), coverage: coverage() }
  })
  open = await Workspace.start({ askHub, user: staff('mash.manager') })
  await open.begin()
  asked.length = 0
  return open
}

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
    open = await Workspace.start({ askHub })
    await open.begin()
    expect((await open.get('/')).html).not.toContain('/possible-matches')
    const { status, html } = await open.get('/possible-matches')
    expect(status).toBe(403)
    expect(html).toContain('This cannot be shown to you')
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
    expect(JSON.stringify(asked.map(({ variables }) => variables))).not.toContain('Ashdown')
  })

  it('says that a protected address is not told, and that nobody compared them', async () => {
    const kept = { ...review, likeness: { ...likeness, isPlaceKeptBack: true } }
    const { html } = await (await manager(undefined, kept)).get(`/possible-matches/${id}`)
    expect(html).toContain('One of them is at a protected address')
    expect(html).not.toContain('not traced')
    await open?.stop()
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

describe('the records of a person', () => {
  const found = personOfRecords
  const path = `/people/${person}/records`
  const why = 'Two tenants of one name, told apart by their desk'
  const explained = {
    ...{ status: 'LINKED', reasons: ['Both carry the same verified NHS number.'] },
    ...{ likeness, decisions: [] },
  }
  const workspaceWith = (parted: () => JsonObject = () => ({ state: 'IN_FORCE', people: [] })) =>
    manager(({ query }) => {
      if (query.includes('explainLink')) return { explained }
      return query.includes('splitPerson') ? { parted: parted() } : { found }
    })
  const send = async (workspace: Workspace, form: Readonly<Record<string, string>>) => {
    await workspace.get(path)
    return workspace.post(path, form)
  }

  it('are listed with their agency and reference', async () => {
    const { html } = await (await workspaceWith()).get(path)
    expect(html).toContain('value="northshire-police/NP-1"')
    expect(html).toContain('value="harrowmere-homes/HH-3"')
  })

  it('are parted with a reason, and lead to who they are now', async () => {
    const people = [person, 'c'.repeat(32), hostile]
    const heldSince = '2026-11-03T10:00:00.000Z'
    const workspace = await workspaceWith(() => ({ state: 'IN_FORCE', people, heldSince }))
    const form = { do: 'part', records: 'harrowmere-homes/HH-3', reason: why }
    const { html } = await send(workspace, form)
    expect(of('splitPerson').map(({ variables }) => variables)).toEqual([
      {
        ...{ person, reason: why, overrule: false },
        records: [{ agency: 'harrowmere-homes', reference: 'HH-3' }],
      },
    ])
    expect(html).toContain('The records are parted')
    expect(html).toMatch(/held to be one person since 3 November 2026.*may have been of two/)
    expect(html).toContain('Organisations whose staff were told get a notice within a minute')
    expect(html).toContain(`href="/people/${'c'.repeat(32)}"`)
    expect(html).not.toContain('<img src')
  })

  it('wait for a second person where a verified number links them', async () => {
    const workspace = await workspaceWith(() => ({ state: 'WAITS_FOR_SECOND', people: [person] }))
    const form = { do: 'part', records: 'harrowmere-homes/HH-3', reason: why }
    const { html } = await send(workspace, form)
    expect(html).toContain('A second person must ask for the same')
    expect(html).not.toContain('The records are parted')
  })

  it.each([
    ['none', { do: 'part', reason: why }, 'Choose the records that are somebody else'],
    ['one of nobody', { do: 'part', records: 'x/Y', reason: why }, 'Choose the records'],
    ['no reason', { do: 'part', records: 'harrowmere-homes/HH-3' }, 'Say why, in 15'],
    ['one alone to compare', { do: 'explain', records: 'harrowmere-homes/HH-3' }, 'Choose two'],
  ])('are neither parted nor compared with %s', async (_what, form, problem) => {
    const { status, html } = await send(await workspaceWith(), form)
    expect(status).toBe(400)
    expect(html).toContain(problem)
    expect([...of('splitPerson'), ...of('explainLink')]).toEqual([])
  })

  it('are asked for like the person: whoever may not be known is nobody', async () => {
    const workspace = await manager(() => ({ found: null }))
    expect((await workspace.get(path)).status).toBe(404)
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
