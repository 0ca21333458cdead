import type { AgencyKindDefinition } from '../kit/agency/agency-kind'
import { riskAssessmentResolvers } from '../kit/records/risk-assessment'
import { charityEvents } from './events'
import { createModels } from './models'

/** A domestic abuse charity: to the hub a client who has not consented does not exist. */
export const charity: AgencyKindDefinition = {
  name: 'charity',
  createModels,
  lists: {
    consents: 'consent',
    referrals: 'referral',
    support: 'supportPeriod',
    riskAssessments: 'riskAssessment',
    maracReferrals: 'maracReferral',
  },
  events: charityEvents,
  limitedAccessTypes: ['person'],
  disclosesOnlyWith: 'consent',
  resolvers: { CharityRiskAssessment: riskAssessmentResolvers },
  example: {
    list: 'riskAssessments',
    selection: 'tool yesCount actuarialGrade grade isRaisedByJudgement',
    fields: { tool: 'DASH', yesCount: 15, grade: 'HIGH', assessorRole: 'IDVA' },
    consent: { decision: 'GIVEN', scope: ['ADULT_SAFEGUARDING'], day: '2024-01-01' },
    shown: {
      ...{ tool: 'DASH', yesCount: 15, actuarialGrade: 'HIGH' },
      ...{ grade: 'HIGH', isRaisedByJudgement: false },
    },
    refused: { role: 'housing.officer', purpose: 'ADULT_SAFEGUARDING' },
  },
}
