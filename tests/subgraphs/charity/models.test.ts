import { createModels } from '../../../subgraphs/charity/models'
import type { Fields } from '../record-checks'
import { envelope, modelsOf, person, refusalOf, without } from '../record-checks'

const models = modelsOf(createModels)
const tomorrow = new Date(Date.now() + 2 * 24 * 3600 * 1000).toISOString().slice(0, 10)

const consent: Fields = {
  ...envelope,
  ...{ decision: 'GIVEN', scope: ['DOMESTIC_ABUSE_RISK'], day: '2024-05-04' },
}
const override: Fields = {
  ...consent,
  ...{ decision: 'OVERRIDDEN', caseReference: 'MARAC-7', reason: 'Threats to kill' },
}
const support: Fields = {
  ...envelope,
  ...{ kind: 'IDVA', startDate: '2024-05-04', safetyPlanReference: 'SP-1' },
  ...{ safetyPlanReviewDate: '2024-06-01', specialistNeeds: ['MALE_VICTIM'] },
}
const assessment: Fields = {
  ...envelope,
  ...{ basis: 'OPINION', tool: 'DASH', yesCount: 14, grade: 'HIGH', assessorRole: 'IDVA' },
}
const limit = { excludedStaff: ['council/kept'] }

describe("a charity's records", () => {
  it.each([
    ['person', person],
    ['person', { ...person, limitedAccess: { ...limit, isExistenceHidden: true } }],
    ['consent', consent],
    ['consent', { ...consent, decision: 'REFUSED' }],
    ['consent', { ...consent, withdrawnDay: '2024-05-04' }],
    ['consent', override],
    ['referral', { ...envelope, direction: 'IN', otherAgency: 'POLICE', outcome: 'ENGAGED' }],
    ['supportPeriod', support],
    ['supportPeriod', { ...support, endDate: '2024-09-01', ending: 'PLANNED' }],
    ['riskAssessment', assessment],
    ['maracReferral', { ...envelope, ground: 'VISIBLE_HIGH_RISK', isRepeat: false }],
  ])('takes a valid %s', async (recordType, fields) => {
    expect(await refusalOf(models, recordType, fields)).toBeNull()
  })

  it.each([
    ['an address', 'person', { ...person, uprn: '906700000011' }, /uprn.*does not say where/],
    ['a postcode', 'person', { ...person, postcode: 'ZY9 9ZY' }, /postcode.*does not say where/],
    ['a telephone number', 'person', { ...person, telephone: '01632 960000' }, /telephone/],
    [
      'a limit that tells that there is somebody',
      'person',
      { ...person, limitedAccess: limit },
      /isExistenceHidden.*must be true/,
    ],
    ['a limit to nobody', 'person', { ...person, isLimitedAccess: true }, /isExistenceHidden/],
    ['an address of a record', 'supportPeriod', { ...support, uprn: '906700000011' }, /uprn/],
    ['a record about two', 'consent', { ...consent, personRefs: ['P-1', 'P-2'] }, /one client/],
    [
      'a record that names another',
      'maracReferral',
      {
        ...without(envelope, 'subjectRole'),
        ...{ ground: 'REPEAT', people: [{ reference: 'P-1', role: 'VICTIM' }] },
      },
      /people.*its client only/,
    ],
    ['a consent to nothing', 'consent', { ...consent, scope: [] }, /scope.*a purpose at least/],
    ['a consent without scope', 'consent', without(consent, 'scope'), /scope/],
    ['a purpose that is none', 'consent', { ...consent, scope: ['CURIOSITY'] }, /CURIOSITY/],
    ['a decision that is none', 'consent', { ...consent, decision: 'PERHAPS' }, /PERHAPS/],
    ['a consent on a day to come', 'consent', { ...consent, day: tomorrow }, /day.*future/],
    [
      'a consent taken back on a day to come',
      'consent',
      { ...consent, withdrawnDay: tomorrow },
      /withdrawnDay.*future/,
    ],
    [
      'a consent taken back before it was given',
      'consent',
      { ...consent, withdrawnDay: '2024-05-03' },
      /withdrawnDay.*before day/,
    ],
    ['an override without a reason', 'consent', without(override, 'reason'), /reason.*OVERRIDDEN/],
    ['an override for a blank reason', 'consent', { ...override, reason: ' ' }, /reason/],
    [
      'an override for every case',
      'consent',
      without(override, 'caseReference'),
      /caseReference.*OVERRIDDEN/,
    ],
    [
      'a consent for one case, which nothing here enforces',
      'consent',
      { ...consent, caseReference: 'MARAC-7' },
      /caseReference.*only for/,
    ],
    ['an ending on no day', 'supportPeriod', { ...support, ending: 'PLANNED' }, /endDate/],
    ['a need that is none', 'supportPeriod', { ...support, specialistNeeds: ['A'] }, /needs/i],
    ['a lowered grade', 'riskAssessment', { ...assessment, grade: 'MEDIUM' }, /never lower/],
  ] as const)('refuses %s', async (_what, recordType, fields, reason) => {
    expect(await refusalOf(models, recordType, fields)).toMatch(reason)
  })
})
