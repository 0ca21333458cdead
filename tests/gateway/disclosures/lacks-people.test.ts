import { SmallHub } from '../small-hub'

describe('an agency that was asked about some people, and not about others', () => {
  const hub = new SmallHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  const logged = async (query: string) => {
    await hub.ask(query)
    const services = hub.disclosures.at(-1)?.services ?? []
    return services.find(({ service }) => service === 'north-police')?.fields
  }

  it('is logged with what was asked of it, not with what the others would have been asked for', async () => {
    const query = (id: string) =>
      `{ person(id: "both") { northPolice { intelligence } }
         other: person(id: "${id}") { northPolice { crimes { reference } } } }`

    expect(await logged(query('both'))).toContain('Crime.reference')
    expect(await logged(query('nobody'))).toEqual(['Person.northPolice', 'PoliceView.intelligence'])
  })
})
