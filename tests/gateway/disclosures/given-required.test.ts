import { ComputingHub } from '../pipeline/computing-hub'
import { sendEntities } from '../stub-subgraph'

const chronology = 'query ($id: ID!) { person(id: $id) { chronology } }'

describe('what an agency keeps back of what others compute with', () => {
  const hub = new ComputingHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  const loggedWith = async (northPolice: object, path: readonly (string | number)[]) => {
    const errors = [
      {
        message: 'no',
        path: ['_entities', 0, 'northPolice', ...path],
        extensions: { code: 'WITHHELD', reason: 'OWN_RULE' },
      },
    ]
    hub.subgraph('north-police').misbehaviour = (response, asked) => {
      sendEntities(response, asked, { entities: [{ northPolice }], errors })
    }
    await hub.ask(chronology, { id: 'both' })
    return hub.disclosures.at(-1)?.services.find(({ service }) => service === 'north-police')
  }
  const given = { crimes: [{ reference: 'N-1', offence: { code: '008/06' } }], intelligence: null }
  const rest = ['Crime.reference', 'Person.northPolice', 'PoliceView.crimes']

  it('is logged as withheld with its reason, and the rest as disclosed', async () => {
    const logged = await loggedWith(given, ['intelligence'])

    const fields = ['Code.code', 'Crime.offence', ...rest]
    expect(logged).toMatchObject({ fields, required: fields })
    expect(logged?.withheld).toEqual([{ field: 'PoliceView.intelligence', reason: 'OWN_RULE' }])
  })

  it('takes with it what is below it', async () => {
    const crimes = [{ reference: 'N-1', offence: null }]
    const logged = await loggedWith({ crimes, intelligence: ['heard'] }, ['crimes', 0, 'offence'])

    const fields = [...rest, 'PoliceView.intelligence']
    expect(logged).toMatchObject({ fields, required: fields })
    expect(logged?.withheld).toEqual([
      { field: 'Code.code', reason: 'OWN_RULE' },
      { field: 'Crime.offence', reason: 'OWN_RULE' },
    ])
  })
})
