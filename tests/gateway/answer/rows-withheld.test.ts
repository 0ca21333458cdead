import { RealHub } from '../real-hub'

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
