import { readEnums } from '../../schema/enum-values'
import { createPersonModel, recordModelsOn } from '../kit/records/models'
import {
  day,
  listOf,
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

const valuesOf = readEnums('subgraphs/substance-use')

const substances = listOf(oneOf(valuesOf('Substance')))

const referral: RecordFields = {
  referredBy: oneOf(valuesOf('RecoverySource')),
  state: requiredOneOf(valuesOf('RecoveryReferralState')),
  substances,
}

/** Days and units as the national monitoring of treatment asks for them. @see NDTMS core data set */
const episode: RecordFields = {
  triageDate: day,
  startDate: requiredDay,
  endDate: day,
  substances,
  drinkingDays: wholeNumber(0, 28),
  unitsPerDrinkingDay: { type: Number, min: 0, max: 200 },
  modalities: listOf(oneOf(valuesOf('RecoveryModality'))),
  dischargeReason: oneOf(valuesOf('RecoveryDischarge')),
}

const appointment: RecordFields = {
  kind: requiredOneOf(valuesOf('RecoveryAppointmentKind')),
  attendance: oneOf(valuesOf('RecoveryAttendance')),
  notes: text,
}

const mostSubstances = 3

/** One to three substances, each once: the order says which is the main one. */
const substancesAreRanked: RecordRule = (read) => {
  const value = read('substances')
  if (!Array.isArray(value)) return []
  const named = value.map(String)
  if (named.length === 0 || named.length > mostSubstances)
    return [{ field: 'substances', problem: `must name 1 to ${mostSubstances}, or be left out` }]
  const twice = named.find((substance, place) => named.indexOf(substance) !== place)
  if (twice === undefined) return []
  return [{ field: 'substances', problem: `names ${twice} twice` }]
}

/** An episode is discharged on its last day and not before. */
const dischargeEndsIt: RecordRule = (read) =>
  typeof read('dischargeReason') === 'string' && typeof read('endDate') !== 'string'
    ? [{ field: 'endDate', problem: 'is required with dischargeReason' }]
    : []

/** Who drank on no day drank nothing on such a day. */
const unitsHaveTheirDays: RecordRule = (read) =>
  read('drinkingDays') === 0 && Number(read('unitsPerDrinkingDay') ?? 0) > 0
    ? [{ field: 'unitsPerDrinkingDay', problem: 'must be 0 or left out when drinkingDays is 0' }]
    : []

/** Nobody has kept or missed what is still to come. */
const attendanceIsPast: RecordRule = (read) => {
  const [at, attendance] = [read('occurredAt'), read('attendance')]
  const isToCome = at instanceof Date && at.getTime() > Date.now()
  const isKeptOrMissed = attendance === 'ATTENDED' || attendance === 'NOT_ATTENDED'
  return isToCome && isKeptOrMissed
    ? [{ field: 'attendance', problem: `cannot be ${attendance} before occurredAt` }]
    : []
}

/** A service's models by record type. */
export function createModels(connection: Connection) {
  const model = recordModelsOn(connection, aboutOne('SERVICE_USER', 'PATIENT'))
  return {
    person: createPersonModel(connection, restrictedPatient),
    referral: model('referral', referral, [substancesAreRanked]),
    episode: model('episode', episode, [
      substancesAreRanked,
      dischargeEndsIt,
      unitsHaveTheirDays,
      notBefore('startDate', 'triageDate'),
    ]),
    appointment: model('appointment', appointment, [attendanceIsPast]),
  }
}
