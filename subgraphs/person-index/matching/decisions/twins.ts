import { level } from '../comparison/levels'
import type { FieldName } from '../../../../common/likeness/fields'
import { fieldIndex } from '../../../../common/likeness/fields'
import type { Pattern } from '../scoring/pattern'
import { levelOf } from '../scoring/pattern'

const identifiers: readonly FieldName[] = ['nhsNumber', 'pncId', 'croNumber', 'otherIdentifier']

/**
 * Whether two records look like two children of one birth: born on the same day, with the same family
 * name, but called something else, and no identifier says that they are one. Grown up they live apart.
 */
export function mayBeTwins(pattern: Pattern): boolean {
  const found = (name: FieldName) => levelOf(pattern[fieldIndex[name]] ?? 0)
  if (found('dateOfBirth') !== level.exact) return false
  const isSameFamily = found('familyName') === level.exact || found('familyName') === level.slip
  const given = found('givenNames')
  if (!isSameFamily || (given !== level.part && given !== level.different)) return false
  return !identifiers.some((name) => found(name) === level.exact)
}
