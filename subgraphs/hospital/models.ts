import type { Agency } from '../../common/register'
import { readEnums } from '../../schema/enum-values'
import { createPersonModel, createRecordModel } from '../kit/records/models'
import {
  bodySites,
  flag,
  listOf,
  oneOf,
  type RecordFields,
  requiredOneOf,
  text,
  time,
} from '../kit/records/record-fields'
import { notBefore } from '../kit/records/record-rules'
import { restrictedPatient } from '../kit/records/restricted-patient'
import type { Connection } from '../kit/service/database'

const valuesOf = readEnums('subgraphs/hospital')

const departmentTypes = ['01', '02', '03', '04']

const injury = {
  _id: false,
  bodySite: requiredOneOf(bodySites),
  mechanism: oneOf(valuesOf('InjuryMechanism')),
  intent: {
    ...requiredOneOf(valuesOf('InjuryIntent')),
    default: 'NOT_RECORDED',
  },
  place: oneOf(valuesOf('InjuryPlace')),
}

function attendance({ departmentType }: Agency): RecordFields {
  return {
    departmentType: {
      ...requiredOneOf(departmentType === undefined ? departmentTypes : [departmentType]),
      ...(departmentType === undefined ? {} : { default: departmentType }),
    },
    departedAt: time,
    chiefComplaint: oneOf(valuesOf('ChiefComplaint')),
    injuries: listOf(injury),
    isAlcoholInvolved: flag,
    accompaniedBy: oneOf(valuesOf('Companion')),
    discharge: oneOf(valuesOf('Discharge')),
    hasSafeguardingConcern: flag,
    notes: text,
  }
}

/** A hospital's or unit's models by record type; it takes attendances of its own department type. */
export function createModels(connection: Connection, agency: Agency) {
  return {
    person: createPersonModel(connection, restrictedPatient),
    attendance: createRecordModel(connection, {
      name: 'attendance',
      fields: attendance(agency),
      rules: [notBefore('departedAt', 'occurredAt')],
    }),
  }
}
