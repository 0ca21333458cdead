import { readEnums } from '../../schema/enum-values'
import { consentFields, consentIsWhole } from '../kit/records/consent'
import { createPersonModel, recordModelsOn } from '../kit/records/models'
import {
  day,
  flag,
  listOf,
  oneOf,
  type RecordFields,
  requiredDay,
  requiredOneOf,
  text,
} from '../kit/records/record-fields'
import type { RecordRule } from '../kit/records/record-rules'
import { daysInOrder } from '../kit/records/record-rules'
import { riskAssessmentFields, riskAssessmentRules } from '../kit/records/risk-assessment'
import type { Connection } from '../kit/service/database'
import { isAboutOneClient, isNowhere, limitsHide } from './rules'

const valuesOf = readEnums('subgraphs/charity')

const referral: RecordFields = {
  direction: requiredOneOf(valuesOf('CharityReferralDirection')),
  otherAgency: oneOf(valuesOf('CharityReferralAgency')),
  outcome: oneOf(valuesOf('CharityReferralOutcome')),
}

const supportPeriod: RecordFields = {
  kind: requiredOneOf(valuesOf('SupportKind')),
  startDate: requiredDay,
  endDate: day,
  ending: oneOf(valuesOf('SupportEnding')),
  safetyPlanReference: { ...text, maxlength: 200 },
  safetyPlanReviewDate: day,
  specialistNeeds: listOf(requiredOneOf(valuesOf('SpecialistNeed'))),
}

const maracReferral: RecordFields = {
  ground: requiredOneOf(valuesOf('MaracGround')),
  conferenceDate: day,
  isRepeat: flag,
}

/** What ends ends somehow, and nothing has ended that goes on. */
const endingHasADay: RecordRule = (read) =>
  typeof read('ending') === 'string' && typeof read('endDate') !== 'string'
    ? [{ field: 'endDate', problem: 'is required when ending is given' }]
    : []

/** A charity's models by record type: no record of it has an address or names anybody else. */
export function createModels(connection: Connection) {
  const model = recordModelsOn(connection, isAboutOneClient)
  const decision = requiredOneOf(valuesOf('ConsentDecision'))
  return {
    person: createPersonModel(connection, { rules: [isNowhere, limitsHide] }),
    consent: model('consent', consentFields(decision), [consentIsWhole]),
    referral: model('referral', referral),
    supportPeriod: model('supportPeriod', supportPeriod, [
      endingHasADay,
      daysInOrder('startDate', 'safetyPlanReviewDate'),
    ]),
    riskAssessment: model('riskAssessment', riskAssessmentFields, riskAssessmentRules),
    maracReferral: model('maracReferral', maracReferral),
  }
}
