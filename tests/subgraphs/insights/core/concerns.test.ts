import type { ConcernInput } from '../../../../subgraphs/insights/core/concerns'
import { concernsOf } from '../../../../subgraphs/insights/core/concerns'
import type { InsightEvent } from '../../../../subgraphs/insights/core/event'
import { event, home, input, missing, other } from './made-up-events'

function found(
  name: string,
  events: readonly InsightEvent[],
  changes: Partial<ConcernInput> = {},
  person = 'v',
) {
  const concerns = concernsOf({ ...input(events), ...changes }, person)
  return concerns.filter(({ rule }) => rule.name === name)
}

const tenancy = event('homes', 'TENANCY', '2015-03-01', { uprn: home })
const stay = event('probation', 'ADDRESS', '2025-06-02', {
  ...{ uprn: home, person: 'o' },
  coded: { NDELIUS_ADDRESS_STATUS: 'M', NDELIUS_ADDRESS_USAGE: 'A07A' },
})
const order = (requirements: string[] = [], until = '2026-06-01') =>
  event('probation', 'ORDER', '2025-06-02', {
    ...{ person: 'o', until, role: 'CONVICTED' },
    coded: {
      ProbationOrderKind: 'SUSPENDED_SENTENCE_ORDER',
      ProbationOrderState: 'ACTIVE',
      RequirementKind: requirements,
    },
  })
const crime = event('other-police', 'CRIME', '2013-03-16', {
  ...{ role: 'VICTIM', people: [other({ role: 'CONVICTED' })] },
  coded: { HO_OFFENCE: '008/06' },
})

describe('somebody on an order who lives with the victim', () => {
  const name = 'supervised-lives-with-victim'

  it('A7, B12: is a concern for both when no requirement protects, with all that it rests on', () => {
    const events = [tenancy, stay, order(['SUPERVISION']), crime]
    expect(found(name, events)).toMatchObject([
      { person: 'o', uprn: home, since: '2025-06-02', reasons: ['PERSON_IS_VICTIM'] },
    ])
    expect(found(name, events)[0]?.sources.map(({ agency }) => agency)).toEqual([
      'probation',
      'other-police',
    ])
    expect(found(name, events, {}, 'o')).toMatchObject([{ reasons: ['PERSON_IS_SUPERVISED'] }])
  })

  it.each([
    ['exclusion', [tenancy, stay, order(['EXCLUSION']), crime]],
    ['residence', [tenancy, stay, order(['RESIDENCE']), crime]],
    ['prohibited activity', [tenancy, stay, order(['PROHIBITED_ACTIVITY']), crime]],
    ['an order that ended', [tenancy, stay, order([], '2025-12-31'), crime]],
    ['another victim', [tenancy, stay, order(), { ...crime, person: 'x' }]],
    ['a home that one left', [{ ...tenancy, until: '2025-12-31' }, stay, order(), crime]],
  ])('A7: is none with %s', (_, events) => {
    expect(found(name, events)).toEqual([])
  })

  it('A7: counts one crime once that is read from the views of both', () => {
    const his = { ...crime, person: 'o', role: 'CONVICTED' }
    const told = { ...his, people: [other({ person: 'v', role: 'VICTIM' })] }
    expect(found(name, [tenancy, stay, order(), crime, told])[0]?.numbers).toContainEqual({
      ...{ name: 'crimes', value: 1 },
    })
  })
})

describe('a call where somebody on an order lives', () => {
  const call = (day: string) => event('police', 'CALL', `${day}T22:00:00Z`, { uprn: home })

  it('B10: is a concern from the first call on a day on which both hold', () => {
    const events = [stay, order(), call('2025-06-01'), call('2025-06-21'), call('2025-07-26')]
    expect(found('call-where-supervised-lives', events)).toMatchObject([
      { person: 'o', uprn: home, since: '2025-06-21', numbers: [{ name: 'calls', value: 2 }] },
    ])
    expect(found('call-where-supervised-lives', events.slice(0, 3))).toEqual([])
  })
})

describe('the criteria for a conference', () => {
  const assessed = (day: string, coded: Record<string, string>) =>
    event('police', 'RISK_ASSESSMENT', day, { coded })
  const domestic = (day: string, changes: object = {}) =>
    event('police', 'CALL', day, {
      ...{ role: 'VICTIM', ...changes },
      coded: { INCIDENT: ['DOMESTIC', 'NUISANCE'] },
    })
  const state = (name: string, events: InsightEvent[], changes: Partial<ConcernInput> = {}) =>
    found(name, events, changes).map((one) => one.state)

  it.each([
    ['14', ['HOLDS']],
    ['13', ['NOT_SHOWN']],
  ])('3.4: of %s ticks: %j, whatever grade somebody set', (ticks, expected) => {
    const event = assessed('2025-05-01', { DASH_TICKS: ticks, RiskGrade: 'STANDARD' })
    expect(state('marac-visible-high-risk', [event])).toEqual(expected)
  })

  it('3.4: judgement raises by itself, and lowers nothing', () => {
    const raised = { RiskGrade: 'HIGH', ActuarialRiskGrade: 'MEDIUM', DASH_TICKS: '11' }
    const lowered = { RiskGrade: 'MEDIUM', ActuarialRiskGrade: 'HIGH', DASH_TICKS: '16' }
    const name = 'marac-professional-judgement'
    expect(state(name, [assessed('2025-05-01', raised)])).toEqual(['HOLDS'])
    expect(state(name, [assessed('2025-05-01', lowered)])).toEqual(['NOT_SHOWN'])
    expect(state('marac-visible-high-risk', [assessed('2025-05-01', lowered)])).toEqual(['HOLDS'])
  })

  it('3.4: three domestic events in twelve months, of the one at risk', () => {
    const days = ['2025-01-01', '2025-06-01', '2025-12-31']
    const suspect = days.map((day) => domestic(day, { role: 'SUSPECT' }))
    expect(
      state(
        'marac-escalation',
        days.map((day) => domestic(day)),
      ),
    ).toEqual(['HOLDS'])
    expect(state('marac-escalation', suspect)).toEqual(['NOT_SHOWN'])
  })

  it('3.4: a repeat is by the rule of the day: any abuse, or violence only', () => {
    const referral = event('charity', 'CONFERENCE', '2025-01-01')
    const abuse = domestic('2025-12-31')
    const late = domestic('2026-01-02')
    const earlier = { asAt: new Date('2019-12-31T12:00:00Z') }
    const then = [
      event('charity', 'CONFERENCE', '2019-01-01'),
      domestic('2019-06-01'),
      event('hospital', 'ATTENDANCE', '2019-07-01', { isAssault: true }),
    ]
    const today = { asAt: new Date('2026-02-01T12:00:00Z') }
    expect(state('marac-repeat', [referral, abuse], today)).toEqual(['HOLDS'])
    expect(state('marac-repeat', [referral, late], today)).toEqual(['NOT_SHOWN'])
    expect(state('marac-repeat', then.slice(0, 2), earlier)).toEqual(['NOT_SHOWN'])
    expect(state('marac-repeat', then, earlier)).toEqual(['HOLDS'])
  })

  it('cannot be told to be unmet while an agency is missing', () => {
    const unseen = { missing: [missing('police', 'SILENT')] }
    const concerns = concernsOf(input([], unseen), 'v')
    expect(concerns.map(({ state: one }) => one)).toEqual(Array(4).fill('CANNOT_TELL'))
  })
})

describe('how the person was dealt with', () => {
  const unsafe = event('care', 'CAPACITY_ASSESSMENT', '2025-08-20', {
    isAlcoholInvolved: true,
    coded: { AssessmentPlace: 'DOORSTEP', CIRCUMSTANCE: ['NOT_SEEN_ALONE', 'GP_NOT_CONSULTED'] },
  })
  const assault = (method: string) =>
    event('care', 'CONCERN', '2025-08-08', {
      coded: { CareMethod: method, CONCERN_ABOUT: 'ASSAULT' },
    })
  const talk = (day: string, CIRCUMSTANCE: string[], isAlcoholInvolved: boolean | null = null) =>
    event('care', 'CONTACT', day, {
      isAlcoholInvolved,
      coded: { CareMethod: 'DOORSTEP', CIRCUMSTANCE },
    })

  it('B4: an assessment of capacity is not safe to rely on, and why', () => {
    const safe = event('care', 'CAPACITY_ASSESSMENT', '2025-08-21', {
      isAlcoholInvolved: false,
      coded: { AssessmentPlace: 'OFFICE', CIRCUMSTANCE: ['SEEN_ALONE', 'GP_CONSULTED'] },
    })
    expect(found('capacity-not-safe', [unsafe, safe])).toMatchObject([
      {
        reasons: ['DOORSTEP', 'GP_NOT_CONSULTED', 'INTOXICATED', 'OTHER_PARTY_PRESENT'],
        sources: [{ recordId: unsafe.recordId }],
      },
    ])
  })

  it('A19, B5: a concern about an assault was decided about over the telephone', () => {
    expect(found('assault-triaged-by-telephone', [assault('TELEPHONE')])).toHaveLength(1)
    expect(found('assault-triaged-by-telephone', [assault('FACE_TO_FACE_ALONE')])).toEqual([])
  })

  it('B2: criteria for a meeting of professionals, each that is met', () => {
    const refusal = event('care', 'REFUSAL', '2025-08-20')
    const agencies = ['gp', 'police'].map((one) => event(one, 'ENCOUNTER', '2025-08-01'))
    expect(
      found('professionals-meeting', [refusal, assault('TELEPHONE'), ...agencies]),
    ).toMatchObject([{ reasons: ['HIGH_RISK', 'NON_ENGAGEMENT', 'SEVERAL_AGENCIES'] }])
    expect(found('professionals-meeting', agencies)).toEqual([])
  })

  it('C2: what may point to economic abuse', () => {
    const coded = { EconomicAbuseKind: 'LIVES_RENT_FREE' }
    const rentFree = event('care', 'ECONOMIC_ABUSE', '2025-08-14', { coded })
    expect(found('economic-abuse-indicators', [rentFree])).toMatchObject([
      { reasons: ['LIVES_RENT_FREE'] },
    ])
  })

  it('4.8: the person was never spoken to alone', () => {
    const name = 'never-seen-alone'
    expect(found(name, [talk('2025-08-20', ['NOT_SEEN_ALONE'])])).toHaveLength(1)
    expect(
      found(name, [talk('2025-08-20', ['NOT_SEEN_ALONE']), talk('2025-08-21', ['SEEN_ALONE'])]),
    ).toEqual([])
    expect(found(name, [talk('2025-08-20', [])])).toEqual([])
  })

  it('B15: nobody told the person of the risk while sober and alone', () => {
    const name = 'not-told-of-risk'
    const told = ['INFORMED_OF_RISK', 'SEEN_ALONE']
    const states = (...talks: InsightEvent[]) =>
      found(name, [assault('TELEPHONE'), ...talks]).map(({ state }) => state)
    expect(states(talk('2025-08-20', told, true))).toEqual(['HOLDS'])
    expect(states(talk('2025-08-20', ['INFORMED_OF_RISK', 'NOT_SEEN_ALONE'], false))).toEqual([
      'HOLDS',
    ])
    expect(states(talk('2025-08-20', told, null))).toEqual(['CANNOT_TELL'])
    expect(states(talk('2025-08-20', told, false))).toEqual([])
    expect(found(name, [talk('2025-08-20', ['NOT_INFORMED_OF_RISK'])])).toEqual([])
  })
})

describe('the questions that nobody has asked', () => {
  it('A12, C4: an agency that was never asked; one that did not answer was', () => {
    const unseen = { missing: [missing('gp', 'NOT_ASKED'), missing('homes', 'SILENT')] }
    expect(found('agency-never-asked', [], unseen)).toMatchObject([
      { agency: 'gp', reasons: ['GP'] },
    ])
  })

  it('C7: sexual orientation, when all who may have asked did not; declined is an answer', () => {
    const asked = (...states: string[]) => ({
      orientationAsked: states.map((state) => ({ agency: 'gp', state })),
    })
    const name = 'orientation-never-asked'
    expect(found(name, [], asked('NOT_ASKED', 'UNKNOWN'))).toHaveLength(1)
    expect(found(name, [], asked('NOT_ASKED', 'ASKED_DECLINED'))).toEqual([])
    expect(found(name, [])).toEqual([])
  })

  it('C4: no contact while sober', () => {
    const talk = (isAlcoholInvolved: boolean) =>
      event('care', 'CONTACT', `2025-08-2${Number(isAlcoholInvolved)}`, { isAlcoholInvolved })
    expect(found('never-seen-sober', [talk(true)])).toHaveLength(1)
    expect(found('never-seen-sober', [talk(true), talk(false)])).toEqual([])
  })

  it('C1, C4: what two people are to each other, where labels differ and something serious is known', () => {
    const call = (day: string, relationship: string, role: string | null) =>
      event('police', 'CALL', day, {
        ...{ role, people: [other({ relationship })] },
        coded: { INCIDENT: 'VIOLENCE' },
      })
    const calls = (role: string | null) => [
      call('2025-08-01', 'friend', role),
      call('2025-08-02', 'partner', role),
    ]
    expect(found('relationship-disputed', calls('VICTIM'))).toMatchObject([
      { person: 'o', reasons: ['friend', 'partner'], sources: { length: 2 } },
    ])
    expect(found('relationship-disputed', calls(null))).toEqual([])
  })
})

it('C13: nothing that is told is a score', () => {
  const events = [tenancy, stay, order(), crime]
  const words = JSON.stringify(concernsOf(input(events), 'v')).toLowerCase()
  expect(words).not.toMatch(/score|probab|predict|likel/)
})
