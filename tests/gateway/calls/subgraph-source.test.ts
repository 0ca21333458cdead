import type { ServerResponse } from 'node:http'

import { SmallHub, smallView, withHub } from '../small-hub'
import type { Asked, Misbehaviour } from '../stub-subgraph'
import { sendEntities, sendJson } from '../stub-subgraph'

describe('hazard 8: an agency that does not answer', () => {
  const hub = new SmallHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())
  beforeEach(() => {
    hub.subgraph('south-police').misbehaviour = null
  })

  const wholeAnswer = { person: { northPolice: { crimes: [{ reference: 'N-1' }] } } }
  const entity = (southPolice: unknown) => (response: ServerResponse, asked: Asked) => {
    sendEntities(response, asked, { entities: [{ __typename: 'Person', southPolice }] })
  }
  const noise = 'x'.repeat(200_000)

  it.each<[string, string, Misbehaviour]>([
    ['cuts the connection', 'NOT_REACHABLE', (response) => response.destroy()],
    [
      'answers 500',
      'BAD_ANSWER',
      (response) => {
        sendJson(response, {}, 500)
      },
    ],
    [
      'answers 401',
      'REFUSED',
      (response) => {
        sendJson(response, {}, 401)
      },
    ],
    [
      "cannot check the hub's keys",
      'REFUSED',
      (response) => {
        const extensions = { code: 'KEYS_UNAVAILABLE', reason: 'HUB_KEYS_UNAVAILABLE' }
        sendJson(response, { errors: [{ message: 'Try again in a moment.', extensions }] }, 503)
      },
    ],
    [
      'sends something that is not JSON',
      'BAD_ANSWER',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end('<html>')
      },
    ],
    [
      'sends another content type',
      'BAD_ANSWER',
      (response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end('{"data":null}')
      },
    ],
    [
      'sends no data',
      'BAD_ANSWER',
      (response) => {
        sendJson(response, { errors: [{ message: 'SELECT * FROM x' }] })
      },
    ],
    [
      'sends an empty object for a person',
      'BAD_ANSWER',
      (response, asked) => {
        sendEntities(response, asked, { entities: [{}] })
      },
    ],
    [
      'sends too few people',
      'BAD_ANSWER',
      (response) => {
        sendJson(response, { data: { _entities: [] } })
      },
    ],
    ['sends a text for a list', 'BAD_ANSWER', entity({ crimes: 'many' })],
    ['sends an object for a text', 'BAD_ANSWER', entity({ crimes: [{ reference: {} }] })],
    ['sends too much', 'BAD_ANSWER', entity({ crimes: [{ reference: noise }] })],
  ])('costs its own part only when it %s', async (_name, reason, misbehaviour) => {
    hub.subgraph('south-police').misbehaviour = misbehaviour
    const answer = await hub.ask(smallView, { id: 'both' })

    expect(answer.data).toMatchObject({ ...wholeAnswer, person: { southPolice: null } })
    expect(answer.coverage['north-police']).toMatchObject({ status: 'ANSWERED', records: 1 })
    expect(answer.coverage['south-police']).toMatchObject({
      status: 'UNAVAILABLE',
      reason,
      records: null,
    })
    expect(answer.errors).toEqual([
      expect.objectContaining({
        path: ['person', 'southPolice'],
        extensions: expect.objectContaining({
          code: 'AGENCY_UNAVAILABLE',
          agency: 'south-police',
          reason,
        }) as unknown,
      }),
    ])
    expect(JSON.stringify(answer.errors)).not.toMatch(/127\.0\.0\.1|https?:|SELECT/)
  })

  it('is unavailable when it says without a reason that there is nobody, though records are linked', async () => {
    hub.subgraph('south-police').misbehaviour = (response) => {
      sendJson(response, { data: { _entities: [null] } })
    }
    const answer = await hub.ask(smallView, { id: 'both' })

    expect(answer.data).toMatchObject({ person: { southPolice: null } })
    expect(answer.coverage['south-police']).toMatchObject({
      status: 'UNAVAILABLE',
      reason: 'BAD_ANSWER',
      records: null,
    })
    expect(answer.errors).toMatchObject([
      { path: ['person', 'southPolice'], extensions: { code: 'AGENCY_UNAVAILABLE' } },
    ])
  })

  it("is named by the caller's own alias", async () => {
    hub.subgraph('south-police').misbehaviour = (response) => response.destroy()
    const answer = await hub.ask(
      '{ someone: person(id: "both") { theirs: southPolice { crimes { reference } } } }',
    )

    expect(answer.data).toEqual({ someone: { theirs: null } })
    expect(answer.errors[0]?.path).toEqual(['someone', 'theirs'])
  })

  it('does not get anything into the answer that was not asked for', async () => {
    hub.subgraph('south-police').misbehaviour = (response, asked) => {
      const stranger = {
        __typename: 'Person',
        id: 'forged',
        homes: { tenancies: [] },
        southPolice: { crimes: [{ reference: 'S-1', surname: 'Nobody' }, { reference: 'S-2' }] },
      }
      sendEntities(response, asked, { entities: [stranger] })
    }
    const answer = await hub.ask(
      '{ person(id: "both") { id southPolice { crimes { reference } } homes { tenancies { reference } } } }',
    )

    expect(answer.data).toEqual({
      person: {
        id: 'both',
        southPolice: { crimes: [{ reference: 'S-1' }, { reference: 'S-2' }] },
        homes: null,
      },
    })
  })
})

describe('the person index not answering', () => {
  it('makes every agency unavailable and invents nothing', async () => {
    await withHub({}, async (hub) => {
      hub.subgraph('person-index').misbehaviour = (response) => response.destroy()
      const answer = await hub.ask(smallView, { id: 'both' })

      expect(answer.data).toEqual({ person: null })
      expect(answer.errors).toEqual([
        expect.objectContaining({
          path: ['person'],
          extensions: {
            code: 'AGENCY_UNAVAILABLE',
            agency: 'person-index',
            reason: 'NOT_REACHABLE',
          },
        }),
      ])
      for (const code of ['north-police', 'south-police', 'homes'])
        expect(answer.coverage[code]).toMatchObject({
          status: 'UNAVAILABLE',
          reason: 'INDEX_UNAVAILABLE',
        })
    })
  })
})

describe('hazard 14: the same person twice in one operation', () => {
  it('is asked for once', async () => {
    await withHub({}, async (hub) => {
      const answer = await hub.ask(
        '{ a: person(id: "both") { northPolice { crimes { reference } } } b: person(id: "both") { northPolice { crimes { reference } } } }',
      )

      expect(answer.data).toEqual({
        a: { northPolice: { crimes: [{ reference: 'N-1' }] } },
        b: { northPolice: { crimes: [{ reference: 'N-1' }] } },
      })
      expect(hub.subgraph('north-police').asked).toHaveLength(1)
    })
  })

  it('is one representation when a list holds them twice', async () => {
    const twice = () => ['both', 'both'].map((id) => ({ id, northPoliceRefs: ['N1'] }))
    const resolvers = { 'person-index': { Query: { people: twice } } }
    await withHub({ resolvers }, async (hub) => {
      const answer = await hub.ask('{ people { northPolice { crimes { reference } } } }')

      expect(answer.data?.['people']).toHaveLength(2)
      expect(hub.subgraph('north-police').asked[0]?.variables['representations']).toHaveLength(1)
    })
  })
})

describe('hazard 15: what a subgraph says about its insides', () => {
  const failing =
    (code: string, message: string): Misbehaviour =>
    (response, asked) => {
      sendEntities(response, asked, {
        entities: [{ __typename: 'Person', southPolice: null }],
        errors: [
          {
            message,
            path: ['_entities', 0, 'southPolice'],
            extensions: { code, stacktrace: ['at secret'] },
          },
        ],
      })
    }

  it.each([
    ['INTERNAL_SERVER_ERROR', 'AGENCY_UNAVAILABLE', 'UNAVAILABLE'],
    ['DOWNSTREAM_SERVICE_ERROR', 'AGENCY_UNAVAILABLE', 'UNAVAILABLE'],
    ['UNAUTHENTICATED', 'AGENCY_UNAVAILABLE', 'UNAVAILABLE'],
    ['FORBIDDEN', 'WITHHELD', 'WITHHELD'],
    ['WITHHELD', 'WITHHELD', 'WITHHELD'],
    ['LOG_UNAVAILABLE', 'AGENCY_UNAVAILABLE', 'UNAVAILABLE'],
  ])("%s becomes %s in the hub's words", async (code, told, status) => {
    await withHub({}, async (hub) => {
      hub.subgraph('south-police').misbehaviour = failing(code, 'E11000 at mongodb://db:27017')
      const answer = await hub.ask(
        '{ person(id: "both") { southPolice { crimes { reference } } } }',
      )

      expect(answer.errors[0]?.extensions?.['code']).toBe(told)
      expect(answer.coverage['south-police']?.status).toBe(status)
      expect(JSON.stringify(answer)).not.toMatch(/mongodb|E11000|secret/)
    })
  })

  it.each([
    ['"from" is not a date', '"from" is not a date'],
    ['see http://db.internal/x', 'A value in the query is not valid.'],
    ['a\n    at secret.js:1', 'A value in the query is not valid.'],
    ['x'.repeat(301), 'A value in the query is not valid.'],
  ])("passes on only when it is harmless and about the caller's input: %j", async (said, told) => {
    await withHub({}, async (hub) => {
      hub.subgraph('south-police').misbehaviour = failing('BAD_USER_INPUT', said)
      const answer = await hub.ask(
        '{ person(id: "both") { southPolice { crimes { reference } } } }',
      )

      expect(answer.errors[0]).toMatchObject({
        message: told,
        extensions: { code: 'BAD_USER_INPUT' },
      })
      expect(answer.coverage['south-police']).toMatchObject({
        status: 'UNAVAILABLE',
        reason: 'BAD_USER_INPUT',
      })
    })
  })
})
