import type { ValueTokens } from '../../../common/likeness/likeness'
import type { FieldName } from '../../../common/likeness/fields'
import { fieldIndex, fieldNames } from '../../../common/likeness/fields'
import { placeFields } from '../../../common/likeness/search-keys'
import { level, levelCount, levelNames } from '../matching/comparison/levels'
import { currentModel } from '../matching/models/current-model'
import type { LinkageModel } from '../matching/scoring/model'
import { modelWeights } from '../matching/scoring/model'
import { levelOf, patternOf, weightTable } from '../matching/scoring/score'
import { encodedOf, typicalRarity } from '../search/typical-rarity'

/** How two records agree. */
export interface Compared {
  /** One code a field; see `Pattern`. */
  readonly levels: readonly number[]
  /** Log2 of the odds that they are one person; -Infinity for two NHS numbers. */
  readonly bits: number
}

/** How two records agree in one field. */
export interface ComparedField {
  readonly field: FieldName
  readonly level: Exclude<(typeof levelNames)[number], 'missing'>
  readonly bits: number
  /** How rare an agreeing value is taken to be; null: they do not agree. */
  readonly rarityBand: number | null
}

/** Compares likenesses by one version of the model. */
export interface Comparer {
  readonly model: LinkageModel
  /** The odds before any field is compared, in bits. */
  readonly startBits: number
  readonly compare: (one: ValueTokens, other: ValueTokens) => Compared
}

/** @param knownPeople two records drawn at random are one person in one of so many cases */
export function createComparer(knownPeople: number): Comparer {
  const model = currentModel()
  const table = weightTable({ ...modelWeights(model, 'tokens'), prior: 1 / knownPeople })
  return {
    model,
    startBits: table.prior,
    compare(one, other) {
      const pattern = patternOf(encodedOf(one), encodedOf(other), typicalRarity)
      const levels = [...pattern]
      if (levelOf(pattern[fieldIndex.nhsNumber] ?? 0) === level.different)
        return { levels, bits: -Infinity }
      const bits = bitsByField(levels).reduce((sum, one) => sum + one, table.prior)
      return { levels, bits }
    },
  }
}

const weights = weightTable(modelWeights(currentModel(), 'tokens'))

/**
 * The bits of each field, in the order of `fieldNames`. A postcode, an address and a telephone number are mostly
 * those of one home: of several that speak for one person the strongest counts alone, for a whole family shares them.
 */
function bitsByField(levels: readonly number[]): readonly number[] {
  const bits = levels.map((code, at) => weights.fields[at]?.[code] ?? 0)
  const strongest = Math.max(0, ...placeFields.map((name) => bits[fieldIndex[name]] ?? 0))
  const counted = placeFields.find((name) => bits[fieldIndex[name]] === strongest)
  for (const name of placeFields)
    if (name !== counted && (bits[fieldIndex[name]] ?? 0) > 0) bits[fieldIndex[name]] = 0
  return bits
}

/**
 * The fields that two records both have, what speaks most for one person first.
 * @param mayTellPlaces false: nothing that says where somebody is
 */
export function fieldsOf(
  levels: readonly number[],
  mayTellPlaces: boolean,
): readonly ComparedField[] {
  const bits = bitsByField(levels)
  return fieldNames
    .flatMap((field): ComparedField[] => {
      const code = levels[fieldIndex[field]] ?? 0
      const found = levelNames[levelOf(code)] ?? 'missing'
      if (found === 'missing' || (!mayTellPlaces && placeFields.includes(field))) return []
      const rarityBand = found === 'exact' ? Math.floor(code / levelCount) - 1 : null
      return [{ field, level: found, bits: bits[fieldIndex[field]] ?? 0, rarityBand }]
    })
    .toSorted((one, other) => other.bits - one.bits)
}
