import { createPersonModel, recordModelsOn } from '../kit/records/models'
import {
  day,
  flag,
  listOf,
  oneOf,
  type RecordFields,
  requiredDay,
  requiredOneOf,
  requiredText,
  telephone,
  text,
  time,
} from '../kit/records/record-fields'
import { aboutOne, notBefore } from '../kit/records/record-rules'
import type { Connection } from '../kit/service/database'
import { valuesOf } from './enums'
import {
  aloneIsAlone,
  conclusionFitsAnswers,
  countersignIsSomebodys,
  statutoryHasItsLimbs,
  triageIsWhole,
  unseenAssaultIsCountersigned,
  waysDoNotMeet,
} from './rules'

const jobTitle = { ...text, maxlength: 200 }
const abuseTypes = listOf(oneOf(valuesOf('AbuseType')))
const sourceOfRisk = oneOf(valuesOf('SourceOfRisk'))
const method = oneOf(valuesOf('CareMethod'))

const concern: RecordFields = {
  raisedBy: oneOf(valuesOf('ConcernSource')),
  triageMethod: method,
  triagedAt: time,
  triageOutcome: oneOf(valuesOf('TriageOutcome')),
  countersignedByRole: jobTitle,
  countersignedAt: time,
  isAboutAssault: flag,
  abuseTypes,
  sourceOfRisk,
  notes: text,
}

const enquiry: RecordFields = {
  kind: requiredOneOf(valuesOf('EnquiryKind')),
  startDate: requiredDay,
  endDate: day,
  hasCareNeeds: flag,
  careNeedsEvidence: text,
  isAtRisk: flag,
  atRiskEvidence: text,
  isUnableToProtectSelf: flag,
  unableToProtectSelfEvidence: text,
  abuseTypes,
  sourceOfRisk,
  riskOutcome: oneOf(valuesOf('EnquiryRiskOutcome')),
  wishes: text,
  wishesOutcome: oneOf(valuesOf('WishesOutcome')),
}

const capacityAssessment: RecordFields = {
  decision: requiredText,
  informationGiven: text,
  helpOffered: text,
  place: oneOf(valuesOf('AssessmentPlace')),
  isSeenAlone: flag,
  isSober: flag,
  isGpConsulted: flag,
  isFamilyConsulted: flag,
  canWait: flag,
  canUnderstand: flag,
  canRetain: flag,
  canUseOrWeigh: flag,
  canCommunicate: flag,
  hasImpairment: flag,
  isCausedByImpairment: flag,
  evidence: text,
  conclusion: requiredOneOf(valuesOf('CapacityConclusion')),
  reviewDate: day,
}

const contact: RecordFields = {
  method: requiredOneOf(valuesOf('CareMethod')),
  outcome: oneOf(valuesOf('CareContactOutcome')),
  isSeenAlone: flag,
  isSober: flag,
  isInformedOfRisk: flag,
  nextDueDate: day,
  notes: text,
}

const refusal: RecordFields = {
  refused: requiredOneOf(valuesOf('RefusedHelp')),
  method,
  isSeenAlone: flag,
  isSober: flag,
  isInformedOfRisk: flag,
  notes: text,
}

const supportPlan: RecordFields = {
  startDate: requiredDay,
  endDate: day,
  reviewDate: day,
  services: listOf(oneOf(valuesOf('SupportService'))),
  isAgreed: flag,
  notes: text,
}

const economicAbuseIndicator: RecordFields = {
  kind: requiredOneOf(valuesOf('EconomicAbuseKind')),
  notes: text,
}

const trustedContact: RecordFields = {
  name: { ...requiredText, maxlength: 200 },
  relationship: oneOf(valuesOf('TrustedRelationship')),
  telephone,
  mayBeToldOfRisk: flag,
  startDate: day,
  endDate: day,
}

const ways = listOf(oneOf(valuesOf('SafeContactMethod')))
const timeOfDay = { type: String, match: /^([01]\d|2[0-3]):[0-5]\d$/ }

const safeContactInstruction: RecordFields = {
  safeMethods: ways,
  unsafeMethods: ways,
  safeFrom: timeOfDay,
  safeUntil: timeOfDay,
  mayLeaveMessage: flag,
  mayNameService: flag,
  startDate: day,
  endDate: day,
  notes: text,
}

const concernRules = [
  triageIsWhole,
  unseenAssaultIsCountersigned,
  countersignIsSomebodys,
  notBefore('triagedAt', 'occurredAt'),
  notBefore('countersignedAt', 'triagedAt'),
]

/** The models of adult social care by record type. */
export function createModels(connection: Connection) {
  const model = recordModelsOn(connection, aboutOne('SERVICE_USER', 'VICTIM'))
  return {
    person: createPersonModel(connection),
    concern: model('concern', concern, concernRules),
    enquiry: model('enquiry', enquiry, [statutoryHasItsLimbs]),
    capacityAssessment: model('capacityAssessment', capacityAssessment, [
      aloneIsAlone,
      conclusionFitsAnswers,
    ]),
    contact: model('contact', contact, [aloneIsAlone, notBefore('nextDueDate', 'occurredAt')]),
    refusal: model('refusal', refusal, [aloneIsAlone]),
    supportPlan: model('supportPlan', supportPlan, [notBefore('reviewDate', 'startDate')]),
    economicAbuseIndicator: model('economicAbuseIndicator', economicAbuseIndicator),
    trustedContact: model('trustedContact', trustedContact),
    safeContactInstruction: model('safeContactInstruction', safeContactInstruction, [
      waysDoNotMeet,
    ]),
  }
}
