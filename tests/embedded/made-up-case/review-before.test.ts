import { MadeUpCase } from './case-files'

/** What was known before the call that opens the case, by the paragraph of the review that named it. */
let madeUp: MadeUpCase

beforeAll(async () => {
  madeUp = await MadeUpCase.read()
})

const probation = (recordType: string) =>
  madeUp.of('northshire-probation', recordType, 'PR-OFF-0001')

describe('the made-up case, before the calls to the home', () => {
  it('A1, A8 (3.71, 3.82a): the report for the court was finished without the convictions that both forces hold', () => {
    const [report] = probation('courtReport')
    expect(report).toMatchObject({
      hasAntecedents: false,
      sourcesConsulted: ['INTERVIEW', 'OASYS'],
    })
    const held = ['EM-NOM-0002', 'NP-NOM-0002'].flatMap((reference) =>
      madeUp.of(
        `${reference.startsWith('EM') ? 'eastmarch' : 'northshire'}-police`,
        'conviction',
        reference,
      ),
    )
    expect(held.length).toBeGreaterThan(2)
    expect(
      held.every(({ occurredAt }) => Number(occurredAt) < Number(report?.occurredAt) + 864e5 * 30),
    ).toBe(true)
  })

  it('A2 (2.3): one force holds two assaults on the same victim, and one on somebody else', () => {
    const crimes = madeUp.of('eastmarch-police', 'crime', 'EM-NOM-0002')
    const victims = crimes.map(
      ({ people }) => people?.find(({ role }) => role === 'VICTIM')?.reference,
    )
    expect(victims).toEqual(['EM-NOM-0003', 'EM-NOM-0001', 'EM-NOM-0001'])
    expect(crimes.slice(1).map((crime) => crime['offence'])).toEqual(['008/06', '008/06'])
  })

  it('A6 (3.71): a later assessment was begun and never finished, and it says that the risk is high', () => {
    expect(probation('assessment').map((one) => one['completion'])).toEqual([
      'COMPLETE',
      'LOCKED_INCOMPLETE',
    ])
    expect(probation('assessment').at(-1)?.['riskOfSeriousHarm']).toEqual([
      expect.objectContaining({ group: 'KNOWN_ADULT', level: 'HIGH' }),
    ])
  })

  it('A22 (2.2): the landlord holds a tenancy of the victim and somebody in it who pays nothing', () => {
    const tenants = madeUp
      .all('harrowmere-homes', 'tenancy')
      .filter((one) => one['uprn'] === '906700000011')
    const others = madeUp
      .all('harrowmere-homes', 'householdMember')
      .filter((one) => one['uprn'] === '906700000011')
    expect(tenants).toHaveLength(1)
    expect(others).toHaveLength(1)
    expect(others[0]).toMatchObject({ relationship: expect.any(String) as string })
    expect(others[0]?.personRefs).not.toEqual(tenants[0]?.personRefs)
  })
})
