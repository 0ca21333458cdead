import { readEnums } from '../../schema/enum-values'
import { injuriesAgree, injuryFields } from '../kit/records/injuries'
import { createPersonModel, recordModelsOn } from '../kit/records/models'
import {
  codeOf,
  day,
  flag,
  oneOf,
  type RecordFields,
  requiredDay,
  requiredOneOf,
  text,
  wholeNumber,
} from '../kit/records/record-fields'
import type { RecordRule } from '../kit/records/record-rules'
import { aboutOne, notBefore } from '../kit/records/record-rules'
import { restrictedPatient } from '../kit/records/restricted-patient'
import type { Connection } from '../kit/service/database'
import { problems } from './codes'

const valuesOf = readEnums('subgraphs/gp')

const registration: RecordFields = {
  kind: requiredOneOf(valuesOf('GpRegistrationKind')),
  practiceCode: { type: String, match: /^[A-Z][A-Z0-9]{2,9}$/ },
  startDate: requiredDay,
  endDate: day,
}

const encounter: RecordFields = {
  mode: requiredOneOf(valuesOf('GpEncounterMode')),
  isAttended: flag,
  problem: codeOf(problems),
  ...injuryFields,
  isAlcoholInvolved: flag,
  hasSafeguardingCode: flag,
  notes: text,
}

const alcoholIntake: RecordFields = {
  unitsPerWeek: { type: Number, min: 0, max: 1000 },
  auditCScore: wholeNumber(0, 12),
  intervention: oneOf(valuesOf('AlcoholIntervention')),
}

const referral: RecordFields = {
  destination: oneOf(valuesOf('GpReferralDestination')),
  outcome: oneOf(valuesOf('GpReferralOutcome')),
  outcomeDate: day,
}

/** An intake that tells neither how much nor what was offered would count as one that was asked about. */
const saysSomething: RecordRule = (read) => {
  const told = ['unitsPerWeek', 'auditCScore', 'intervention'].some(
    (field) => (read(field) ?? null) !== null,
  )
  if (told) return []
  return [{ field: 'unitsPerWeek', problem: 'or auditCScore or intervention is required' }]
}

/** Nobody is found injured in a contact that did not take place. */
const missedHasNoInjury: RecordRule = (read) =>
  read('isAttended') === false && read('hasInjury') === true
    ? [{ field: 'hasInjury', problem: 'cannot be true while isAttended is false' }]
    : []

/** Only an outcome has a day. */
const outcomeHasItsDay: RecordRule = (read) => {
  const outcome = read('outcome')
  if (typeof read('outcomeDate') !== 'string') return []
  if (typeof outcome === 'string' && outcome !== 'PENDING') return []
  return [{ field: 'outcomeDate', problem: 'is only for an outcome other than PENDING' }]
}

/** A practice's models by record type. */
export function createModels(connection: Connection) {
  const model = recordModelsOn(connection, aboutOne('PATIENT'))
  return {
    person: createPersonModel(connection, restrictedPatient),
    registration: model('registration', registration),
    encounter: model('encounter', encounter, [injuriesAgree, missedHasNoInjury]),
    alcoholIntake: model('alcoholIntake', alcoholIntake, [saysSomething]),
    referral: model('referral', referral, [
      outcomeHasItsDay,
      notBefore('outcomeDate', 'occurredAt'),
    ]),
  }
}
