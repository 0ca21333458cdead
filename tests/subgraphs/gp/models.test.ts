import { createModels } from '../../../subgraphs/gp/models'
import type { Fields } from '../record-checks'
import { envelope, modelsOf, person, refusalOf, store, without } from '../record-checks'

const models = modelsOf(createModels)

const record: Fields = { ...envelope, subjectRole: 'PATIENT' }

const registration: Fields = {
  ...record,
  kind: 'REGULAR',
  practiceCode: 'Z99901',
  startDate: '2019-02-01',
}

const encounter: Fields = {
  ...record,
  mode: 'SURGERY',
  isAttended: true,
  problem: '82271004',
  hasInjury: true,
  injurySites: ['HEAD', 'HAND'],
  isAssault: false,
  isAlcoholInvolved: true,
  hasSafeguardingCode: false,
  notes: 'Says he fell.',
}

const alcoholIntake: Fields = {
  ...record,
  unitsPerWeek: 40,
  auditCScore: 11,
  intervention: 'OFFERED_DECLINED',
}

const referral: Fields = {
  ...record,
  destination: 'SUBSTANCE_USE_SERVICE',
  outcome: 'NOT_ATTENDED',
  outcomeDate: '2024-06-01',
}

describe("a practice's records", () => {
  it.each([
    ['person', { ...person, uprn: '906700000011' }],
    ['person', { ...person, isRestricted: true }],
    ['registration', registration],
    ['encounter', encounter],
    ['encounter', { ...record, mode: 'TELEPHONE', isAttended: false }],
    ['alcoholIntake', alcoholIntake],
    ['alcoholIntake', { ...record, unitsPerWeek: 0 }],
    ['referral', referral],
    ['referral', { ...record, destination: 'MENTAL_HEALTH_SERVICE', outcome: 'PENDING' }],
  ])('takes a valid %s', async (recordType, fields) => {
    expect(await refusalOf(models, recordType, fields)).toBeNull()
  })

  it.each([
    [
      'an address of a restricted patient',
      'person',
      { ...person, isRestricted: true, uprn: '906700000011' },
      /uprn.*restricted/,
    ],
    ['an unknown registration', 'registration', { ...registration, kind: 'PRIVATE' }, /PRIVATE/],
    [
      'a practice code in small letters',
      'registration',
      { ...registration, practiceCode: 'z99901' },
      /practiceCode/,
    ],
    [
      'a registration that ends before it starts',
      'registration',
      { ...registration, endDate: '2019-01-31' },
      /endDate.*before/,
    ],
    [
      'a contact that is about two people',
      'encounter',
      { ...encounter, personRefs: ['P-1', 'P-2'] },
      /personRefs.*one person/,
    ],
    [
      'a contact of somebody who was only there',
      'encounter',
      { ...encounter, subjectRole: 'PRESENT' },
      /subjectRole.*PATIENT/,
    ],
    ['a code that is none', 'encounter', { ...encounter, problem: '12345' }, /"12345".*SNOMED_CT/],
    [
      'an injury of the tail',
      'encounter',
      { ...encounter, injurySites: ['TAIL'] },
      /injurySites.*TAIL/,
    ],
    [
      'a place of an injury that was not there',
      'encounter',
      { ...encounter, hasInjury: false },
      /injurySites.*only for hasInjury true/,
    ],
    [
      'an injury found in a missed contact',
      'encounter',
      { ...encounter, isAttended: false },
      /hasInjury.*isAttended is false/,
    ],
    [
      'notes without end',
      'encounter',
      { ...encounter, notes: 'x'.repeat(4001) },
      /notes.*longer than/,
    ],
    [
      'notes that act on a terminal',
      'encounter',
      { ...encounter, notes: 'a\u001B[2Jb' },
      /notes.*control character/,
    ],
    ['an intake that says nothing', 'alcoholIntake', record, /unitsPerWeek.*required/],
    ['fewer units than none', 'alcoholIntake', { ...record, unitsPerWeek: -1 }, /unitsPerWeek/],
    ['13 of 12', 'alcoholIntake', { ...record, auditCScore: 13 }, /auditCScore/],
    ['half a point', 'alcoholIntake', { ...record, auditCScore: 4.5 }, /auditCScore.*whole/],
    [
      'an offer that is none',
      'alcoholIntake',
      { ...record, intervention: 'MAYBE' },
      /intervention.*MAYBE/,
    ],
    [
      'a referral to a service for victims, whose clients are kept from others',
      'referral',
      { ...record, destination: 'DOMESTIC_ABUSE_SERVICE' },
      /destination.*DOMESTIC_ABUSE_SERVICE/,
    ],
    [
      'a day of an outcome still to come',
      'referral',
      { ...referral, outcome: 'PENDING' },
      /outcomeDate.*other than PENDING/,
    ],
    [
      'an outcome before the referral',
      'referral',
      { ...referral, outcomeDate: '2024-05-03' },
      /outcomeDate.*before occurredAt/,
    ],
  ] as const)('refuses %s', async (_what, recordType, fields, reason) => {
    expect(await refusalOf(models, recordType, fields)).toMatch(reason)
  })

  it('keep an intake of nothing apart from one that was not asked about', async () => {
    expect(
      await store(models, 'alcoholIntake', { ...alcoholIntake, unitsPerWeek: 0 }),
    ).toHaveProperty('unitsPerWeek', 0)
    expect(
      await store(models, 'alcoholIntake', without(alcoholIntake, 'unitsPerWeek')),
    ).not.toHaveProperty('unitsPerWeek')
  })
})
