import { addressAnswerOf } from '../../../../subgraphs/insights/core/address'
import { addressesOf } from '../../../../subgraphs/insights/core/addresses'
import { coResidentsOf } from '../../../../subgraphs/insights/core/co-residents'
import { relationshipsOf } from '../../../../subgraphs/insights/core/relationships'
import { event, home, input, missing, other } from './made-up-events'

const at = { uprn: home }
const tenancy = event('homes', 'TENANCY', '2015-03-01', at)
const stay = event('probation', 'ADDRESS', '2025-06-02', {
  ...{ ...at, person: 'o', recordId: 'A-1' },
  coded: { NDELIUS_ADDRESS_STATUS: 'M', NDELIUS_ADDRESS_USAGE: 'A07A' },
})
const order = event('probation', 'ORDER', '2025-06-02', {
  ...{ person: 'o', until: '2026-06-01', role: 'CONVICTED' },
  coded: { ProbationOrderKind: 'SUSPENDED_SENTENCE_ORDER', ProbationOrderState: 'ACTIVE' },
})
const call = (day: string, changes: object = {}) =>
  event('police', 'CALL', `${day}T22:00:00Z`, { ...at, role: 'VICTIM', ...changes })

describe('the addresses of a person', () => {
  it('C12: say what each address is: residence, stay, seen, post', () => {
    const post = event('probation', 'ADDRESS', '2025-06-03', {
      ...{ uprn: '2', person: 'o' },
      coded: { NDELIUS_ADDRESS_STATUS: 'MA' },
    })
    const { entries } = addressesOf(
      input([stay, post, call('2024-01-01', { person: 'o', uprn: '3' })]),
      'o',
    )
    expect(entries.map(({ uprn, kind, strength }) => [uprn, kind, strength])).toEqual([
      ['2', 'CORRESPONDENCE', 'NONE'],
      [home, 'STAYS', 'STAY'],
      ['3', 'SEEN_AT_INCIDENT', 'SEEN'],
    ])
  })

  it('C12: make a probable stay of two sightings within 90 days, and of two further apart two', () => {
    const seen = (...days: string[]) =>
      addressesOf(input(days.map((day) => call(day))), 'v').entries.map((one) => one.strength)
    expect(seen('2025-01-01', '2025-04-01')).toEqual(['PROBABLE_STAY'])
    expect(seen('2025-01-01', '2025-04-02')).toEqual(['SEEN', 'SEEN'])
  })

  it('C11: say when somebody was homeless, and that no address is known then', () => {
    const none = event('probation', 'ADDRESS', '2013-01-01', {
      coded: { NDELIUS_ADDRESS_STATUS: 'M', NDELIUS_ADDRESS_USAGE: 'A08A' },
    })
    expect(addressesOf(input([none]), 'v').entries).toMatchObject([
      { uprn: null, isHomeless: true, usageCode: 'A08A' },
    ])
  })

  it('say when agencies place somebody in two homes at once, and not when one follows the other', () => {
    const before = event('homes', 'TENANCY', '2010-01-01', { uprn: '9', until: '2015-02-28' })
    const beside = event('homes', 'TENANCY', '2020-01-01', { uprn: '8', until: '2020-12-31' })
    const conflicts = (...events: (typeof tenancy)[]) => addressesOf(input(events), 'v').conflicts
    expect(conflicts(before, tenancy)).toEqual([])
    expect(conflicts(before, tenancy, beside)).toMatchObject([
      { uprns: ['8', home].toSorted(), from: '2020-01-01', to: '2021-01-01' },
    ])
  })

  it('take the file of an agency for what it is: no start, and never known to be current', () => {
    const filed = [
      { person: 'v', agency: 'gp', agencyKind: 'gp', recordId: 'P', uprn: home },
      { person: 'v', agency: 'gp', agencyKind: 'gp', recordId: 'Q', uprn: '4' },
    ].map((one, index) => ({ ...one, recordedAt: `202${5 + 2 * index}-01-01T00:00:00Z` }))
    expect(addressesOf({ ...input([]), filed }, 'v').entries).toMatchObject([
      { uprn: home, from: null, isCurrent: null },
    ])
  })
})

describe('who lives with a person', () => {
  it('is told with the overlap, half-open, at the strength of the weaker fact', () => {
    expect(coResidentsOf(input([tenancy, stay]), 'v')).toMatchObject([
      { person: 'o', uprn: home, from: '2025-06-02', to: null, isCurrent: true, strength: 'STAY' },
    ])
  })

  it('is nobody who came when the other had left, nor with an unknown start', () => {
    const left = { ...tenancy, until: '2025-06-01' }
    const unknown = { ...stay, precision: 'UNCERTAIN' as const }
    expect(coResidentsOf(input([left, stay]), 'v')).toEqual([])
    expect(coResidentsOf(input([{ ...left, until: '2025-06-02' }, stay]), 'v')).toHaveLength(1)
    expect(coResidentsOf(input([tenancy, unknown]), 'v')).toEqual([])
  })

  it('is told once of a time for which two facts are as strong, with the records of both', () => {
    const registered = event('gp', 'REGISTRATION', '2014-01-01', { uprn: home })
    const found = coResidentsOf(input([tenancy, registered, stay]), 'v')
    expect(found.map(({ strength }) => strength)).toEqual(['STAY'])
    expect(found[0]?.sources.map(({ agency }) => agency)).toEqual(['homes', 'probation', 'gp'])
  })

  it('C3: has ages and their difference, and neither without a date of birth', () => {
    const births = new Map([
      ['v', '1957-03-11'],
      ['o', '1984-12-30'],
    ])
    const [known] = coResidentsOf(input([tenancy, stay]), 'v', births)
    const [unknown] = coResidentsOf(input([tenancy, stay]), 'v')
    expect(known).toMatchObject({ age: 41, ageDifference: 27 })
    expect(unknown).toMatchObject({ age: null, ageDifference: null })
  })
})

describe('an address', () => {
  const violence = ['2013-07-08', '2014-06-16'].map((day) =>
    event('other-police', 'CONVICTION', day, {
      ...{ person: 'o', role: 'CONVICTED' },
      coded: { HO_OFFENCE: '008/06' },
    }),
  )
  const shared = { role: 'PRESENT', people: [other()] }
  const calls = [
    call('2025-06-21', { ...shared, coded: { INCIDENT: ['DOMESTIC', 'NUISANCE'] } }),
    call('2025-07-26', { ...shared, coded: { INCIDENT: ['DOMESTIC', 'DOMESTIC'] } }),
  ]
  const seenByBoth = calls.flatMap((one) => [one, { ...one, person: 'o' }])
  const events = [tenancy, stay, order, ...violence, ...seenByBoth]

  it('B10, A4: says who is there, the order that binds them and the violence in any force', () => {
    const { associates } = addressAnswerOf(input(events), home)
    expect(associates.map(({ person, strength }) => [person, strength])).toEqual([
      ['v', 'TENANCY'],
      ['o', 'STAY'],
    ])
    expect(associates[1]?.activeOrders).toMatchObject([{ recordId: order.recordId }])
    expect(associates[1]?.violence.map((one) => one.agency)).toEqual([
      'other-police',
      'other-police',
    ])
  })

  it('A3: counts each call once, however many people it names, and how they were closed', () => {
    const answer = addressAnswerOf(input(events), home)
    expect(answer.calls.map(({ openedAs, closedAs }) => [openedAs, closedAs])).toEqual([
      ['DOMESTIC', 'DOMESTIC'],
      ['DOMESTIC', 'NUISANCE'],
    ])
    expect(answer).toMatchObject({ domesticCalls: 2, domesticClosedOtherwise: 1 })
  })

  it('gives nobody who left with orders and violence, and no order that has ended', () => {
    const left = { ...stay, until: '2025-10-01' }
    const gone = addressAnswerOf(input([left, order, ...violence]), home).associates
    const later = { asAt: new Date('2026-06-02T12:00:00Z') }
    const ended = addressAnswerOf(input([stay, order], later), home).associates
    expect(gone).toMatchObject([{ isCurrent: false, activeOrders: [], violence: [] }])
    expect(ended).toMatchObject([{ isCurrent: true, activeOrders: [] }])
  })
})

describe('what two people are to each other', () => {
  const says = (day: string, relationship: string, changes: object = {}) =>
    call(day, { people: [other({ relationship })], ...changes })

  it('C1: is every label with who said it and when, DISPUTED and never one of them', () => {
    const labels = ['partner', 'Friend', 'housemate', 'tenant', 'unknown']
    const events = labels.map((label, index) => says(`2025-01-0${index + 1}`, label))
    expect(relationshipsOf(input(events), 'v')).toMatchObject([
      {
        ...{ person: 'o', consensus: 'DISPUTED' },
        labels: ['friend', 'housemate', 'partner', 'tenant'],
        ...{ daPersonallyConnected: 'POSSIBLE', sameHousehold: 'POSSIBLE' },
        assertions: { length: 4 },
      },
    ])
  })

  it.each([
    [['friend', 'friend'], 'AGREED', 'NO'],
    [['friend'], 'SINGLE', 'NO'],
    [['former partner'], 'SINGLE', 'YES'],
    [['ex-husband', 'ex-husband'], 'AGREED', 'YES'],
    [['brother', 'friend'], 'DISPUTED', 'POSSIBLE'],
    [['unknown'], 'SINGLE', 'POSSIBLE'],
  ])('of %j is %s, connected: %s', (labels, consensus, connected) => {
    const events = labels.map((label, index) => says(`2025-01-0${index + 1}`, label))
    const [pair] = relationshipsOf(input(events), 'v')
    expect([pair?.consensus, pair?.daPersonallyConnected]).toEqual([consensus, connected])
  })

  it('is never a NO while something is missing', () => {
    const unseen = { missing: [missing('homes', 'SILENT')] }
    const [pair] = relationshipsOf(input([says('2025-01-01', 'friend')], unseen), 'v')
    expect([pair?.daPersonallyConnected, pair?.sameHousehold]).toEqual(['POSSIBLE', 'POSSIBLE'])
  })

  it('has one household when both live at one address', () => {
    const resides = { ...stay, codes: stay.codes.filter(({ system }) => !system.includes('USAGE')) }
    const events = [says('2025-07-01', 'friend'), tenancy, resides]
    expect(relationshipsOf(input(events), 'v')).toMatchObject([{ sameHousehold: 'YES' }])
  })

  it('keeps apart references that nobody linked, and makes no pair of nobody', () => {
    const people = [other({ person: null, reference: 'P-7', relationship: 'friend' })]
    const events = [
      call('2025-01-01', { people }),
      event('other-police', 'CALL', '2025-01-02', { people }),
      call('2025-01-03', { people: [other({ person: null, reference: null })] }),
    ]
    expect(relationshipsOf(input(events), 'v').map(({ unlinked }) => unlinked)).toEqual([
      { agency: 'other-police', reference: 'P-7' },
      { agency: 'police', reference: 'P-7' },
    ])
  })
})
