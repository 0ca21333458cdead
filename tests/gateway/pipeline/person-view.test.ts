import { SmallHub } from '../small-hub'

const view = `query ($id: ID!) {
  person(id: $id) {
    id
    northPolice { crimes { reference offence { code } } }
    southPolice { crimes { reference } }
    homes { tenancies { reference } }
  }
}`

describe('a person view', () => {
  const hub = new SmallHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  it('joins every agency that holds something', async () => {
    const answer = await hub.ask(view, { id: 'both' })

    expect(answer.errors).toEqual([])
    expect(answer.data).toEqual({
      person: {
        id: 'both',
        northPolice: { crimes: [{ reference: 'N-1', offence: { code: '008/06' } }] },
        southPolice: { crimes: [{ reference: 'S-1' }, { reference: 'S-2' }] },
        homes: null,
      },
    })
  })

  it('says of every agency what its silence means', async () => {
    const { coverage } = await hub.ask(
      '{ person(id: "both") { southPolice { crimes { reference } } homes { tenancies { reference } } } }',
    )

    expect(coverage).toMatchObject({
      'north-police': { status: 'NOT_ASKED', records: null, tookMs: null },
      'south-police': { status: 'ANSWERED', records: 2, withheldFields: 0, reason: null },
      homes: { status: 'NO_RECORD', records: 0, tookMs: null },
    })
  })

  it('says of every agency what may be done with its answer, by the strictest rule', async () => {
    const { coverage } = await hub.ask(
      `{ person(id: "both") {
        northPolice { crimes { reference } intelligence }
        southPolice { crimes { reference } }
      } }`,
    )

    expect(coverage).toMatchObject({
      'north-police': { handling: 'NO_ONWARD' },
      'south-police': { handling: 'OPEN_TO_PURPOSE' },
      homes: { status: 'NOT_ASKED', handling: null },
    })
  })

  it('does not call an agency to which nothing is linked', async () => {
    const before = hub.subgraph('homes').asked.length
    await hub.ask(view, { id: 'both' })

    expect(hub.subgraph('homes').asked).toHaveLength(before)
  })

  it('is null for a person nobody knows, and every agency has no record', async () => {
    const answer = await hub.ask(view, { id: 'nobody' })

    expect(answer.data).toEqual({ person: null })
    expect(answer.errors).toEqual([])
    expect(Object.values(answer.coverage).map(({ status }) => status)).toEqual([
      'NO_RECORD',
      'NO_RECORD',
      'NO_RECORD',
    ])
  })
})
