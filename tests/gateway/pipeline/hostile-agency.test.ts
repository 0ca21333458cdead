import type { ServerResponse } from 'node:http'

import { replaceIn } from '../../schema/sdl'
import type { Asked } from '../stub-subgraph'
import { echoing, sendEntities, sendJson } from '../stub-subgraph'
import { SmallHub } from '../small-hub'

const query =
  '{ person(id: "both") { northPolice { crimes { reference } } southPolice { intelligence } } }'
/** Half a megabyte that cannot be used is too much, and forgotten within a minute of this clock. */
const waste = { capacity: 500_000, perMinute: 600_000 }
const maxAnswerBytes = 8_000_000

function sendText(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(text)
}

/** Usable, if it were not for the rest. */
const person = { __typename: 'Person', northPolice: { asked__crimes: [] } }
const deep = '['.repeat(500_000) + ']'.repeat(500_000)
const manyErrors = Array.from({ length: 100_000 }, () => ({
  message: 'no',
  path: ['_entities', 0, 'northPolice', 'crimes'],
}))

describe.each([
  [
    'nests without end',
    (response: ServerResponse, asked: Asked) => {
      const honest = JSON.stringify({ data: { _entities: echoing(asked, [person]) } })
      sendText(response, `${honest.slice(0, -1)},"extensions":${deep}}`)
    },
  ],
  [
    'sends more errors than records',
    (response: ServerResponse, asked: Asked) => {
      sendEntities(response, asked, { entities: [person], errors: manyErrors })
    },
  ],
  [
    'sends more than it may',
    (response: ServerResponse) => {
      sendText(response, JSON.stringify({ data: 'x'.repeat(maxAnswerBytes) }))
    },
  ],
  [
    'sends much that nobody asked for',
    (response: ServerResponse) => {
      sendJson(response, { data: { _entities: Array.from({ length: 600_000 }, () => ({})) } })
    },
  ],
  [
    'sends more records than were asked for',
    (response: ServerResponse) => {
      const crimes = Array.from({ length: 50_000 }, () => ({ reference: 'N-1' }))
      sendJson(response, {
        data: { _entities: [{ __typename: 'Person', northPolice: { asked__crimes: crimes } }] },
      })
    },
  ],
  [
    'sends a page in place of an answer',
    (response: ServerResponse) => {
      response.writeHead(502, { 'content-type': 'text/html' })
      response.end('x'.repeat(1_000_000))
    },
  ],
])('an agency that %s', (_name, misbehave) => {
  let nowMs = 0
  const hub = new SmallHub({
    sdl: replaceIn('subgraphs/police', 'crimes: [', 'crimes(first: Int = 100): ['),
    ...{ waste, maxAnswerBytes, breaker: { nowMs: () => nowMs } },
  })
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  it('costs its own part, a short error, and after some times nothing', async () => {
    const police = hub.subgraph('north-police')
    police.misbehaviour = misbehave
    for (const reason of ['BAD_ANSWER', 'CIRCUIT_OPEN', 'CIRCUIT_OPEN']) {
      const { data, errors, coverage } = await hub.ask(query)

      expect(data).toEqual({ person: { northPolice: null, southPolice: { intelligence: null } } })
      expect(errors).toHaveLength(1)
      expect(coverage['north-police']).toMatchObject({ status: 'UNAVAILABLE', reason })
      expect(coverage['south-police']).toMatchObject({ status: 'ANSWERED' })
    }
    expect(police.asked).toHaveLength(1)
  })

  it('is asked again after a minute, and left alone again however it answers between', async () => {
    const police = hub.subgraph('north-police')
    const ask = async () => (await hub.ask(query)).coverage['north-police']
    police.misbehaviour = null
    nowMs = 60_000
    expect(await ask()).toMatchObject({ status: 'ANSWERED' })

    police.misbehaviour = misbehave
    expect(await ask()).toMatchObject({ reason: 'BAD_ANSWER' })
    police.misbehaviour = null
    expect(await ask()).toMatchObject({ reason: 'CIRCUIT_OPEN' })
  })
})

describe('a list of an agency', () => {
  const hub = new SmallHub({
    sdl: replaceIn('subgraphs/police', 'crimes: [', 'crimes(first: Int = 100): ['),
  })
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  const sendCrimes = (name: string, count: number) => {
    const crimes = Array.from({ length: count }, (_, index) => ({ reference: `N-${index}` }))
    hub.subgraph('north-police').misbehaviour = (response, asked) => {
      const view = { __typename: 'Person', northPolice: { [name]: crimes } }
      sendEntities(response, asked, { entities: [view] })
    }
  }

  it.each([
    ['a number in the query', 'crimes(first: 5)', 5],
    ['a variable', 'crimes(first: $first)', 7],
    ['the schema', 'crimes', 100],
  ])('is no longer than %s says', async (_name, selection, most) => {
    sendCrimes('asked__crimes', most)
    const variables = selection.includes('$') ? '($first: Int = 7)' : ''
    const one = `query ${variables} { person(id: "both") { northPolice { ${selection} { reference } } } }`
    const whole = await hub.ask(one)
    sendCrimes('asked__crimes', most + 1)
    const longer = await hub.ask(one)

    expect(JSON.stringify(whole.data)).toContain(`N-${most - 1}`)
    expect(JSON.stringify(longer.data)).not.toContain('N-0')
    expect(longer.coverage['north-police']).toMatchObject({ reason: 'BAD_ANSWER' })
    expect(longer.errors[0]?.extensions?.['code']).toBe('AGENCY_UNAVAILABLE')
  })
})

describe('an agency whose lists are a little too long', () => {
  const hub = new SmallHub({
    sdl: replaceIn('subgraphs/police', 'crimes: [', 'crimes(first: Int = 100): ['),
    ...{ waste, maxAnswerBytes, breaker: { nowMs: () => 0 } },
  })
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  it('costs the list, and after some times nothing', async () => {
    const crimes = Array.from({ length: 101 }, () => ({ reference: 'N'.repeat(10_000) }))
    hub.subgraph('north-police').misbehaviour = (response, asked) => {
      const view = { __typename: 'Person', northPolice: { asked__crimes: crimes } }
      sendEntities(response, asked, { entities: [view] })
    }
    const ask = async () => (await hub.ask(query)).coverage['north-police']

    expect(await ask()).toMatchObject({ status: 'PARTIAL', reason: 'BAD_ANSWER' })
    expect(await ask()).toMatchObject({ status: 'UNAVAILABLE', reason: 'CIRCUIT_OPEN' })
  })
})

describe('errors of one field in many records', () => {
  const hub = new SmallHub({ maxAnswerBytes: 1_000_000 })
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  it('are told a hundred times and no more', async () => {
    const crimes = Array.from({ length: 900 }, () => ({ reference: null }))
    hub.subgraph('north-police').misbehaviour = (response, asked) => {
      const errors = crimes.map((_, index) => ({
        message: 'no',
        path: ['_entities', 0, 'northPolice', 'crimes', index, 'reference'],
        extensions: { code: 'WITHHELD', reason: 'ADDRESS_PROTECTED' },
      }))
      const entities = [{ __typename: 'Person', northPolice: { crimes } }]
      sendEntities(response, asked, { entities, errors })
    }
    const { errors, coverage } = await hub.ask(
      '{ person(id: "both") { northPolice { crimes { reference } } } }',
    )

    expect(errors).toHaveLength(100)
    expect(coverage['north-police']).toMatchObject({
      status: 'PARTIAL',
      reason: 'ADDRESS_PROTECTED',
    })
  })
})
