import type { EncodedRecord } from '../../../common/likeness/encode'
import type { FieldName } from '../../../common/likeness/fields'
import { fieldNames } from '../../../common/likeness/fields'
import type { ValueTokens } from '../../../common/likeness/likeness'
import type { Rarity } from '../matching/scoring/rarity'

/**
 * How rare an agreeing value is taken to be, as a band: nobody can count it, for the index does not know which
 * values are the same.
 */
const typicalBand: Readonly<Partial<Record<FieldName, number>>> = {
  ...{ givenNames: 3, middleNames: 3, familyName: 4, sex: 0 },
  ...{ dateOfBirth: 7, postcode: 6, phone: 7, other: 7 },
  ...{ nhsNumber: 7, pncId: 7, croNumber: 7, otherIdentifier: 7 },
}

/** Rarity as it is taken to be. */
export const typicalRarity: Pick<Rarity, 'bandOf'> = { bandOf: (name) => typicalBand[name] ?? 3 }

const noKeys = new Float64Array(0)

/** A likeness as it is compared. */
export function encodedOf(values: ValueTokens): EncodedRecord {
  const encoded = fieldNames.map(
    (name) =>
      values[name]?.map(({ exact, slip, close, part }) => ({
        exact,
        slip,
        close,
        part,
        text: null,
      })) ?? null,
  )
  return { values: encoded, keys: noKeys }
}
