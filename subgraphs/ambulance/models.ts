import { readEnums } from '../../schema/enum-values'
import { injuriesAgree, injuryFields } from '../kit/records/injuries'
import { createPersonModel, createRecordModel } from '../kit/records/models'
import {
  codeOf,
  flag,
  oneOf,
  postcode,
  type RecordFields,
  requiredText,
  text,
  uprn,
} from '../kit/records/record-fields'
import type { RecordRule } from '../kit/records/record-rules'
import { aboutOne, codeInUse } from '../kit/records/record-rules'
import { restrictedPatient } from '../kit/records/restricted-patient'
import type { Connection } from '../kit/service/database'
import { callCategories } from './codes'

const valuesOf = readEnums('subgraphs/ambulance')

const call: RecordFields = {
  callNumber: { ...requiredText, maxlength: 100 },
  category: codeOf(callCategories),
  complaint: oneOf(valuesOf('AmbulanceComplaint')),
  uprn,
  postcode,
  outcome: oneOf(valuesOf('AmbulanceOutcome')),
  isPoliceRequested: flag,
  isAlcoholInvolved: flag,
  ...injuryFields,
  notes: text,
}

/** Who was not found was not examined. */
const unfoundHasNoInjury: RecordRule = (read) =>
  read('outcome') === 'NO_PATIENT_FOUND' && typeof read('hasInjury') === 'boolean'
    ? [{ field: 'hasInjury', problem: 'cannot be told while outcome is NO_PATIENT_FOUND' }]
    : []

/** An ambulance service's models by record type. */
export function createModels(connection: Connection) {
  return {
    person: createPersonModel(connection, restrictedPatient),
    call: createRecordModel(connection, {
      name: 'call',
      fields: call,
      rules: [
        aboutOne('PATIENT'),
        codeInUse(callCategories, 'category', 'occurredAt'),
        injuriesAgree,
        unfoundHasNoInjury,
      ],
    }),
  }
}
