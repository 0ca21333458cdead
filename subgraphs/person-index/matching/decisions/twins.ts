import { level } from '../comparison/levels'
import type { FieldName } from '../../../../common/likeness/fields'
import { fieldIndex } from '../../../../common/likeness/fields'
import type { Pattern } from '../scoring/score'
import { levelOf } from '../scoring/score'

const places: readonly FieldName[] = ['postcode', 'street']
const identifiers: readonly FieldName[] = ['nhsNumber', 'pncId', 'croNumber', 'otherIdentifier']

/**
 * Whether two records look like two children of one birth: born on the same day, with the same family
 * name at the same place, but called something else, and no identifier says that they are one.
 */
export function mayBeTwins(pattern: Pattern): boolean {
  const found = (name: FieldName) => levelOf(pattern[fieldIndex[name]] ?? 0)
  if (found('dateOfBirth') !== level.exact) return false
  const isSameFamily = found('familyName') === level.exact || found('familyName') === level.slip
  const given = found('givenNames')
  if (!isSameFamily || (given !== level.part && given !== level.different)) return false
  const agrees = (name: FieldName) => found(name) === level.exact
  return places.some(agrees) && !identifiers.some(agrees)
}
