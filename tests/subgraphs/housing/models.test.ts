import { createModels } from '../../../subgraphs/housing/models'
import type { Fields } from '../record-checks'
import { envelope, modelsOf, person, refusalOf, without } from '../record-checks'

const models = modelsOf(createModels)

const tenancy: Fields = {
  ...envelope,
  subjectRole: 'TENANT',
  uprn: '906700000011',
  kind: 'ASSURED',
  startDate: '2014-03-03',
  arrearsWeeks: 2.5,
}

const householdMember: Fields = {
  ...without(envelope, 'subjectRole'),
  personRefs: ['P-1', 'P-2'],
  people: [
    { reference: 'P-1', role: 'HOUSEHOLD_MEMBER' },
    { reference: 'P-2', role: 'TENANT' },
  ],
  uprn: '906700000011',
  basisOfKnowledge: 'OBSERVED',
  relationship: 'LODGER',
  isPaying: false,
}

const antiSocialBehaviourCase: Fields = {
  ...envelope,
  subjectRole: 'SUSPECT',
  uprn: '906700000011',
  kind: 'NOISE',
  state: 'OPEN',
}

describe("a landlord's records", () => {
  it.each([
    ['person', { ...person, identifiers: {} }],
    ['tenancy', tenancy],
    ['householdMember', householdMember],
    ['antiSocialBehaviourCase', antiSocialBehaviourCase],
  ])('takes a valid %s', async (recordType, fields) => {
    expect(await refusalOf(models, recordType, fields)).toBeNull()
  })

  it.each([
    ['a tenancy nowhere', 'tenancy', without(tenancy, 'uprn'), /uprn.*required/],
    ['an unknown tenancy', 'tenancy', { ...tenancy, kind: 'FEUDAL' }, /kind.*FEUDAL/],
    ['negative arrears', 'tenancy', { ...tenancy, arrearsWeeks: -1 }, /arrearsWeeks/],
    ['a day that is none', 'tenancy', { ...tenancy, startDate: '2014-02-30' }, /startDate/],
    [
      'a tenancy that ends before it starts',
      'tenancy',
      { ...tenancy, endDate: '2014-03-02' },
      /endDate.*before/,
    ],
    [
      'knowledge from nowhere',
      'householdMember',
      { ...householdMember, basisOfKnowledge: 'RUMOUR' },
      /basisOfKnowledge.*RUMOUR/,
    ],
    [
      'an unknown relationship',
      'householdMember',
      { ...householdMember, relationship: 'RIVAL' },
      /relationship.*RIVAL/,
    ],
    [
      'a complainant named beside the one complained of',
      'antiSocialBehaviourCase',
      {
        ...without(antiSocialBehaviourCase, 'subjectRole'),
        people: [
          { reference: 'P-1', role: 'SUSPECT' },
          { reference: 'P-2', role: 'INFORMANT' },
        ],
      },
      /people.*informant/,
    ],
  ] as const)('refuses %s', async (_what, recordType, fields, reason) => {
    expect(await refusalOf(models, recordType, fields)).toMatch(reason)
  })
})
