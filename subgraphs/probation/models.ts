import type { Connection } from '../kit/database'
import { createPersonModel, createRecordModel } from '../kit/models'
import {
  codeOf,
  day,
  flag,
  identifier,
  oneOf,
  postcode,
  type RecordFields,
  requiredDay,
  requiredOneOf,
  requiredText,
  text,
  uprn,
  wholeNumber,
} from '../kit/record-fields'
import { addressStatuses, addressUsages, registers } from './codes'
import { oasysSections, riskLevels } from './oasys'

const register = codeOf(registers.codes, 'registers')

const probationCase: RecordFields = {
  crn: { ...identifier('CRN'), required: true },
  roshRegister: register,
  registers: [register],
  isLimitedAccess: { ...flag, default: false },
  startDate: requiredDay,
  endDate: day,
}

const order: RecordFields = {
  kind: requiredOneOf(['COMMUNITY_ORDER', 'SUSPENDED_SENTENCE_ORDER', 'CUSTODY', 'LICENCE']),
  startDate: requiredDay,
  endDate: day,
  operationalPeriodMonths: wholeNumber(1, 600),
  supervisionPeriodMonths: wholeNumber(1, 600),
  requirements: [
    {
      _id: false,
      kind: requiredOneOf([
        ...['ALCOHOL_TREATMENT', 'DRUG_REHABILITATION', 'PROGRAMME', 'RESIDENCE', 'EXCLUSION'],
        ...['PROHIBITED_ACTIVITY', 'CURFEW', 'MENTAL_HEALTH_TREATMENT', 'UNPAID_WORK'],
        ...['SUPERVISION'],
      ]),
      detail: text,
    },
  ],
  breaches: [{ _id: false, date: requiredDay, outcome: text }],
}

const answer = { ...wholeNumber(0, 2), default: null }

const assessment: RecordFields = {
  layer: requiredOneOf(['LAYER1', 'LAYER3']),
  completion: requiredOneOf(['COMPLETE', 'LOCKED_INCOMPLETE']),
  sections: [
    {
      _id: false,
      number: { type: Number, required: true, enum: oasysSections.map(({ number }) => number) },
      answers: [answer],
    },
  ],
  riskOfSeriousHarm: [
    {
      _id: false,
      group: requiredOneOf(['CHILDREN', 'PUBLIC', 'KNOWN_ADULT', 'STAFF', 'PRISONERS']),
      setting: requiredOneOf(['COMMUNITY', 'CUSTODY']),
      level: requiredOneOf(riskLevels),
    },
  ],
  whoIsAtRisk: text,
  natureOfRisk: text,
  predictors: [
    {
      _id: false,
      name: requiredText,
      years: wholeNumber(1, 10),
      percent: { type: Number, min: 0, max: 100 },
      band: oneOf([...riskLevels, 'NOT_APPLICABLE']),
    },
  ],
}

const address: RecordFields = {
  uprn,
  postcode,
  addressStatus: { ...codeOf(addressStatuses.codes, 'address statuses'), required: true },
  usage: codeOf(addressUsages.codes, 'address usages'),
  isVerified: flag,
  startDate: day,
  endDate: day,
  notes: text,
}

const contact: RecordFields = {
  kind: requiredText,
  isAttended: flag,
  isCompliant: flag,
  isAbsenceAcceptable: flag,
  notes: text,
}

const courtReport: RecordFields = {
  kind: requiredOneOf(['STANDARD_DELIVERY', 'FAST_DELIVERY', 'ORAL']),
  requestedDate: requiredDay,
  dueDate: day,
  completedDate: day,
  sourcesConsulted: [text],
  hasAntecedents: flag,
}

/** A probation service's models by record type. */
export function createModels(connection: Connection) {
  const model = (name: string, fields: RecordFields) => createRecordModel(connection, name, fields)
  return {
    person: createPersonModel(connection),
    case: model('case', probationCase),
    order: model('order', order),
    assessment: model('assessment', assessment),
    address: model('address', address),
    contact: model('contact', contact),
    courtReport: model('courtReport', courtReport),
  }
}
