import type { EncodedRecord } from '../../../../common/likeness/encode'
import type { FieldName } from '../../../../common/likeness/fields'
import { fieldIndex, fieldNames } from '../../../../common/likeness/fields'
import { level } from '../comparison/levels'

/**
 * Fields whose values go together: strangers who share a first name often share the family name too, because both are
 * of one origin. That several of them agree is as rare as the records that hold all of those values, not as the
 * product of what each is alone.
 */
export const goTogether: readonly FieldName[] = ['givenNames', 'middleNames', 'familyName']

/** The place in a pattern of how rare they are together. */
export const togetherIndex = fieldNames.length

/** Length of a pattern: every field, and what goes together. */
export const patternLength = fieldNames.length + 1

/** Levels of a field that an agreement in another explains. */
interface Implication {
  readonly field: FieldName
  readonly levels: ReadonlySet<number>
  /** Any of these fields, when it agrees at one of the levels beside it. */
  readonly by: readonly (readonly [FieldName, ReadonlySet<number>])[]
}

const exactly: ReadonlySet<number> = new Set([level.exact])
const nearly: ReadonlySet<number> = new Set([level.slip, level.close])
const alike: ReadonlySet<number> = new Set([...exactly, ...nearly])

/** A first name tells the sex, a town or a street the area of its postcode, a property its postcode. */
export const implications: readonly Implication[] = [
  { field: 'sex', levels: exactly, by: [['givenNames', alike]] },
  {
    field: 'postcode',
    levels: nearly,
    by: [
      ['town', exactly],
      ['street', exactly],
    ],
  },
  { field: 'postcode', levels: alike, by: [['other', exactly]] },
]

/** The values of a record in these fields: a number for each way of taking one of every field. */
export function togetherValues(
  { values }: EncodedRecord,
  names: readonly FieldName[],
): readonly number[] {
  return names.reduce<readonly number[]>(
    (joined, name) =>
      joined.flatMap((before) =>
        (values[fieldIndex[name]] ?? []).map(({ exact }) => joinHashes(before, exact)),
      ),
    [0],
  )
}

const past32Bits = 2 ** 32

/** One number below 2^53 for two: equal for equal ones, and hardly ever else. */
export function joinHashes(one: number, other: number): number {
  const low = Math.imul((one ^ 0x811c9dc5) >>> 0, 0x01000193) ^ other
  const [upper, otherUpper] = [Math.floor(one / past32Bits), Math.floor(other / past32Bits)]
  const high = Math.imul(upper ^ 0x9e3779b9, 0x85ebca6b) ^ otherUpper
  const mixed = Math.imul(low ^ (low >>> 15), 0x2c1b3c6d) ^ high
  const above = Math.imul(high ^ (low >>> 13), 0x297a2d39) >>> 11
  return above * past32Bits + (mixed >>> 0)
}
