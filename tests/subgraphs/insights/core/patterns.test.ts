import type { InsightEvent } from '../../../../subgraphs/insights/core/event'
import { patternsOf } from '../../../../subgraphs/insights/core/patterns'
import { event, home, input, missing, other } from './made-up-events'

function found(name: string, events: readonly InsightEvent[], changes: object = {}) {
  return patternsOf(input(events, changes), 'v').filter(({ rule }) => rule.name === name)
}

function calls(days: readonly string[], changes: Parameters<typeof event>[3] = {}) {
  return days.map((day) => event('police', 'CALL', day, { uprn: home, ...changes }))
}

function numbersOf([finding]: ReturnType<typeof found>) {
  return Object.fromEntries(finding?.numbers.map(({ name, value }) => [name, value]) ?? [])
}

const three = ['2025-01-01', '2025-06-01', '2025-12-31']

describe('the patterns in the events of a person', () => {
  it('A3, B9: are repeat calls by person, by pair and by address, each by itself', () => {
    const events = calls(three, { people: [other()] })
    const elsewhere = calls(three).map((one, index) => ({ ...one, uprn: `${index}` }))
    const name = (which: string) => `repeat-calls-${which}`
    expect(found(name('person'), events)).toMatchObject([{ since: '2025-12-31', uprn: null }])
    expect(found(name('pair'), events)).toMatchObject([{ person: 'o' }])
    expect(found(name('address'), events)).toMatchObject([{ uprn: home }])
    expect(found(name('person'), elsewhere)).toHaveLength(1)
    expect([...found(name('pair'), elsewhere), ...found(name('address'), elsewhere)]).toEqual([])
  })

  it('A3: are not calls that are further apart than the rule says', () => {
    expect(found('repeat-calls-person', calls(['2024-12-31', ...three.slice(1)]))).toEqual([])
  })

  it('A5: are domestic calls closed as something else, and not those closed as domestic or open', () => {
    const downgraded = calls(three, { coded: { INCIDENT: ['DOMESTIC', 'NUISANCE'] } })
    const kept = calls(three, { coded: { INCIDENT: ['DOMESTIC', 'DOMESTIC'] } })
    const open = calls(three, { coded: { INCIDENT: ['DOMESTIC'] } })
    expect(numbersOf(found('domestic-closed-otherwise', downgraded))).toMatchObject({ calls: 3 })
    expect(found('domestic-closed-otherwise', kept)).toEqual([])
    expect(found('domestic-closed-otherwise', open)).toEqual([])
  })

  it('A11, A15: are ten visits in a year, minor injuries units among them', () => {
    const visit = (index: number) =>
      event(
        index % 2 ? 'hospital' : 'minor-injuries',
        'ATTENDANCE',
        `2025-0${(index % 9) + 1}-0${(index % 5) + 1}`,
      )
    const ten = Array.from({ length: 10 }, (_, index) => visit(index))
    expect(found('frequent-attender', ten.slice(1))).toEqual([])
    expect(found('frequent-attender', ten)).toMatchObject([
      { rule: { version: 'TEN_IN_A_YEAR' }, sources: { length: 10 } },
    ])
  })

  it('A14: count a visit and the transfer that goes on with it once', () => {
    const days = Array.from({ length: 9 }, (_, index) => `2025-0${index + 1}-01`)
    const visits = days.map((day) => event('hospital', 'ATTENDANCE', `${day}T10:00:00Z`))
    const last = event('hospital', 'ATTENDANCE', '2025-10-01T10:00:00Z')
    const moved = { ...last, codes: [{ system: 'Discharge', code: 'TRANSFERRED', display: '' }] }
    const next = event('other-hospital', 'ATTENDANCE', '2025-10-01T14:00:00Z')
    const count = (...more: InsightEvent[]) =>
      numbersOf(found('frequent-attender', [...visits, ...more]))['attendances']
    expect([count(moved, next), count(last, next)]).toEqual([10, 11])
  })

  it('are shorter times between calls, by the numbers and not by a word', () => {
    const shorter = [
      '2025-01-01',
      '2025-03-01',
      '2025-05-01',
      '2025-05-11',
      '2025-05-21',
      '2025-05-25',
    ]
    expect(numbersOf(found('shorter-intervals', calls(shorter)))).toEqual({
      ...{ calls: 6, earlierMedianDays: 60, laterMedianDays: 7 },
    })
    expect(found('shorter-intervals', calls(shorter.slice(1)))).toEqual([])
    const regular = ['01-01', '02-01', '03-01', '04-01', '05-01', '07-01'].map(
      (day) => `2025-${day}`,
    )
    expect(found('shorter-intervals', calls(regular))).toEqual([])
  })

  it('are more injuries than in the year before, or more to the head', () => {
    const hurt = (day: string, site: string) => event('gp', 'ENCOUNTER', day, { bodySites: [site] })
    const before = hurt('2024-06-01', 'ARM')
    expect(numbersOf(found('more-injuries', [before, hurt('2025-06-01', 'HEAD')]))).toMatchObject({
      ...{ injuries: 1, headInjuries: 1, injuriesBefore: 1, headInjuriesBefore: 0 },
    })
    expect(found('more-injuries', [before, hurt('2025-06-01', 'ARM')])).toEqual([])
    expect(found('more-injuries', [hurt('2025-06-01', 'HEAD')])).toEqual([])
  })

  it('A13: are a second safeguarding concern within fourteen days', () => {
    const concerns = (...days: string[]) => days.map((day) => event('care', 'CONCERN', day))
    expect(found('repeat-concern', concerns('2025-08-01', '2025-08-15'))).toHaveLength(1)
    expect(found('repeat-concern', concerns('2025-08-01', '2025-08-16'))).toEqual([])
  })
})

describe('the gaps in the events of a person', () => {
  const refusal = event('care', 'REFUSAL', '2025-08-20')
  const contact = (day: string, CareMethod: string) =>
    event('care', 'CONTACT', day, { coded: { CareMethod } })

  it('B14: are refusals after which the agency had no contact; a letter is none', () => {
    const name = 'refusal-ended-work'
    const letter = contact('2025-09-15', 'LETTER')
    expect(found(name, [refusal, letter])).toMatchObject([{ agency: 'care', since: '2025-09-18' }])
    expect(found(name, [refusal, contact('2025-09-17', 'TELEPHONE')])).toEqual([])
    expect(found(name, [refusal, contact('2025-09-18', 'TELEPHONE')])).toHaveLength(1)
    expect(found(name, [refusal], { asAt: new Date('2025-09-17T12:00:00Z') })).toEqual([])
  })

  it('B14: cannot be told when some of the agency cannot be seen', () => {
    const unseen = { missing: [missing('care', 'LEFT_OFF')] }
    expect(found('refusal-ended-work', [refusal], unseen)).toMatchObject([
      { state: 'CANNOT_TELL', missing: unseen.missing },
    ])
  })

  const drunk = { isAlcoholInvolved: true }
  const needs = [
    event('gp', 'ENCOUNTER', '2025-06-01', drunk),
    event('ambulance', 'AMBULANCE_CALL', '2025-07-01', drunk),
  ]

  it('A20, B13: are a need that two agencies recorded and no referral', () => {
    const name = 'need-without-referral'
    const referral = event('recovery', 'REFERRAL', '2024-11-11')
    expect(found(name, needs)).toMatchObject([{ reasons: ['ALCOHOL'], since: '2025-07-01' }])
    expect(found(name, needs.slice(1))).toEqual([])
    expect(found(name, [...needs, referral])).toEqual([])
  })

  it('B13: cannot be told when the recovery service did not answer', () => {
    const unseen = { missing: [missing('recovery', 'SILENT')] }
    expect(found('need-without-referral', needs, unseen)).toMatchObject([{ state: 'CANNOT_TELL' }])
  })

  it('B6: are a letter as the only action after a high risk', () => {
    const name = 'letter-after-high-risk'
    const high = event('police', 'RISK_ASSESSMENT', '2025-08-01', { coded: { RiskGrade: 'HIGH' } })
    const letter = contact('2025-08-20', 'LETTER')
    expect(found(name, [high, letter])).toMatchObject([{ agency: 'care', since: '2025-08-20' }])
    expect(found(name, [high, letter, contact('2025-09-26', 'DOORSTEP')])).toEqual([])
    expect(found(name, [letter])).toEqual([])
    expect(found(name, [{ ...high, occurredAt: '2025-06-24' }, letter])).toEqual([])
  })

  it('B21: are an assessment of risk older than a later conviction or call', () => {
    const name = 'risk-assessment-outdated'
    const assessed = event('police', 'RISK_ASSESSMENT', '2025-05-01')
    const convicted = event('courts', 'SENTENCE', '2025-06-02')
    const violence = event('police', 'CALL', '2025-07-01', { coded: { INCIDENT: 'VIOLENCE' } })
    const noise = event('police', 'CALL', '2025-07-02', { coded: { INCIDENT: 'NOISE' } })
    expect(found(name, [assessed, convicted, violence, noise])).toMatchObject([
      { since: '2025-06-02', reasons: ['CALL', 'SENTENCE'], sources: { length: 3 } },
    ])
    expect(found(name, [assessed, noise])).toEqual([])
    expect(found(name, [convicted])).toEqual([])
  })

  it('B15, scenario 13: are an application under the disclosure scheme whose time is over', () => {
    const name = 'disclosure-scheme-clock'
    const applied = (stage: string, day = '2025-09-10') =>
      event('police', 'DISCLOSURE_APPLICATION', day, {
        coded: { DvdsRoute: 'RIGHT_TO_ASK', DvdsStage: stage },
      })
    const on = (day: string) => ({ asAt: new Date(`${day}T12:00:00Z`) })
    expect(found(name, [applied('CHECKED')], on('2025-10-09'))).toMatchObject([
      { since: '2025-10-09', reasons: ['CHECKED', 'RIGHT_TO_ASK'], agency: 'police' },
    ])
    expect(numbersOf(found(name, [applied('CHECKED')]))).toEqual({ days: 28, passed: 113 })
    expect(found(name, [applied('CHECKED')], on('2025-10-08'))).toEqual([])
    expect(found(name, [applied('DECIDED')])).toEqual([])
    expect(found(name, [applied('DISCLOSED')])).toEqual([])
  })

  it('say nothing by a rule that was not in force', () => {
    const later = { thresholds: [] }
    expect(patternsOf(input([...needs, refusal, ...calls(three)], later), 'v')).toEqual([])
  })
})
