import { RealHub } from '../real-hub'
import { sendEntities } from '../stub-subgraph'

const query = '{ person(id: "p1") { northshirePolice { events { kind sentence } } } }'

let hub: RealHub

beforeAll(async () => {
  hub = await new RealHub().start()
})

afterAll(() => hub.stop())

async function ask(role: string, purpose: string) {
  hub.entries.length = 0
  const reply = await hub.send(query, {}, await hub.enquire(role, purpose))
  const { status, reason, withheldFields } =
    reply.extensions?.coverage.find(({ agency }) => agency === 'northshire-police') ?? {}
  const sources = hub.entries.flatMap(({ sources: all }) => all)
  const source = sources.find((one) => one.source === 'northshire-police')
  return { coverage: [status, reason, withheldFields], source }
}

describe('a list of which some rows are withheld by category', () => {
  it('is in part in coverage, and in the log by what is not told', async () => {
    const { coverage, source } = await ask('csh.coordinator', 'CRIME_PREVENTION')
    expect(coverage).toEqual(['PARTIAL', 'CATEGORY_NOT_DISCLOSED', 5])
    expect(source?.disclosed).toContain('PoliceView.events')
    expect(source?.withheld).toEqual(
      ['CRIMINAL_OFFENCE', 'INTELLIGENCE', 'INVOLVEMENT', 'RISK', 'SAFEGUARDING'].map(
        (category) => ({
          field: `PoliceView.events[${category}]`,
          reason: 'CATEGORY_NOT_DISCLOSED',
        }),
      ),
    )
  })

  it('is not asked for by those who may be told no row', async () => {
    const asked = hub.stub('northshire-police').asked.length
    const { coverage, source } = await ask('housing.officer', 'ADULT_SAFEGUARDING')
    expect(coverage[0]).toBe('WITHHELD')
    expect(source?.disclosed).toEqual([])
    expect(hub.stub('northshire-police').asked).toHaveLength(asked)
  })
})

describe('events in an answer', () => {
  it('are not counted as records: they are told of records that are', async () => {
    const home = hub.stub('harrowmere-homes')
    home.misbehaviour = (response, asked) => {
      const one = { kind: 'TENANCY', source: { recordId: 't-1' } }
      const view = { asked__tenancies: [{ id: 't-1' }], events: [one] }
      sendEntities(response, asked, {
        entities: [{ __typename: 'Person', harrowmereHomes: view }],
      })
    }
    const both = '{ person(id: "p1") { harrowmereHomes { tenancies { id } events { kind } } } }'
    const reply = await hub.send(both, {}, await hub.enquire('mash.analyst', 'ADULT_SAFEGUARDING'))
    home.misbehaviour = null
    const row = reply.extensions?.coverage.find(({ agency }) => agency === 'harrowmere-homes')
    expect(row).toMatchObject({ records: 1 })
  })
})
