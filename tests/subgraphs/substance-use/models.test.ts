import { createModels } from '../../../subgraphs/substance-use/models'
import type { Fields } from '../record-checks'
import { envelope, modelsOf, person, refusalOf, store, without } from '../record-checks'

const models = modelsOf(createModels)

const record: Fields = { ...envelope, subjectRole: 'SERVICE_USER' }

const referral: Fields = {
  ...record,
  referredBy: 'PROBATION',
  state: 'NOT_ATTENDED',
  substances: ['ALCOHOL'],
}

const episode: Fields = {
  ...record,
  triageDate: '2024-05-04',
  startDate: '2024-05-11',
  endDate: '2024-08-01',
  substances: ['ALCOHOL', 'CANNABIS'],
  drinkingDays: 26,
  unitsPerDrinkingDay: 14.5,
  modalities: ['PSYCHOSOCIAL'],
  dischargeReason: 'DROPPED_OUT',
}

const appointment: Fields = { ...record, kind: 'KEY_WORK', attendance: 'NOT_ATTENDED' }

const nextYear = new Date(Date.now() + 365 * 86_400_000).toISOString()

describe("a service's records", () => {
  it.each([
    ['person', person],
    ['referral', referral],
    ['referral', { ...record, state: 'WAITING' }],
    ['episode', episode],
    ['episode', { ...record, startDate: '2024-05-11', drinkingDays: 0, unitsPerDrinkingDay: 0 }],
    ['appointment', appointment],
    ['appointment', { ...record, kind: 'GROUP' }],
    ['appointment', { ...appointment, occurredAt: nextYear, attendance: 'CANCELLED_BY_SERVICE' }],
  ])('takes a valid %s', async (recordType, fields) => {
    expect(await refusalOf(models, recordType, fields)).toBeNull()
  })

  it.each([
    ['a state that is none', 'referral', { ...referral, state: 'DNA' }, /state.*DNA/],
    ['a referral that stands nowhere', 'referral', without(referral, 'state'), /state.*required/],
    ['a source that is none', 'referral', { ...referral, referredBy: 'MUM' }, /referredBy.*MUM/],
    ['a substance that is none', 'referral', { ...referral, substances: ['TEA'] }, /TEA/],
    [
      'a substance twice',
      'referral',
      { ...referral, substances: ['ALCOHOL', 'ALCOHOL'] },
      /substances.*ALCOHOL twice/,
    ],
    ['treatment for nothing', 'episode', { ...episode, substances: [] }, /substances.*1 to 3/],
    [
      'treatment for four substances',
      'episode',
      { ...episode, substances: ['ALCOHOL', 'OPIATES', 'COCAINE', 'CANNABIS'] },
      /substances.*1 to 3/,
    ],
    ['29 of 28 days', 'episode', { ...episode, drinkingDays: 29 }, /drinkingDays/],
    [
      'units on no day',
      'episode',
      { ...episode, drinkingDays: 0 },
      /unitsPerDrinkingDay.*drinkingDays is 0/,
    ],
    [
      'an end without a last day',
      'episode',
      without(episode, 'endDate'),
      /endDate.*required with dischargeReason/,
    ],
    [
      'an end before the start',
      'episode',
      { ...episode, endDate: '2024-05-10' },
      /endDate.*before startDate/,
    ],
    [
      'a start before triage',
      'episode',
      { ...episode, triageDate: '2024-05-12' },
      /startDate.*before triageDate/,
    ],
    [
      'an appointment missed before its time',
      'appointment',
      { ...appointment, occurredAt: nextYear },
      /attendance.*NOT_ATTENDED before occurredAt/,
    ],
    [
      'an appointment of two people',
      'appointment',
      { ...appointment, personRefs: ['P-1', 'P-2'] },
      /personRefs.*one person/,
    ],
    [
      'an address of a restricted patient',
      'person',
      { ...person, isRestricted: true, telephone: '01632 960000' },
      /telephone.*restricted/,
    ],
  ] as const)('refuses %s', async (_what, recordType, fields, reason) => {
    expect(await refusalOf(models, recordType, fields)).toMatch(reason)
  })

  it('keep no drinking apart from drinking that was not asked about', async () => {
    const notAsked = without(episode, 'drinkingDays', 'unitsPerDrinkingDay')
    expect(await store(models, 'episode', notAsked)).not.toHaveProperty('drinkingDays')
    const none = await store(models, 'episode', { ...notAsked, drinkingDays: 0 })
    expect(none).toHaveProperty('drinkingDays', 0)
  })
})
