import type { SmallAnswer } from '../small-hub'
import { SmallHub } from '../small-hub'

const query = `query ($id: ID!) {
  person(id: $id) {
    northPolice { crimes { reference offence { code } } intelligence }
    homes { tenancies { reference } }
  }
}`

const codes = (answer: SmallAnswer) =>
  answer.errors.map(({ path, extensions }) => [path?.join('.'), extensions?.['code']])

describe('a withheld field', () => {
  const hub = new SmallHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  const asked = () => hub.subgraph('north-police').asked
  const lastQuery = () => asked().at(-1)?.query ?? ''

  it('is never fetched, is null, and says why', async () => {
    hub.withheld = ['PoliceView.intelligence']
    const answer = await hub.ask(query, { id: 'both' })

    expect(lastQuery()).not.toContain('intelligence')
    expect(answer.data).toMatchObject({ person: { northPolice: { intelligence: null } } })
    expect(answer.errors).toEqual([
      {
        message: 'north-police does not disclose this to your role for this purpose.',
        path: ['person', 'northPolice', 'intelligence'],
        extensions: {
          code: 'WITHHELD',
          agency: 'north-police',
          reason: 'CATEGORY_NOT_DISCLOSED',
        },
      },
    ])
    expect(answer.coverage['north-police']).toMatchObject({
      status: 'PARTIAL',
      records: 1,
      withheldFields: 1,
      reason: 'CATEGORY_NOT_DISCLOSED',
    })
  })

  it.each([
    ['an alias', 'x: intelligence'],
    ['a fragment', '... on PoliceView { intelligence }'],
    ['a named fragment', '...F'],
    ['@include with a variable', 'intelligence @include(if: $yes)'],
    ['@skip with a literal', 'intelligence @skip(if: false)'],
  ])('stays withheld through %s', async (_name, selection) => {
    hub.withheld = ['PoliceView.intelligence']
    const before = asked().length
    const fragment = selection === '...F' ? 'fragment F on PoliceView { intelligence }' : ''
    const variables = selection.includes('$yes') ? '($yes: Boolean = true)' : ''
    const answer = await hub.ask(
      `query ${variables} { person(id: "both") { northPolice { crimes { reference } ${selection} } } } ${fragment}`,
    )

    expect(asked()).toHaveLength(before + 1)
    expect(lastQuery()).not.toContain('intelligence')
    expect(JSON.stringify(answer.data)).not.toContain('heard')
    expect(codes(answer)).toEqual([
      [expect.stringMatching(/^person\.northPolice\.(x|intelligence)$/), 'WITHHELD'],
    ])
  })

  it('is not told of when it was skipped', async () => {
    hub.withheld = ['PoliceView.intelligence']
    const answer = await hub.ask(
      '{ person(id: "both") { northPolice { crimes { reference } intelligence @skip(if: true) } } }',
    )

    expect(answer.errors).toEqual([])
    expect(answer.data).toEqual({
      person: { northPolice: { crimes: [{ reference: 'N-1' }] } },
    })
  })

  it('in a list is told of once for each element', async () => {
    hub.withheld = ['Crime.offence']
    const answer = await hub.ask(
      '{ person(id: "both") { southPolice { crimes { reference offence { code } } } } }',
    )

    expect(codes(answer)).toEqual([
      ['person.southPolice.crimes.0.offence', 'WITHHELD'],
      ['person.southPolice.crimes.1.offence', 'WITHHELD'],
    ])
  })

  it('withholds its parent when nothing else is asked of it', async () => {
    hub.withheld = ['Crime.reference', 'Crime.offence', 'PoliceView.intelligence']
    const before = asked().length
    const answer = await hub.ask(query, { id: 'both' })

    expect(asked()).toHaveLength(before)
    expect(answer.data).toMatchObject({ person: { northPolice: null } })
    expect(codes(answer)).toEqual([['person.northPolice', 'WITHHELD']])
  })

  it('does not come back because __typename is asked for beside it', async () => {
    hub.withheld = ['PoliceView.intelligence']
    const before = asked().length
    await hub.ask('{ person(id: "both") { northPolice { __typename intelligence } } }')

    expect(asked()).toHaveLength(before)
  })
})

describe('an agency of which nothing may be disclosed', () => {
  const hub = new SmallHub({ withheld: ['Person.northPolice', 'Person.homes'] })
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  it('looks the same whether or not it holds a record', async () => {
    const [known, unknown] = [
      await hub.ask(query, { id: 'both' }),
      await hub.ask(query, { id: 'housed' }),
    ]

    expect(known).toEqual(unknown)
    expect(known.coverage['north-police']).toEqual({
      agency: 'north-police',
      status: 'WITHHELD',
      records: null,
      withheldFields: 3,
      requiredFields: 0,
      handling: null,
      tookMs: null,
      reason: 'CATEGORY_NOT_DISCLOSED',
    })
  })

  it('is not asked', () => {
    expect(hub.subgraph('north-police').asked).toEqual([])
  })
})

describe('an agency whose very record is protected', () => {
  const register = ['north-police', 'south-police', 'homes'].map((code, position) => ({
    code,
    displayName: code,
    kind: code === 'homes' ? ('housing' as const) : ('police' as const),
    field: code.replace('-police', 'Police'),
    existenceProtected: code === 'homes',
    position,
  }))
  const hub = new SmallHub({ register })
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  it('is asked even when nothing is linked', async () => {
    const answer = await hub.ask('{ person(id: "both") { homes { tenancies { reference } } } }')

    expect(hub.subgraph('homes').asked).toHaveLength(1)
    expect(answer.coverage['homes']).toMatchObject({ status: 'NO_RECORD', records: 0 })
    // Nor does the time tell whether it was asked.
    expect(answer.coverage['homes']?.tookMs).toBeNull()
  })
})
