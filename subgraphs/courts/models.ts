import { readEnums } from '../../schema/enum-values'
import { createPersonModel, recordModelsOn } from '../kit/records/models'
import { offences } from '../kit/records/offences'
import { protectiveOrders } from '../kit/records/protective-orders'
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
  wholeNumber,
} from '../kit/records/record-fields'
import type { RecordRule } from '../kit/records/record-rules'
import { codeInUse, daysInOrder } from '../kit/records/record-rules'
import { requirementKinds } from '../kit/records/requirements'
import type { Connection } from '../kit/service/database'

const valuesOf = readEnums('subgraphs/courts')
const sharedValuesOf = readEnums('hub')

const court = { ...requiredText, maxlength: 200 }

const hearing: RecordFields = {
  court,
  kind: requiredOneOf(valuesOf('HearingKind')),
  offence: codeOf(offences),
  outcome: oneOf(valuesOf('HearingOutcome')),
  isBailed: flag,
  isAttended: flag,
}

const warrant: RecordFields = {
  kind: requiredOneOf(sharedValuesOf('WarrantKind')),
  state: requiredOneOf(sharedValuesOf('WarrantState')),
  issuedDate: requiredDay,
  executedDate: day,
  isBackedForBail: flag,
  court,
}

const sentence: RecordFields = {
  court,
  offence: { ...codeOf(offences), required: true },
  offenceDate: day,
  convictionDate: requiredDay,
  disposal: requiredOneOf(sharedValuesOf('Disposal')),
  lengthMonths: wholeNumber(1, 1200),
  requirements: listOf({ _id: false, kind: requiredOneOf(requirementKinds), detail: text }),
}

const protectiveOrder: RecordFields = {
  kind: requiredOneOf(valuesOf('ProtectiveOrderKind')),
  court,
  startDate: requiredDay,
  endDate: day,
  dischargedDate: day,
  terms: text,
}

/** A warrant was carried out on a day, and on none while it is out. */
const executedOnADay: RecordRule = (read) => {
  const [state, executed] = [read('state'), read('executedDate')]
  const isExecuted = state === 'EXECUTED'
  if (typeof state !== 'string' || isExecuted === (typeof executed === 'string')) return []
  const problem = isExecuted
    ? 'is required when state is EXECUTED'
    : `cannot be when state is ${state}`
  return [{ field: 'executedDate', problem }]
}

/** The models of courts by record type. */
export function createModels(connection: Connection) {
  const model = recordModelsOn(connection)
  return {
    person: createPersonModel(connection),
    hearing: model('hearing', hearing, [codeInUse(offences, 'offence', 'occurredAt')]),
    warrant: model('warrant', warrant, [executedOnADay, daysInOrder('issuedDate', 'executedDate')]),
    sentence: model('sentence', sentence, [
      codeInUse(offences, 'offence', 'convictionDate'),
      codeInUse(offences, 'offence', 'offenceDate'),
      daysInOrder('offenceDate', 'convictionDate'),
    ]),
    protectiveOrder: model('protectiveOrder', protectiveOrder, [
      codeInUse(protectiveOrders, 'kind', 'startDate'),
      daysInOrder('startDate', 'dischargedDate'),
    ]),
  }
}
