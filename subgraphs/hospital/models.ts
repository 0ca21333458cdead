import type { Agency } from '../../common/register'
import type { Connection } from '../kit/database'
import { createPersonModel, createRecordModel } from '../kit/models'
import { flag, oneOf, type RecordFields, requiredOneOf, text, time } from '../kit/record-fields'
import { bodySites } from './injuries'

const departmentTypes = ['01', '02', '03', '04']

const injury = {
  _id: false,
  bodySite: requiredOneOf(bodySites),
  mechanism: text,
  intent: {
    ...requiredOneOf(['ACCIDENT', 'ASSAULT', 'SELF_INFLICTED', 'UNDETERMINED', 'NOT_RECORDED']),
    default: 'NOT_RECORDED',
  },
  place: text,
}

function attendance({ departmentType }: Agency): RecordFields {
  return {
    departmentType: {
      ...requiredOneOf(departmentType === undefined ? departmentTypes : [departmentType]),
      ...(departmentType === undefined ? {} : { default: departmentType }),
    },
    departedAt: time,
    chiefComplaint: text,
    injuries: [injury],
    isAlcoholInvolved: flag,
    accompaniedBy: oneOf(['ALONE', 'PARTNER', 'FRIEND', 'FAMILY', 'POLICE', 'AMBULANCE', 'OTHER']),
    discharge: oneOf(['HOME', 'ADMITTED', 'TRANSFERRED', 'LEFT_BEFORE_SEEN', 'REFUSED_TREATMENT']),
    hasSafeguardingConcern: flag,
    notes: text,
  }
}

/** A hospital's or unit's models by record type; it takes attendances of its own department type. */
export function createModels(connection: Connection, agency: Agency) {
  return {
    person: createPersonModel(connection),
    attendance: createRecordModel(connection, 'attendance', attendance(agency)),
  }
}
