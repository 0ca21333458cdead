import { createPersonModel, recordModelsOn } from '../kit/records/models'
import { offences } from '../kit/records/offences'
import {
  codeOf,
  day,
  flag,
  identifier,
  limitedAccessFields,
  listOf,
  oneOf,
  postcode,
  type RecordFields,
  requiredDay,
  requiredOneOf,
  text,
  uprn,
  wholeNumber,
} from '../kit/records/record-fields'
import { requirementKinds } from '../kit/records/requirements'
import type { RecordRule } from '../kit/records/record-rules'
import { codeInUse, daysInOrder } from '../kit/records/record-rules'
import type { Connection } from '../kit/service/database'
import { addressStatuses, addressUsages, registers } from './codes'
import { valuesOf } from './enums'
import { oasysSections } from './oasys'

const register = codeOf(registers)

const probationCase: RecordFields = {
  ...limitedAccessFields,
  crn: { ...identifier('CRN'), required: true },
  roshRegister: register,
  registers: listOf(register),
  startDate: requiredDay,
  endDate: day,
}

const order: RecordFields = {
  kind: requiredOneOf(valuesOf('ProbationOrderKind')),
  startDate: requiredDay,
  endDate: day,
  operationalPeriodMonths: wholeNumber(1, 600),
  supervisionPeriodMonths: wholeNumber(1, 600),
  state: oneOf(valuesOf('ProbationOrderState')),
  offence: codeOf(offences),
  court: text,
  requirements: listOf({
    _id: false,
    kind: requiredOneOf(requirementKinds),
    detail: text,
  }),
  breaches: listOf({
    _id: false,
    date: requiredDay,
    outcome: oneOf(valuesOf('BreachOutcome')),
  }),
}

const answer = { ...wholeNumber(0, 2), default: null }

const assessment: RecordFields = {
  layer: requiredOneOf(valuesOf('OasysLayer')),
  completion: requiredOneOf(valuesOf('OasysCompletion')),
  sections: listOf({
    _id: false,
    number: { type: Number, required: true, enum: oasysSections.map(({ number }) => number) },
    answers: [answer],
  }),
  riskOfSeriousHarm: listOf({
    _id: false,
    group: requiredOneOf(valuesOf('RoshGroup')),
    setting: requiredOneOf(valuesOf('RoshSetting')),
    level: requiredOneOf(valuesOf('RiskLevel')),
  }),
  whoIsAtRisk: text,
  natureOfRisk: text,
  predictors: listOf({
    _id: false,
    name: requiredOneOf(valuesOf('PredictorName')),
    years: wholeNumber(1, 2),
    percent: { type: Number, min: 0, max: 100 },
    band: oneOf(valuesOf('PredictorBand')),
  }),
}

const address: RecordFields = {
  uprn,
  postcode,
  addressStatus: { ...codeOf(addressStatuses), required: true },
  usage: codeOf(addressUsages),
  isVerified: flag,
  startDate: day,
  endDate: day,
  notes: text,
}

const contact: RecordFields = {
  kind: requiredOneOf(valuesOf('ProbationContactKind')),
  isAttended: flag,
  isCompliant: flag,
  isAbsenceAcceptable: flag,
  notes: text,
}

const courtReport: RecordFields = {
  kind: requiredOneOf(valuesOf('CourtReportKind')),
  requestedDate: requiredDay,
  dueDate: day,
  completedDate: day,
  sourcesConsulted: listOf(requiredOneOf(valuesOf('CourtReportSource'))),
  hasAntecedents: flag,
}

const mappa: RecordFields = {
  level: { ...wholeNumber(1, 3), required: true },
  category: { ...wholeNumber(1, 4), required: true },
  startDate: requiredDay,
  endDate: day,
  reviewDate: day,
}

/** A section is answered once, and only with as many answers as it has questions. */
const sectionsStandOnce: RecordRule = (read) => {
  const sections = (read('sections') ?? []) as readonly { readonly number: number }[]
  const numbers = sections.map(({ number }) => number)
  const twice = numbers.find((number, place) => numbers.indexOf(number) !== place)
  if (twice === undefined) return []
  return [{ field: 'sections', problem: `has section ${twice} twice` }]
}

/** A probation service's models by record type. */
export function createModels(connection: Connection) {
  const model = recordModelsOn(connection)
  return {
    person: createPersonModel(connection),
    case: model('case', probationCase),
    order: model('order', order, [codeInUse(offences, 'offence', 'startDate')]),
    assessment: model('assessment', assessment, [sectionsStandOnce]),
    address: model('address', address),
    contact: model('contact', contact),
    mappa: model('mappa', mappa, [daysInOrder('startDate', 'reviewDate')]),
    courtReport: model('courtReport', courtReport),
  }
}
