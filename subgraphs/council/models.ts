import { readEnums } from '../../schema/enum-values'
import { createPersonModel, recordModelsOn } from '../kit/records/models'
import {
  codeOf,
  day,
  flag,
  listOf,
  oneOf,
  type RecordFields,
  requiredDay,
  requiredOneOf,
  requiredText,
  text,
  uprn,
} from '../kit/records/record-fields'
import { codeInUse } from '../kit/records/record-rules'
import type { Connection } from '../kit/service/database'
import { antiSocialBehaviourTools } from './codes'
import { declinedWithReason, doneWithEvidence, outcomeAfterReceipt } from './rules'

const valuesOf = readEnums('subgraphs/council')

const name = { ...requiredText, maxlength: 200 }

const hubCase: RecordFields = {
  kind: requiredOneOf(valuesOf('SafetyHubCaseKind')),
  state: requiredOneOf(valuesOf('SafetyHubCaseState')),
  startDate: requiredDay,
  endDate: day,
  partners: listOf(requiredOneOf(valuesOf('SafetyHubAgency'))),
  cctvRequestReference: { ...text, maxlength: 200 },
  uprn,
  notes: text,
}

const referral: RecordFields = {
  direction: requiredOneOf(valuesOf('SafetyHubReferralDirection')),
  otherAgency: requiredOneOf(valuesOf('SafetyHubAgency')),
  reason: requiredOneOf(valuesOf('SafetyHubReferralReason')),
  acknowledgedDate: day,
  outcome: oneOf(valuesOf('SafetyHubReferralOutcome')),
  declinedReason: text,
}

const antiSocialBehaviourTool: RecordFields = {
  tool: { ...codeOf(antiSocialBehaviourTools), required: true },
  startDate: requiredDay,
  endDate: day,
  isBreached: flag,
}

const hateCrimeReport: RecordFields = {
  reportedBy: oneOf(valuesOf('HateCrimeReporter')),
  strands: listOf(requiredOneOf(valuesOf('HateStrand'))),
  state: requiredOneOf(valuesOf('HateCrimeState')),
  uprn,
  notes: text,
}

const reviewRecommendation: RecordFields = {
  reviewKind: name,
  reviewReference: name,
  number: { ...name, maxlength: 20 },
  recommendation: requiredText,
  ownerOrganisation: name,
  ownerRole: name,
  dueDate: requiredDay,
  state: requiredOneOf(valuesOf('RecommendationState')),
  completedDate: day,
  evidence: text,
}

/** A council's models by record type. */
export function createModels(connection: Connection) {
  const model = recordModelsOn(connection)
  const toolOfItsTime = codeInUse(antiSocialBehaviourTools, 'tool', 'startDate')
  return {
    person: createPersonModel(connection),
    hubCase: model('hubCase', hubCase),
    referral: model('referral', referral, [declinedWithReason, outcomeAfterReceipt]),
    antiSocialBehaviourTool: model('antiSocialBehaviourTool', antiSocialBehaviourTool, [
      toolOfItsTime,
    ]),
    hateCrimeReport: model('hateCrimeReport', hateCrimeReport),
    reviewRecommendation: model('reviewRecommendation', reviewRecommendation, [doneWithEvidence]),
  }
}
