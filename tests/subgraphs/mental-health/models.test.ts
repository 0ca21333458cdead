import { createModels } from '../../../subgraphs/mental-health/models'
import type { Fields } from '../record-checks'
import { envelope, modelsOf, person, refusalOf, store, without } from '../record-checks'

const models = modelsOf(createModels)

const referral: Fields = { ...envelope, state: 'OPEN', startDate: '2024-05-04', team: 'CRISIS' }
const plan: Fields = { ...envelope, reference: 'CP-1', reviewDate: '2024-11-04' }
const section: Fields = { ...envelope, section: '136', startDate: '2024-05-04' }
const summary: Fields = { ...envelope, reference: 'RS-1', completedDate: '2024-05-04' }

describe("a mental health service's records", () => {
  it.each([
    ['person', person],
    ['referral', referral],
    ['referral', { ...referral, state: 'CLOSED', endDate: '2024-06-01' }],
    ['crisisPlan', plan],
    ['section', section],
    ['riskSummary', summary],
  ])('takes a valid %s', async (recordType, fields) => {
    expect(await refusalOf(models, recordType, fields)).toBeNull()
  })

  it.each([
    ['a state that is none', 'referral', { ...referral, state: 'LOST' }, /state.*LOST/],
    ['a team that is none', 'referral', { ...referral, team: 'A' }, /team/],
    ['a closed referral without a day', 'referral', { ...referral, state: 'CLOSED' }, /endDate/],
    [
      'an open referral that has ended',
      'referral',
      { ...referral, endDate: '2024-06-01' },
      /endDate.*cannot be when state is OPEN/,
    ],
    ['a plan that is nowhere', 'crisisPlan', without(plan, 'reference'), /reference/],
    ['another document', 'crisisPlan', { ...plan, document: '1' }, /document.*"1"/],
    ['a section that is none', 'section', { ...section, section: '99' }, /section.*"99"/],
    [
      'a section before its day',
      'section',
      { ...section, section: '17A', startDate: '2008-11-02' },
      /section.*not in use on 2008-11-02/,
    ],
    [
      'a review before the summary',
      'riskSummary',
      { ...summary, reviewDate: '2024-05-03' },
      /reviewDate.*before completedDate/,
    ],
  ] as const)('refuses %s', async (_what, recordType, fields, reason) => {
    expect(await refusalOf(models, recordType, fields)).toMatch(reason)
  })

  it('have the kind of document that a crisis plan is', async () => {
    expect(await store(models, 'crisisPlan', plan)).toHaveProperty('document', '736253002')
  })
})
