import { wasInUse } from '../kit/coded-value'
import type { Connection } from '../kit/database'
import { createPersonModel, createRecordModel } from '../kit/models'
import {
  codeOf,
  day,
  flag,
  oneOf,
  type RecordFields,
  requiredDay,
  requiredOneOf,
  requiredText,
  text,
  uprn,
  wholeNumber,
} from '../kit/record-fields'
import { incidentCodes, offences, warningMarkers } from './codes'

const involvedPerson = { _id: false, reference: text, role: requiredText, relationship: text }
const offence = { ...codeOf(offences.codes, 'Home Office offence codes'), required: true }
const incidentCode = codeOf(incidentCodes.codes, 'incident codes')

const conviction: RecordFields = {
  offence: { ...offence, validate: existedOn('offenceDate') },
  cjsCode: { type: String, match: /^[A-Z]{2}\d{5}[A-Z]?$/ },
  offenceDate: requiredDay,
  convictionDate: requiredDay,
  court: requiredText,
  disposal: requiredOneOf([
    ...['ABSOLUTE_DISCHARGE', 'CONDITIONAL_DISCHARGE', 'FINE', 'COMMUNITY_ORDER'],
    ...['SUSPENDED_SENTENCE', 'IMPRISONMENT'],
  ]),
  lengthMonths: wholeNumber(1, 1200),
  victim: involvedPerson,
}

const caution: RecordFields = {
  offence,
  kind: requiredOneOf(['SIMPLE', 'CONDITIONAL']),
  conditions: text,
}

const order: RecordFields = {
  kind: requiredOneOf([
    ...['RESTRAINING_ORDER', 'DOMESTIC_VIOLENCE_PROTECTION_NOTICE'],
    ...['DOMESTIC_VIOLENCE_PROTECTION_ORDER', 'SEXUAL_HARM_PREVENTION_ORDER', 'BAIL_CONDITIONS'],
  ]),
  startDate: requiredDay,
  endDate: day,
  terms: text,
  protects: involvedPerson,
}

const warrant: RecordFields = {
  kind: requiredOneOf(['FAILURE_TO_APPEAR', 'ARREST', 'COMMITMENT']),
  state: requiredOneOf(['ISSUED', 'WITH_POLICE', 'EXECUTED', 'WITHDRAWN']),
  issuedDate: requiredDay,
  isBackedForBail: flag,
  court: text,
}

const crime: RecordFields = {
  reference: requiredText,
  offence,
  role: requiredOneOf(['SUSPECT', 'OFFENDER', 'VICTIM', 'WITNESS']),
  uprn,
  outcome: text,
  involved: [involvedPerson],
  notes: text,
}

const incident: RecordFields = {
  reference: requiredText,
  openingCode: { ...incidentCode, required: true },
  closingCode: incidentCode,
  closingReason: text,
  uprn,
  callerType: oneOf(['VICTIM', 'FAMILY', 'THIRD_PARTY', 'AGENCY', 'SUSPECT']),
  isAttended: flag,
  isAlcoholInvolved: flag,
  isDomesticAbuseFlagged: flag,
  injuriesSeen: text,
  outcome: text,
  present: [involvedPerson],
  notes: text,
}

const warningMarker: RecordFields = {
  marker: { ...codeOf(warningMarkers.codes, 'warning markers'), required: true },
  endDate: day,
}

const intelligence: RecordFields = { summary: requiredText, grading: requiredText }

/** A force's models by record type. */
export function createModels(connection: Connection) {
  const model = (name: string, fields: RecordFields) => createRecordModel(connection, name, fields)
  return {
    person: createPersonModel(connection),
    conviction: model('conviction', conviction),
    caution: model('caution', caution),
    order: model('order', order),
    warrant: model('warrant', warrant),
    crime: model('crime', crime),
    incident: model('incident', incident),
    warningMarker: model('warningMarker', warningMarker),
    intelligence: model('intelligence', intelligence),
  }
}

/** A conviction for an offence that did not exist on its day cannot be right. */
function existedOn(dayField: 'offenceDate') {
  return {
    validator(this: Readonly<Record<typeof dayField, unknown>>, code: string): boolean {
      const day = this[dayField]
      return typeof day !== 'string' || wasInUse(offences, code, day)
    },
    message: '"{VALUE}" is not an offence that existed on the day of the offence',
  }
}
