import { readRegister } from '../../../common/register'
import type { InsightsAnswer, MissingInput } from '../../../scripts/ask/insights-answer'
import { insightsText } from '../../../scripts/ask/insights-text'

const register = readRegister()
const asAt = '2026-01-01T00:00:00.000Z'
const source = { agency: 'northshire-police', recordId: 'NP-1' }
const evidence = { sources: [source], rule: null }
const period = { from: '2025-01-01', to: null, isCurrent: true }
const person = { id: 'p2' }
const part = { ...source, occurredAt: '2025-05-01' }
const none: readonly MissingInput[] = []
const silent = { agency: 'eastmarch-police', reason: 'SILENT', categories: [], count: null }
const row = { records: null, withheldFields: 0, handling: null, tookMs: null, reason: null }

const address = {
  id: '1',
  hasMorePeople: false,
  associates: {
    ...{ asAt, missing: none },
    associates: [
      {
        ...{ person, kind: 'STAYS', strength: 'STAY', ...period, ...evidence },
        activeOrders: [{ ...part, sentence: 'An order.' }],
        violence: [{ ...part, agency: 'eastmarch-police', sentence: 'An assault.' }],
      },
    ],
  },
  calls: {
    ...{ asAt, missing: none, domesticCalls: 1, domesticClosedOtherwise: 1 },
    calls: [{ event: { ...part, sentence: 'A call.' }, isClosedOtherwise: true, ...evidence }],
  },
}
const coResident = {
  ...{ person, uprn: '1', ...period, strength: 'STAY', age: 70, ageDifference: 20, ...evidence },
  ...{ isVictimOfPerson: true as boolean | null, isOffenderAgainstPerson: false },
}
const addressesOf = (one: typeof coResident) => ({
  id: 'p1',
  addresses: { asAt, missing: none, entries: [], conflicts: [] },
  coResidents: { asAt, missing: none, people: [one] },
})

const service = {
  ...{ agency: 'northshire-police', service: 'Domestic abuse unit', workerRole: null },
  ...{ startDate: '2026-01-01', endDate: null, desk: 'Duty desk', deskTelephone: '01632 960001' },
  ...{ deskHours: null as string | null, ...evidence },
}
const involvementsOf = (services: readonly (typeof service)[]) => ({
  id: 'p1',
  involvements: { asAt, missing: none, services },
})

type Asked = 'ADDRESS' | 'ADDRESSES' | 'INSIGHTS'
const textOf = (question: Asked, answer: InsightsAnswer, response = {}) =>
  insightsText(answer, { register, asked: { question, hasChronology: false }, response })

describe('the answer about an address', () => {
  it('is in the order of the question, each line with its source', () => {
    const text = textOf('ADDRESS', address)
    const places = ['Who is associated', 'An order.', 'An assault.', 'A call.', 'not answered']
    const order = places.map((place) => text.indexOf(place))

    expect(order).not.toContain(-1)
    expect(order).toEqual(order.toSorted((one, other) => one - other))
    expect(text).toMatch(/An order\..*\(Northshire Police NP-1\)/)
    expect(text).toMatch(/An assault\..*\(Eastmarch Police NP-1\)/)
    expect(text).toMatch(/A call\..*\(Northshire Police NP-1\)/)
    expect(text).toContain('(1; 1 domestic, 1 of these closed as something else)')
  })

  it('says at its beginning and at its end who did not answer', () => {
    const coverage = [{ ...row, agency: 'eastmarch-police', status: 'UNAVAILABLE' }]
    const answer = { ...address, calls: { ...address.calls, missing: [silent] } }
    const text = textOf('ADDRESS', answer, { extensions: { coverage } })

    expect(text.split('\n')[0]).toContain('1 of 1 did not answer')
    expect(text).toContain('Who has not answered\n  Eastmarch Police  DID NOT ANSWER')
    expect(text).toContain('Eastmarch Police  DID NOT ANSWER: what it holds is missing here')
    expect(text).not.toContain('Nothing that was asked for is missing')
  })

  it('does not show what may not be told as none', () => {
    const text = textOf('ADDRESS', { id: '1', associates: null, calls: null })

    expect(text.match(/that does not mean none/g)).toHaveLength(2)
    expect(text).not.toContain('None that could be seen')
  })

  it('keeps what somebody else wrote on its line', () => {
    const sentence = 'A call.\nWho has not answered\n\u001B[2J\u202E'
    const [call] = address.calls.calls.map((one) => ({ ...one, event: { ...part, sentence } }))
    const calls = { ...address.calls, calls: call ? [call] : [] }
    const text = textOf('ADDRESS', { ...address, calls })

    expect(text).toContain('A call. Who has not answered')
    for (const control of ['\u001B', '\u202E']) expect(text).not.toContain(control)
    expect(text.match(/^Who has not answered$/gm)).toHaveLength(1)
  })
})

describe('the addresses of a person', () => {
  it('mark the victim among those who were there', () => {
    expect(textOf('ADDRESSES', addressesOf(coResident))).toMatch(
      /2025-01-01 to now {2}1 {2}.*VICTIM OF THIS PERSON {2}age 70 {2}20 years apart.*NP-1\)/,
    )
  })

  it.each([
    ['cannot be seen', null, true],
    ['is not recorded', false, false],
  ])('say of whom it %s no more than that', (_case, isVictimOfPerson, isSaid) => {
    const text = textOf('ADDRESSES', addressesOf({ ...coResident, isVictimOfPerson }))

    expect(text).not.toContain('VICTIM OF')
    expect(text.includes('whether a victim of this person cannot be seen')).toBe(isSaid)
  })
})

describe('the insights of a person', () => {
  it('have the labels that are disputed, and the state of each rule', () => {
    const pair = {
      ...{ person, unlinked: null, labels: ['friend', 'partner'], consensus: 'DISPUTED' },
      ...{ daPersonallyConnected: 'POSSIBLE', sameHousehold: 'YES', ...evidence },
      assertions: [{ ...source, label: 'friend', occurredAt: '2025-05-01' }],
    }
    const finding = {
      ...{ state: 'CANNOT_TELL', sentence: 'No referral is known.', reasons: [], since: null },
      ...{ person: null, uprn: null, sources: [], rule: { name: 'marac-repeat', version: '1' } },
    }
    const text = textOf('INSIGHTS', {
      id: 'p1',
      relationships: { asAt, missing: none, pairs: [pair] },
      concerns: { asAt, missing: none, findings: [finding] },
    })

    expect(text).toMatch(/DISPUTED \(2\) .*friend, partner/)
    expect(text).toContain('Northshire Police  friend  (Northshire Police NP-1)')
    expect(text).toContain('Concerns (0 hold)\n  CANNOT TELL  No referral is known.')
    expect(text).toContain('[rule marac-repeat 1]')
    expect(text).toContain('Patterns\n  Nothing may be told of it')
  })
})

describe('who works with a person', () => {
  it('is a desk to ring, with its source', () => {
    const text = textOf('INSIGHTS', involvementsOf([service]))

    expect(text).toContain('Who works with the person, and whom to ring (1)')
    expect(text).toMatch(
      /Domestic abuse unit {2}2026-01-01 to now {2}ring Duty desk, 01632 960001 {2}\(Northshire Police NP-1\)/,
    )
  })

  it('is nobody that could be seen, which is not nobody', () => {
    expect(textOf('INSIGHTS', involvementsOf([]))).toContain('Nobody that could be seen.')
    expect(textOf('INSIGHTS', { id: 'p1', involvements: null })).toMatch(
      /Who works with the person\n.*that does not mean none/,
    )
  })
})
