import { readEnums } from '../../schema/enum-values'
import { createPersonModel, recordModelsOn } from '../kit/records/models'
import { offences } from '../kit/records/offences'
import {
  bodySites,
  codeOf,
  day,
  flag,
  listOf,
  oneOf,
  part,
  personInRecord,
  type RecordFields,
  requiredDay,
  requiredOneOf,
  requiredText,
  text,
  time,
  uprn,
  wholeNumber,
} from '../kit/records/record-fields'
import { protectiveOrders } from '../kit/records/protective-orders'
import type { RecordRule } from '../kit/records/record-rules'
import { codeInUse } from '../kit/records/record-rules'
import { riskAssessmentFields, riskAssessmentRules } from '../kit/records/risk-assessment'
import type { Connection } from '../kit/service/database'
import { crimeClasses, incidentCodes, warningMarkers } from './codes'
import { dvdsRules, dvdsStages } from './dvds'

const valuesOf = readEnums('subgraphs/police')
const sharedValuesOf = readEnums('hub')

const offence = { ...codeOf(offences), required: true }

const conviction: RecordFields = {
  offence,
  cjsCode: { type: String, match: /^[A-Z]{2}\d{5}[A-Z]?$/ },
  offenceDate: requiredDay,
  convictionDate: requiredDay,
  court: requiredText,
  disposal: requiredOneOf(sharedValuesOf('Disposal')),
  lengthMonths: wholeNumber(1, 1200),
  victim: part(personInRecord),
}

const caution: RecordFields = {
  offence,
  kind: requiredOneOf(valuesOf('CautionKind')),
  conditions: text,
}

const order: RecordFields = {
  kind: requiredOneOf(valuesOf('PoliceOrderKind')),
  startDate: requiredDay,
  endDate: day,
  terms: text,
  protects: part(personInRecord),
}

const warrant: RecordFields = {
  kind: requiredOneOf(sharedValuesOf('WarrantKind')),
  state: requiredOneOf(sharedValuesOf('WarrantState')),
  issuedDate: requiredDay,
  isBackedForBail: flag,
  court: text,
}

const crime: RecordFields = {
  reference: requiredText,
  offence,
  recordedClass: codeOf(crimeClasses),
  uprn,
  outcome: oneOf(valuesOf('CrimeOutcome')),
  isDomesticAbuseFlagged: flag,
  notes: text,
}

const incident: RecordFields = {
  reference: requiredText,
  openingCode: { ...codeOf(incidentCodes), required: true },
  closingCode: codeOf(incidentCodes),
  codeChangedByRole: text,
  codeChangedAt: time,
  closingReason: text,
  uprn,
  callerType: oneOf(valuesOf('CallerType')),
  isAttended: flag,
  isAlcoholInvolved: flag,
  isDomesticAbuseFlagged: flag,
  injuriesSeen: listOf(requiredOneOf(bodySites)),
  outcome: oneOf(valuesOf('IncidentOutcome')),
  notes: text,
}

const warningMarker: RecordFields = {
  marker: { ...codeOf(warningMarkers), required: true },
  endDate: day,
}

const dvdsApplication: RecordFields = {
  route: requiredOneOf(valuesOf('DvdsRoute')),
  stage: requiredOneOf(dvdsStages),
  receivedDate: requiredDay,
  checksDoneDate: day,
  faceToFaceDate: day,
  decisionDate: day,
  disclosedDate: day,
  decision: oneOf(valuesOf('DvdsDecision')),
  disclosedTo: oneOf(valuesOf('DvdsRecipient')),
}

const intelligence: RecordFields = { summary: requiredText, grading: requiredText }

/** Who changes the code of an incident answers for it. */
const codeChangeIsAccountedFor: RecordRule = (read) => {
  const [opened, closed] = [read('openingCode'), read('closingCode')]
  if (typeof closed !== 'string' || closed === opened) return []
  return ['codeChangedByRole', 'codeChangedAt']
    .filter((field) => read(field) === undefined || read(field) === null)
    .map((field) => ({
      field,
      problem: 'is required when closingCode differs from openingCode',
    }))
}

/** Nobody is convicted before the offence. */
const convictedAfterOffence: RecordRule = (read) => {
  const [offended, convicted] = [read('offenceDate'), read('convictionDate')]
  if (typeof offended !== 'string' || typeof convicted !== 'string' || offended <= convicted)
    return []
  return [{ field: 'convictionDate', problem: `"${convicted}" is before the offence` }]
}

const offenceAtTheTime = codeInUse(offences, 'offence', 'occurredAt')
const offenceOnItsDay = codeInUse(offences, 'offence', 'offenceDate')
const classAtTheTime = codeInUse(crimeClasses, 'recordedClass', 'occurredAt')

/** A force's models by record type. */
export function createModels(connection: Connection) {
  const model = recordModelsOn(connection)
  return {
    person: createPersonModel(connection),
    conviction: model('conviction', conviction, [offenceOnItsDay, convictedAfterOffence]),
    caution: model('caution', caution, [offenceAtTheTime]),
    order: model('order', order, [codeInUse(protectiveOrders, 'kind', 'startDate')]),
    warrant: model('warrant', warrant),
    crime: model('crime', crime, [offenceAtTheTime, classAtTheTime]),
    incident: model('incident', incident, [codeChangeIsAccountedFor]),
    warningMarker: model('warningMarker', warningMarker),
    riskAssessment: model('riskAssessment', riskAssessmentFields, riskAssessmentRules),
    dvdsApplication: model('dvdsApplication', dvdsApplication, dvdsRules),
    intelligence: model('intelligence', intelligence),
  }
}
