import type { PersonAdditions } from './models'
import { flag } from './record-fields'
import type { RecordRule } from './record-rules'

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

/** What a service of the NHS adds to the description of its patients. */
export const restrictedPatient: PersonAdditions = {
  fields: { isRestricted: flag },
  rules: [restrictedHasNoAddress],
}
