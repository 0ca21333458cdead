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
import type { RecordRule } from '../kit/records/record-rules'
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

/** Nobody leaves before they arrive. */
const leavesAfterArriving: RecordRule = (read) => {
  const [arrived, left] = [read('occurredAt'), read('departedAt')]
  const isWrong = arrived instanceof Date && left instanceof Date && left < arrived
  return isWrong ? [{ field: 'departedAt', problem: 'is before occurredAt' }] : []
}

/**
 * Where a restricted patient is must not be given to anyone: the safest copy is none.
 * @see NHS Personal Demographics Service, restricted ("R") records
 */
const restrictedHasNoAddress: RecordRule = (read) => {
  if (read('isRestricted') !== true) return []
  return ['uprn', 'postcode', 'telephone']
    .filter((field) => typeof read(field) === 'string')
    .map((field) => ({ field, problem: 'must not be given for a restricted patient' }))
}

/** A hospital's or unit's models by record type; it takes attendances of its own department type. */
export function createModels(connection: Connection, agency: Agency) {
  return {
    person: createPersonModel(connection, {
      fields: { isRestricted: flag },
      rules: [restrictedHasNoAddress],
    }),
    attendance: createRecordModel(connection, {
      name: 'attendance',
      fields: attendance(agency),
      rules: [leavesAfterArriving],
    }),
  }
}
