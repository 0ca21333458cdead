import type { ServerResponse } from 'node:http'

import DataLoader from 'dataloader'

import { getAgency } from '../../../common/register'
import { echoOf } from '../../../common/tokens/echo'
import { checkAnsweredFor, echoFrom, sameId } from '../../../gateway/calls/answered-for'
import { smallRegister } from '../../schema/sdl'
import { RealHub } from '../real-hub'
import { SmallHub } from '../small-hub'
import type { Asked, Misbehaviour, TypeResolvers } from '../stub-subgraph'
import { sendEntities, sendJson } from '../stub-subgraph'

type Row = Readonly<Record<string, unknown>>

const people = ['N1', 'N2'].map((ref) => ({
  id: `person of ${ref}`,
  northPoliceRefs: [ref],
  southPoliceRefs: ['S1'],
}))
const query = `{ people {
  northPolice { crimes { reference } } southPolice { crimes { reference } } } }`

/** Rows of a database, which keeps to no order of anybody's question. */
type ReadRows = (asked: readonly Row[]) => readonly (Row | null)[]

/** A force that reads its rows in batches; what it says of a row is right. */
function inBatches(readRows: ReadRows): TypeResolvers {
  const loader = new DataLoader<Row, Row | null>((asked) => Promise.resolve(readRows(asked)), {
    cache: false,
  })
  return {
    Person: {
      __resolveReference: (person: Row) => loader.load(person),
      northPolice: ({ northPoliceRefs: [ref] }: { northPoliceRefs: string[] }) => ({
        crimes: [{ reference: `crime of ${ref}` }],
      }),
    },
  }
}

describe('an agency that reads in batches', () => {
  let readRows: ReadRows
  const hub = new SmallHub({
    resolvers: {
      'person-index': { Query: { people: () => people } },
      'north-police': inBatches((asked) => readRows(asked)),
    },
  })
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  const southPolice = { crimes: [{ reference: 'S-1' }, { reference: 'S-2' }] }

  it('is believed when each row is at the place of whom it was asked about', async () => {
    readRows = (asked) => asked
    const { data, errors, coverage } = await hub.ask(query)

    expect(errors).toEqual([])
    expect(data).toEqual({
      people: [
        { northPolice: { crimes: [{ reference: 'crime of N1' }] }, southPolice },
        { northPolice: { crimes: [{ reference: 'crime of N2' }] }, southPolice },
      ],
    })
    expect(coverage['north-police']).toMatchObject({ status: 'ANSWERED', records: 2 })
  })

  it.each<[string, ReadRows]>([
    ['in the order of its database', (asked) => asked.toReversed()],
    ['one person for two', (asked) => asked.map(() => asked[0] ?? null)],
    ['nobody for somebody', (asked) => asked.map((one, index) => (index === 0 ? one : null))],
    ['of another reference', (asked) => asked.map((one) => ({ ...one, northPoliceRefs: ['N3'] }))],
    ['of another person', (asked) => asked.map((one) => ({ ...one, id: 'somebody' }))],
  ])('is believed in nothing when it gives rows %s', async (_what, read) => {
    readRows = read
    const { data, errors, coverage } = await hub.ask(query)

    const alone = { northPolice: null, southPolice }
    expect(data).toEqual({ people: [alone, alone] })
    expect(coverage['north-police']).toMatchObject({
      status: 'UNAVAILABLE',
      reason: 'BAD_ANSWER',
      records: null,
    })
    expect(coverage['south-police']).toMatchObject({ status: 'ANSWERED' })
    expect(errors.map(({ path, extensions }) => [path, extensions?.['reason']])).toEqual([
      [['people', 0, 'northPolice'], 'BAD_ANSWER'],
      [['people', 1, 'northPolice'], 'BAD_ANSWER'],
    ])
  })
})

describe('what an agency says of whom its answer is about', () => {
  const hub = new RealHub()
  const code = 'northshire-police'
  const view = `query ($id: ID!) { person(id: $id) { northshirePolice { __typename } } }`
  let headers: Readonly<Record<string, string>>
  beforeAll(async () => {
    await hub.start()
    headers = await hub.enquire('mash.analyst')
  })
  afterAll(() => hub.stop())
  beforeEach(() => {
    hub.stub(code).misbehaviour = null
  })

  const entity = { northshirePolice: { __typename: 'PoliceView' } }
  const rowWith = async (misbehaviour: Misbehaviour | null) => {
    hub.stub(code).misbehaviour = misbehaviour
    const { extensions } = await hub.send(view, { id: 'p1' }, headers)
    return extensions?.coverage.find(({ agency }) => agency === code)
  }

  const answering =
    (echo: object): Misbehaviour =>
    (response, asked) => {
      sendEntities(response, asked, { entities: [{ ...entity, ...echo }] })
    }

  it('is asked for beside what the caller asks, and is in no answer and no entry of the log', async () => {
    const { text, data } = await hub.send(view, { id: 'p1' }, headers)

    expect(hub.stub(code).asked.at(-1)?.query).toContain('northshirePoliceEcho')
    expect(data).toEqual({ person: entity })
    expect(text + JSON.stringify(hub.entries)).not.toContain('Echo')
  })

  it.each<[string, object]>([
    ['null', { northshirePoliceEcho: null }],
    ['empty', { northshirePoliceEcho: '' }],
    ['missing', { northshirePoliceEcho: undefined }],
    ['a list', { northshirePoliceEcho: [] }],
  ])('must be there: %s', async (_what, echo) => {
    expect(await rowWith(answering(echo))).toMatchObject({
      status: 'UNAVAILABLE',
      reason: 'BAD_ANSWER',
    })
  })

  it('fits no other call: an answer that was kept is of no use', async () => {
    const kept: Asked[] = []
    const replaying = (response: ServerResponse, asked: Asked) => {
      kept.push(asked)
      sendEntities(response, kept[0] ?? asked, { entities: [entity] })
    }
    expect(await rowWith(replaying)).toMatchObject({ status: 'ANSWERED' })
    expect(await rowWith(replaying)).toMatchObject({ status: 'UNAVAILABLE', reason: 'BAD_ANSWER' })
    expect(kept[1]?.variables).toEqual(kept[0]?.variables)
  })

  it('cannot be had from an agency that does not know the field', async () => {
    const row = await rowWith((response) => {
      sendJson(response, { errors: [{ message: 'Cannot query field' }] }, 400)
    })
    expect(row).toMatchObject({ status: 'UNAVAILABLE', reason: 'BAD_ANSWER' })
  })

  it.each([
    ['as a field', '{ person(id: "p1") { northshirePoliceEcho } }'],
    ['in a fragment', '{ person(id: "p1") { ... on Person { e: northshirePoliceEcho } } }'],
  ])('can be selected by nobody: %s', async (_what, text) => {
    const { errors, data } = await hub.send(text, {}, headers)
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(data ?? null).toBeNull()
  })

  it('is in no schema that is shown, not even to developers', async () => {
    const { text } = await hub.send(
      '{ __type(name: "Person") { fields { name } } }',
      {},
      { authorization: `Bearer ${hub.signIn('agency.developer')}` },
    )
    expect(text).toContain('northshirePolice')
    expect(text).not.toContain('Echo')
  })

  it("leaves a caller's alias of the same name alone", async () => {
    const text = `{ person(id: "p1") { northshirePoliceEcho: northshirePolice { __typename } } }`
    const { data } = await hub.send(text, {}, headers)
    expect(data).toEqual({ person: { northshirePoliceEcho: entity.northshirePolice } })
  })
})

describe('whom an entity is of', () => {
  const asked = ['p1', 'p2'].map((id) => ({
    id,
    representation: { __typename: 'Person', id, homesRefs: [`of ${id}`] },
  }))
  const call = { id: 'call', asked, errors: [] }
  const homes = echoFrom(getAgency('homes', smallRegister))
  const echoes = asked.map(({ id }) => ({
    homesEcho: echoOf('call', { id, refs: [`of ${id}`] }),
  }))

  it('is compared for services of the hub by the id they give back', () => {
    const check = (...ids: (string | null)[]) => {
      checkAnsweredFor(
        sameId,
        ids.map((id) => id && { id }),
        call,
      )
    }
    expect(() => {
      check('p1', 'p2')
    }).not.toThrow()
    expect(() => {
      check('p1', null)
    }).not.toThrow()
    expect(() => {
      check('p2', 'p1')
    }).toThrow('_entities.0.id: is not of whom was asked about')
  })

  it('is not asked of an answer that is an error', () => {
    const entities = [echoes[0], null]
    const errors = [{ path: ['_entities', 1] }]
    expect(() => {
      checkAnsweredFor(homes, entities, { ...call, errors })
    }).not.toThrow()
    expect(() => {
      checkAnsweredFor(homes, entities, call)
    }).toThrow('_entities.1.homesEcho')
  })

  it('is not asked of what is no person', () => {
    const places = asked.map((one) => ({ ...one, representation: { __typename: 'Place' } }))
    expect(() => {
      checkAnsweredFor(homes, [{}, {}], { ...call, asked: places })
    }).not.toThrow()
  })
})
