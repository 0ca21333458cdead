import { createPersonModel, createRecordModel } from '../kit/records/models'
import {
  day,
  flag,
  oneOf,
  postcode,
  type RecordFields,
  requiredDay,
  requiredOneOf,
  text,
  uprn,
} from '../kit/records/record-fields'
import type { Connection } from '../kit/service/database'

const requiredUprn = { ...uprn, required: true }

const tenancy: RecordFields = {
  uprn: requiredUprn,
  postcode,
  kind: requiredOneOf(['SECURE', 'ASSURED', 'STARTER', 'LICENCE']),
  startDate: requiredDay,
  endDate: day,
  arrearsWeeks: { type: Number, min: 0, max: 1000 },
}

const householdMember: RecordFields = {
  uprn: requiredUprn,
  basisOfKnowledge: requiredOneOf(['DECLARED', 'OBSERVED', 'THIRD_PARTY']),
  relationship: oneOf([
    ...['TENANT', 'PARTNER', 'FRIEND', 'LODGER', 'CHILD', 'PARENT', 'SIBLING'],
    ...['OTHER_RELATIVE', 'CARER', 'UNKNOWN'],
  ]),
  startDate: day,
  endDate: day,
  isPaying: flag,
  notes: text,
}

const antiSocialBehaviourCase: RecordFields = {
  uprn,
  kind: requiredOneOf(['NOISE', 'DAMAGE', 'THREATS', 'VIOLENCE', 'ALCOHOL', 'OTHER']),
  state: requiredOneOf(['OPEN', 'CLOSED_RESOLVED', 'CLOSED_NO_ACTION']),
  endDate: day,
  notes: text,
}

/** A landlord's models by record type. */
export function createModels(connection: Connection) {
  const model = (name: string, fields: RecordFields) =>
    createRecordModel(connection, { name, fields })
  return {
    person: createPersonModel(connection),
    tenancy: model('tenancy', tenancy),
    householdMember: model('householdMember', householdMember),
    antiSocialBehaviourCase: model('antiSocialBehaviourCase', antiSocialBehaviourCase),
  }
}
