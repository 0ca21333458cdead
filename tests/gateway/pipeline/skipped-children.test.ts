import { SmallHub } from '../small-hub'

describe('an object of which every child is skipped', () => {
  const hub = new SmallHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  it.each([
    ['a view', 'northPolice { crimes @skip(if: $yes) { reference } }', { northPolice: {} }],
    [
      'records of a list',
      'northPolice { crimes { reference @include(if: $no) } }',
      { northPolice: { crimes: [{}] } },
    ],
    [
      'an object in a record',
      'northPolice { crimes { offence { code @skip(if: $yes) } } }',
      { northPolice: { crimes: [{ offence: {} }] } },
    ],
  ])('is there, empty: %s', async (_name, selection, given) => {
    const query = `query ($yes: Boolean!, $no: Boolean!) {
      person(id: "both") { ${selection} homes { tenancies @include(if: $no) { reference } } }
      other: person(id: "housed") { homes { tenancies @skip(if: $no) { reference } } }
      unused: person(id: "nobody") { id @include(if: $yes) }
    }`
    const { data, errors } = await hub.ask(query, { yes: true, no: false })

    expect(errors).toEqual([])
    expect(data).toEqual({
      person: { ...given, homes: null },
      other: { homes: { tenancies: [{ reference: 'T-1' }] } },
      unused: null,
    })
  })

  it('is there, empty: a person', async () => {
    const query = 'query ($yes: Boolean!) { person(id: "both") { id @skip(if: $yes) } }'
    expect(await hub.ask(query, { yes: true })).toMatchObject({ data: { person: {} }, errors: [] })
  })
})
