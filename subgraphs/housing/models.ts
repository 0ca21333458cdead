import { readEnums } from '../../schema/enum-values'
import { createPersonModel, recordModelsOn } from '../kit/records/models'
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

const valuesOf = readEnums('subgraphs/housing')

const requiredUprn = { ...uprn, required: true }

const tenancy: RecordFields = {
  uprn: requiredUprn,
  postcode,
  kind: requiredOneOf(valuesOf('TenancyKind')),
  startDate: requiredDay,
  endDate: day,
  arrearsWeeks: { type: Number, min: 0, max: 1000 },
}

const householdMember: RecordFields = {
  uprn: requiredUprn,
  basisOfKnowledge: requiredOneOf(valuesOf('HouseholdKnowledge')),
  relationship: oneOf(valuesOf('HouseholdRelationship')),
  startDate: day,
  endDate: day,
  isPaying: flag,
  notes: text,
}

const antiSocialBehaviourCase: RecordFields = {
  uprn,
  kind: requiredOneOf(valuesOf('AntiSocialBehaviourKind')),
  state: requiredOneOf(valuesOf('AntiSocialBehaviourState')),
  endDate: day,
  notes: text,
}

/** A landlord's models by record type. */
export function createModels(connection: Connection) {
  const model = recordModelsOn(connection)
  return {
    person: createPersonModel(connection),
    tenancy: model('tenancy', tenancy),
    householdMember: model('householdMember', householdMember),
    antiSocialBehaviourCase: model('antiSocialBehaviourCase', antiSocialBehaviourCase),
  }
}
