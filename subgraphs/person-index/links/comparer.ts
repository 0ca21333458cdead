import type { ValueTokens } from '../../../common/likeness/likeness'
import type { FieldName } from '../../../common/likeness/fields'
import { fieldIndex, fieldNames } from '../../../common/likeness/fields'
import { placeFields } from '../../../common/likeness/search-keys'
import { level, levelNames } from '../matching/comparison/levels'
import { currentModel } from '../matching/models/current-model'
import type { LinkageModel } from '../matching/scoring/model'
import { modelWeights } from '../matching/scoring/model'
import { levelOf, patternOf, weightTable } from '../matching/scoring/score'
import { encodedOf, typicalRarity } from '../search/typical-rarity'
import { levelCount } from '../matching/comparison/levels'

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
      return {
        levels,
        bits: levels.reduce((sum, code, at) => sum + bitsAt(table, at, code), table.prior),
      }
    },
  }
}

function bitsAt({ fields }: ReturnType<typeof weightTable>, at: number, code: number): number {
  return fields[at]?.[code] ?? 0
}

const ownTable = weightTable(modelWeights(currentModel(), 'tokens'))

/**
 * The fields that two records both have, what speaks most for one person first.
 * @param mayTellPlaces false: nothing that says where somebody is
 */
export function fieldsOf(
  levels: readonly number[],
  mayTellPlaces: boolean,
): readonly ComparedField[] {
  return fieldNames
    .flatMap((field): ComparedField[] => {
      const code = levels[fieldIndex[field]] ?? 0
      const found = levelNames[levelOf(code)] ?? 'missing'
      if (found === 'missing' || (!mayTellPlaces && placeFields.includes(field))) return []
      const rarityBand = found === 'exact' ? Math.floor(code / levelCount) - 1 : null
      return [{ field, level: found, bits: bitsAt(ownTable, fieldIndex[field], code), rarityBand }]
    })
    .toSorted((one, other) => other.bits - one.bits)
}
