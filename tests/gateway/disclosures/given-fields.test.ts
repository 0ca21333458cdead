import { SmallHub } from '../small-hub'
import { sendEntities } from '../stub-subgraph'

const query = `query ($id: ID!) {
  person(id: $id) {
    northPolice { crimes { reference offence { code } } intelligence }
    homes { tenancies { reference } }
  }
}`

interface Kept {
  readonly path: readonly (string | number)[]
  readonly code?: string
}

describe('what an agency keeps back itself', () => {
  const hub = new SmallHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  /** What the log is told of a police force that answers so. */
  const disclosedWith = async (northPolice: object | null, kept: readonly Kept[]) => {
    const errors = kept.map(({ path, code = 'WITHHELD' }) => ({
      message: 'no',
      path: ['_entities', 0, 'northPolice', ...path],
      extensions: { code, reason: 'OWN_RULE' },
    }))
    hub.subgraph('north-police').misbehaviour = (response, asked) => {
      sendEntities(response, asked, { entities: [{ northPolice }], errors })
    }
    const { coverage } = await hub.ask(query, { id: 'both' })
    hub.subgraph('north-police').misbehaviour = null
    const services = hub.disclosures.at(-1)?.services ?? []
    const { fields, withheld } = services.find(({ service }) => service === 'north-police') ?? {}
    return { fields, withheld, status: coverage['north-police']?.status }
  }
  const crime = (offence: object | null) => ({ reference: 'N-1', offence })
  const code = { code: '008/06' }
  const everything = [
    ...['Code.code', 'Crime.offence', 'Crime.reference', 'Person.northPolice'],
    ...['PoliceView.crimes', 'PoliceView.intelligence'],
  ]
  const without = (...names: readonly string[]) =>
    everything.filter((field) => !names.includes(field))
  const kept = (...fields: readonly string[]) =>
    fields.map((field) => ({ field, reason: 'OWN_RULE' }))

  it('is logged as withheld with its reason, never as disclosed', async () => {
    const given = { crimes: [crime(code)], intelligence: null }
    expect(await disclosedWith(given, [{ path: ['intelligence'] }])).toEqual({
      fields: without('PoliceView.intelligence'),
      withheld: kept('PoliceView.intelligence'),
      status: 'PARTIAL',
    })
  })

  it('takes with it what was asked below it', async () => {
    const given = { crimes: [crime(null)], intelligence: ['heard'] }
    expect(await disclosedWith(given, [{ path: ['crimes', 0, 'offence'] }])).toMatchObject({
      fields: without('Code.code', 'Crime.offence'),
      withheld: kept('Code.code', 'Crime.offence'),
    })
  })

  it('of one record only is both: disclosed of the other, withheld of this one', async () => {
    const given = { crimes: [crime(null), crime(code)], intelligence: [] }
    expect(await disclosedWith(given, [{ path: ['crimes', 0, 'offence'] }])).toMatchObject({
      fields: everything,
      withheld: kept('Code.code', 'Crime.offence'),
    })
  })

  it('may be everything', async () => {
    expect(await disclosedWith(null, [{ path: [] }])).toEqual({
      fields: [],
      withheld: kept(...everything),
      status: 'WITHHELD',
    })
  })

  it('is not what failed: that is neither disclosed nor withheld', async () => {
    const given = { crimes: [crime(code)], intelligence: null }
    const failed = { path: ['intelligence'], code: 'INTERNAL_SERVER_ERROR' }
    expect(await disclosedWith(given, [failed])).toEqual({
      fields: without('PoliceView.intelligence'),
      withheld: [],
      status: 'PARTIAL',
    })
  })
})
