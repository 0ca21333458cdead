import { addressAnswerOf } from '../../../../subgraphs/insights/core/address'
import { chronologyOf } from '../../../../subgraphs/insights/core/chronology'
import { concernsOf } from '../../../../subgraphs/insights/core/concerns'
import type { InsightEvent } from '../../../../subgraphs/insights/core/event'
import { injuriesOf } from '../../../../subgraphs/insights/core/injuries'
import { patternsOf } from '../../../../subgraphs/insights/core/patterns'
import { relationshipsOf } from '../../../../subgraphs/insights/core/relationships'
import { MadeUpCase } from '../../../embedded/made-up-case/case-files'
import { caseEvents } from './case-events'
import { home, input } from './made-up-events'

let events: readonly InsightEvent[]
const autumn = { asAt: new Date('2025-09-20T12:00:00Z') }

beforeAll(async () => {
  const madeUp = await MadeUpCase.read()
  const person = (nhsNumber: string) =>
    madeUp.find((record) => record.identifiers?.nhsNumber === nhsNumber)
  events = caseEvents(madeUp, { v: person('9990000018'), o: person('9990000026') })
}, 60_000)

const ofVictor = () => events.filter(({ person }) => person === 'v')

describe('the made-up case, over all agencies', () => {
  it('A11, A12: 39 attendances at the unit and 15 injuries of the practice are two numbers', () => {
    const { bySource } = injuriesOf(input(ofVictor(), autumn))
    const of = (agency: string) => bySource.find((one) => one.agency === agency)
    expect(of('harrowmere-minor-injuries')?.attendances).toBe(39)
    expect(of('harrowmere-gp')?.injuries).toBe(15)
  })

  it('C5: fewer injuries than records of them', () => {
    const { total, recordsOfInjury, injuries } = injuriesOf(input(ofVictor(), autumn))
    expect(total).toBeLessThan(recordsOfInjury)
    expect(injuries.flatMap(({ parts }) => parts)).toHaveLength(recordsOfInjury)
  })

  it('A3, A5: eleven calls to the home, five opened as domestic and closed as something else', () => {
    const { calls, domesticClosedOtherwise } = addressAnswerOf(input(events, autumn), home)
    expect([calls.length, domesticClosedOtherwise]).toEqual([11, 5])
  })

  it('B10, A4: from the address to the order that binds him and two assaults in the other force', () => {
    const { associates } = addressAnswerOf(input(events, autumn), home)
    const owen = associates.find(({ person }) => person === 'o')
    const assaults = owen?.violence.filter(({ kind, codes }) => {
      return kind === 'CONVICTION' && codes.some(({ code }) => code === '008/06')
    })
    expect(owen?.activeOrders.map(({ agency }) => agency)).toContain('northshire-probation')
    expect(assaults?.map(({ agency }) => agency)).toEqual(['eastmarch-police', 'eastmarch-police'])
  })

  it('B20: 26 days without an entry of adult social care', () => {
    const question = {
      ...{ from: null, to: null, kinds: null, agencies: ['northshire-adult-care'] },
      ...{ order: 'OLDEST_FIRST' as const, first: 1000, after: null },
    }
    const { rows } = chronologyOf(input(ofVictor(), autumn), question)
    expect(rows.flatMap(({ silentDays }) => silentDays ?? [])).toEqual([26])
  })

  it('C1: labels that do not agree', () => {
    const pair = relationshipsOf(input(events, autumn), 'v').find(({ person }) => person === 'o')
    expect(pair).toMatchObject({ consensus: 'DISPUTED', daPersonallyConnected: 'POSSIBLE' })
    expect(pair?.labels).toEqual(expect.arrayContaining(['partner', 'friend', 'housemate']))
    expect(pair?.labels.length).toBeGreaterThanOrEqual(4)
  })

  it('A7, A19, B4, B15: the concerns that hold in the autumn', () => {
    const names = concernsOf(input(events, autumn), 'v')
      .filter(({ state }) => state === 'HOLDS')
      .map(({ rule }) => rule.name)
    expect(names).toEqual(
      expect.arrayContaining([
        ...['supervised-lives-with-victim', 'call-where-supervised-lives', 'capacity-not-safe'],
        ...['assault-triaged-by-telephone', 'not-told-of-risk', 'marac-escalation'],
        ...['economic-abuse-indicators', 'never-seen-alone', 'relationship-disputed'],
      ]),
    )
  })

  it('B8: hold whatever anybody calls the two, and when nobody calls them anything', () => {
    const holding = (given: readonly InsightEvent[]) =>
      concernsOf(input(given, autumn), 'v')
        .filter(({ state }) => state === 'HOLDS')
        .map(({ rule }) => rule.name)
        .filter((name) => name !== 'relationship-disputed')
    const unnamed = events.map((one) => ({
      ...one,
      people: one.people?.map((person) => ({ ...person, relationship: null })) ?? null,
    }))
    expect(holding(unnamed)).toEqual(holding(events))
    expect(holding(unnamed)).toContain('supervised-lives-with-victim')
  })

  it('A13, A20, B13, B14: the patterns that hold in the autumn', () => {
    const names = patternsOf(input(events, autumn), 'v').map(({ rule }) => rule.name)
    expect(names).toEqual(
      expect.arrayContaining([
        ...['frequent-attender', 'repeat-calls-address', 'domestic-closed-otherwise'],
        ...['repeat-concern', 'refusal-ended-work', 'need-without-referral'],
      ]),
    )
  })
})
