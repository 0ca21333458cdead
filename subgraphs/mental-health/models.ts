import { readEnums } from '../../schema/enum-values'
import { createPersonModel, recordModelsOn } from '../kit/records/models'
import {
  codeOf,
  day,
  oneOf,
  type RecordFields,
  requiredDay,
  requiredOneOf,
  requiredText,
  text,
} from '../kit/records/record-fields'
import type { RecordRule } from '../kit/records/record-rules'
import { codeInUse, daysInOrder } from '../kit/records/record-rules'
import type { Connection } from '../kit/service/database'
import { documents, sections } from './codes'

const valuesOf = readEnums('subgraphs/mental-health')

const pointer = { ...requiredText, maxlength: 200 }

const referral: RecordFields = {
  state: requiredOneOf(valuesOf('MentalHealthReferralState')),
  startDate: requiredDay,
  endDate: day,
  team: oneOf(valuesOf('MentalHealthTeam')),
  coordinatorRole: { ...text, maxlength: 200 },
}

const crisisPlan: RecordFields = {
  document: { ...codeOf(documents), default: '736253002' },
  reference: pointer,
  reviewDate: day,
}

const section: RecordFields = {
  section: { ...codeOf(sections), required: true },
  startDate: requiredDay,
  endDate: day,
}

const riskSummary: RecordFields = {
  reference: pointer,
  completedDate: requiredDay,
  reviewDate: day,
}

/** What has ended has its last day, and what goes on has none. */
const endMatchesState: RecordRule = (read) => {
  const [state, end] = [read('state'), read('endDate')]
  const hasEnded = state === 'CLOSED'
  if (typeof state !== 'string' || hasEnded === (typeof end === 'string')) return []
  const problem = hasEnded ? 'is required when state is CLOSED' : `cannot be when state is ${state}`
  return [{ field: 'endDate', problem }]
}

/** A mental health service's models by record type. */
export function createModels(connection: Connection) {
  const model = recordModelsOn(connection)
  return {
    person: createPersonModel(connection),
    referral: model('referral', referral, [endMatchesState]),
    crisisPlan: model('crisisPlan', crisisPlan),
    section: model('section', section, [codeInUse(sections, 'section', 'startDate')]),
    riskSummary: model('riskSummary', riskSummary, [daysInOrder('completedDate', 'reviewDate')]),
  }
}
