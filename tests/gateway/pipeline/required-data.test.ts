import { sendEntities } from '../stub-subgraph'
import { ComputingHub } from './computing-hub'

const chronology = 'query ($id: ID!) { person(id: $id) { chronology } }'
const crimes = [{ reference: 'N-1', offence: { code: '008/06' } }]

describe('data that a computed field requires', () => {
  const hub = new ComputingHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())
  beforeEach(() => {
    hub.withheld = []
    for (const stub of hub.subgraphs.values()) {
      stub.asked.length = 0
      stub.misbehaviour = null
    }
    hub.given.length = 0
    hub.disclosures.length = 0
  })

  const police = () => hub.subgraph('north-police')
  const given = () => hub.given.at(-1) ?? {}
  const logged = (service: string) =>
    hub.disclosures.at(-1)?.services.find((one) => one.service === service)

  it('is fetched under its own power, covered and logged as required', async () => {
    const { data, errors, coverage } = await hub.ask(chronology, { id: 'both' })

    expect(errors).toEqual([])
    expect(data).toEqual({
      person: { chronology: JSON.stringify({ crimes, intelligence: ['heard'] }) },
    })
    expect(police().asked.map(({ authorization }) => authorization)).toEqual([
      'Bearer token for north-police on Power of north-police',
    ])
    expect(given()['hub__inputs']).toEqual([])
    const fields = [
      'Code.code',
      'Crime.offence',
      'Crime.reference',
      'Person.northPolice',
      'PoliceView.crimes',
      'PoliceView.intelligence',
    ]
    expect(coverage['north-police']).toMatchObject({
      status: 'ANSWERED',
      requiredFields: fields.length,
    })
    expect(logged('north-police')).toMatchObject({ fields, required: fields, references: ['N1'] })
    expect(logged('homes')).toMatchObject({ fields: ['Person.chronology'], required: [] })
  })

  it('is fetched no less when a caller asks for part of it too, under any name', async () => {
    const { data } = await hub.ask(
      `{ person(id: "both") { chronology northPolice { crimes: intelligence reference: crimes(first: 1) { code: reference } } } }`,
    )

    expect(data).toMatchObject({
      person: {
        chronology: JSON.stringify({ crimes, intelligence: ['heard'] }),
        northPolice: { crimes: ['heard'], reference: [{ code: 'N-1' }] },
      },
    })
  })

  describe.each([
    ['everything of an agency', 'Person.northPolice', ['northPolice'], null, 'WITHHELD'],
    [
      'one field of it',
      'PoliceView.intelligence',
      ['northPolice', 'intelligence'],
      { crimes, intelligence: null },
      'PARTIAL',
    ],
    [
      'a list of it',
      'PoliceView.crimes',
      ['northPolice', 'crimes'],
      { crimes: null, intelligence: ['heard'] },
      'PARTIAL',
    ],
    [
      'a field of records in it',
      'Crime.offence',
      ['northPolice', 'crimes', 'offence'],
      { crimes: [{ reference: 'N-1', offence: null }], intelligence: ['heard'] },
      'PARTIAL',
    ],
  ] as const)('that is refused: %s', (...row) => {
    const [, coordinate, path, input, status] = row
    const ask = async () => {
      hub.withheld = [`north-police ${coordinate}`]
      return hub.ask(chronology, { id: 'both' })
    }

    it('is not fetched', async () => {
      await ask()
      const field = path.at(-1) ?? ''
      const queries = police().asked.map(({ query }) => query)
      expect(queries.join('\n')).not.toMatch(new RegExp(`\\b${field}\\b`))
      expect(queries).toHaveLength(coordinate === 'Person.northPolice' ? 0 : 1)
    })

    it('is null for the computing subgraph, which is told why', async () => {
      await ask()
      expect(given()['northPolice'] ?? null).toEqual(input)
      expect(given()['hub__inputs']).toEqual([
        { path, state: 'REFUSED', reason: 'CATEGORY_NOT_DISCLOSED' },
      ])
    })

    it('is withheld in coverage and log, and nowhere else in the answer', async () => {
      const { errors, coverage } = await ask()
      expect(errors).toEqual([])
      expect(coverage['north-police']).toMatchObject({ status, reason: 'CATEGORY_NOT_DISCLOSED' })
      const withheld = logged('north-police')?.withheld.map(({ field }) => field)
      expect(withheld?.length).toBeGreaterThan(0)
      for (const field of withheld ?? [])
        expect(logged('north-police')?.fields).not.toContain(field)
    })
  })

  it('is refused with all that is below it under a policy that denies everything', async () => {
    hub.withheld = ['Person.northPolice', 'PoliceView.crimes', 'PoliceView.intelligence']
    const { coverage } = await hub.ask(chronology, { id: 'both' })

    expect(police().asked).toEqual([])
    expect(logged('north-police')).toMatchObject({ fields: [], required: [], references: [] })
    expect(coverage['north-police']).toMatchObject({ status: 'WITHHELD', requiredFields: 0 })
  })

  it('is not fetched for a computed field that is withheld itself', async () => {
    hub.withheld = ['Person.chronology']
    await hub.ask(chronology, { id: 'both' })

    expect(police().asked).toEqual([])
    expect(hub.subgraph('homes').asked).toEqual([])
    expect(logged('north-police')).toBeUndefined()
  })

  it('is decided through any number of steps', async () => {
    hub.withheld = ['north-police PoliceView.intelligence']
    const summary = 'query ($id: ID!) { person(id: $id) { summary } }'
    const { data, coverage } = await hub.ask(summary, { id: 'both' })

    const computed = JSON.stringify({ crimes, intelligence: null })
    expect(data).toEqual({ person: { summary: `summary of ${computed}` } })
    expect(coverage['north-police']).toMatchObject({ status: 'PARTIAL', requiredFields: 5 })
    expect(logged('homes')).toMatchObject({ required: ['Person.chronology'] })
  })

  it('is not fetched when a step between is refused', async () => {
    hub.withheld = ['Person.chronology']
    const { data } = await hub.ask('{ person(id: "both") { summary } }')

    expect(data).toEqual({ person: { summary: 'summary of null' } })
    expect(police().asked).toEqual([])
    const [asked] = hub.subgraph('officers').asked
    expect(asked?.variables['representations']).toEqual([
      expect.objectContaining({
        chronology: null,
        hub__inputs: [{ path: ['chronology'], state: 'REFUSED', reason: 'CATEGORY_NOT_DISCLOSED' }],
      }),
    ])
  })

  it('of an agency that is silent is null, and the computing subgraph is told', async () => {
    police().misbehaviour = (response) => response.destroy()
    const { data, errors, coverage } = await hub.ask(chronology, { id: 'both' })

    expect(data).toEqual({ person: { chronology: 'null' } })
    expect(errors).toEqual([])
    expect(given()).toMatchObject({
      northPolice: null,
      hub__inputs: [
        { path: ['northPolice'], state: 'SILENT', reason: 'NOT_REACHABLE', person: 'both' },
      ],
    })
    expect(coverage['north-police']).toMatchObject({ status: 'UNAVAILABLE' })
  })

  it('of an agency with nothing linked is null without a state', async () => {
    const { coverage } = await hub.ask(chronology, { id: 'housed' })

    expect(given()).toMatchObject({ northPolice: null, hub__inputs: [] })
    expect(coverage['north-police']).toMatchObject({ status: 'NO_RECORD' })
  })

  it('is a whole list up to a bound of its own, and what may be left off is told', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({
      reference: `N-${index}`,
      offence: null,
    }))
    police().misbehaviour = (response, asked) => {
      const northPolice = { crimes: many, intelligence: [] }
      sendEntities(response, asked, { entities: [{ __typename: 'Person', northPolice }] })
    }
    const { coverage } = await hub.ask(chronology, { id: 'both' })

    expect(police().asked.at(-1)?.query).toMatch(/crimes\(first: ?1000\)/)
    expect(given()['hub__inputs']).toEqual([
      { path: ['northPolice', 'crimes'], state: 'CUT_OFF', reason: 'LIST_AT_LIMIT' },
    ])
    expect(coverage['north-police']).toMatchObject({
      status: 'PARTIAL',
      records: 1000,
      reason: 'LIST_AT_LIMIT',
    })
  })

  it('shares no plan with somebody who may see more', async () => {
    await hub.ask(chronology, { id: 'both' })
    hub.withheld = ['PoliceView.intelligence']
    await hub.ask(chronology, { id: 'both' })
    hub.withheld = []
    await hub.ask(chronology, { id: 'both' })

    expect(police().asked.map(({ query }) => query.includes('intelligence'))).toEqual([
      true,
      false,
      true,
    ])
  })

  it('is refused by the executor that cannot decide about it', async () => {
    const stock = new ComputingHub({ executor: 'stock' })
    try {
      await stock.start()
      const { data, errors } = await stock.ask(chronology, { id: 'both' })

      expect(data).toBeNull()
      expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual([
        'INTERNAL_SERVER_ERROR',
      ])
      expect(stock.subgraph('north-police').asked).toEqual([])
    } finally {
      await stock.stop()
    }
  })
})
