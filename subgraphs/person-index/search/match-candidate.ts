import type { EncodedRecord } from '../../../common/likeness/encode'
import type { FieldName } from '../../../common/likeness/fields'
import { fieldIndex, fieldNames } from '../../../common/likeness/fields'
import type { SearchedLikeness, ValueTokens } from '../../../common/likeness/likeness'
import { placeFields } from '../../../common/likeness/search-keys'
import { levelNames } from '../matching/comparison/levels'
import { currentModel } from '../matching/models/current-model'
import { modelWeights } from '../matching/scoring/model'
import { levelOf, patternOf } from '../matching/scoring/pattern'
import { weightTable } from '../matching/scoring/weight-table'
import { encodedOf, typicalRarity } from './typical-rarity'

/** How what was asked for agrees in one field with what is known of somebody. */
export interface FieldAgreement {
  readonly field: FieldName
  readonly level: (typeof levelNames)[number]
  /** log2 of how much likelier it is for the same person than for another one. */
  readonly bits: number
}

/** How somebody fits a search. */
export interface Match {
  /** Of the whole, in bits: what every field says, without how rare it is to be anybody in particular. */
  readonly bits: number
  /** Of the fields that were asked for and are known, what speaks most first. */
  readonly agreements: readonly FieldAgreement[]
}

/** Somebody as they are known. */
export interface KnownPerson {
  /** Of each record. */
  readonly likenesses: readonly ValueTokens[]
  /** True: what is known of where they are says nothing here. */
  readonly isAddressProtected: boolean
}

const model = currentModel()
const table = weightTable(modelWeights(model, 'tokens')).strangers

/** How long people live whom anybody searches for: the chance of a year of birth. */
const yearsOfBirth = 90
/** The share of records in which the year of birth is right. */
const rightYears = 0.95

/** How somebody fits what is asked for. Pure. */
export function matchPerson(searched: SearchedLikeness, person: KnownPerson): Match {
  const known = encodedOf(mergeValues(person))
  const asked = encodedOf(searched.values)
  const pattern = patternOf(asked, known, typicalRarity)
  const agreements = fieldNames.flatMap((field): FieldAgreement[] => {
    const code = pattern[fieldIndex[field]] ?? 0
    const level = levelNames[levelOf(code)] ?? 'missing'
    if (level === 'missing') return []
    return [{ field, level, bits: table.fields[fieldIndex[field]]?.[code] ?? 0 }]
  })
  const all = [...agreements, ...yearAgreement(searched.years, known)]
  return {
    bits: all.reduce((sum, { bits }) => sum + bits, 0),
    agreements: all.toSorted((one, other) => other.bits - one.bits),
  }
}

/** All that is known of somebody by any record: of several values the one that fits counts. */
function mergeValues({ likenesses, isAddressProtected }: KnownPerson): ValueTokens {
  const names = fieldNames.filter((name) => !isAddressProtected || !placeFields.includes(name))
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = likenesses.flatMap((one) => one[name] ?? [])
      return values.length > 0 ? [[name, values] as const] : []
    }),
  )
}

/** When only the year is asked for, or an age: whether somebody was born in one of the years. */
function yearAgreement(
  years: readonly number[],
  { values }: EncodedRecord,
): readonly FieldAgreement[] {
  const births = values[fieldIndex.dateOfBirth] ?? []
  if (years.length === 0 || births.length === 0) return []
  const isOne = births.some(({ part }) => part.some((year) => years.includes(year)))
  const byChance = Math.min(0.9, years.length / yearsOfBirth)
  const bits = isOne
    ? Math.log2(rightYears / byChance)
    : Math.log2((1 - rightYears) / (1 - byChance))
  return [{ field: 'dateOfBirth', level: isOne ? 'part' : 'different', bits }]
}
