import type { EncodedRecord } from '../../../common/likeness/encode'
import type { ValueTokens } from '../../../common/likeness/likeness'
import type { FieldName } from '../../../common/likeness/fields'
import { fieldIndex, fieldNames } from '../../../common/likeness/fields'
import { placeFields } from '../../../common/likeness/search-keys'
import { level, levelNames } from '../matching/comparison/levels'
import { mayBeTwins } from '../matching/decisions/twins'
import { weigh } from '../matching/decisions/weigh'
import { currentModel } from '../matching/models/current-model'
import type { LinkageModel } from '../matching/scoring/model'
import { weightsAmong } from '../matching/scoring/model'
import type { Pattern } from '../matching/scoring/pattern'
import { bandOf, isTold, levelOf, patternOf } from '../matching/scoring/pattern'
import type { WeightTable } from '../matching/scoring/weight-table'
import { weightTable } from '../matching/scoring/weight-table'
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
  /** Against two strangers. */
  readonly bits: number
  /** How rare an agreeing value is taken to be; null: they do not agree, or another field tells as much. */
  readonly rarityBand: number | null
}

/** Compares likenesses by one version of the model. */
export interface Comparer {
  readonly model: LinkageModel
  /** The odds before any field is compared, in bits. */
  readonly startBits: number
  readonly compare: (one: ComparedLikeness, other: ComparedLikeness) => Compared
  /**
   * False: nobody need look at two records, whatever else the index knows of them: that places are protected, or a
   * number was not traced.
   */
  readonly mayMatter: (one: ValueTokens, other: ValueTokens) => boolean
}

/** By what a record is compared. */
export interface ComparedLikeness {
  readonly values: ValueTokens
  /** False: its agency says that it has not traced its NHS number, so that another one contradicts nothing. */
  readonly isNumberTraced: boolean
}

const model = currentModel()

/** @param knownPeople two records drawn at random are one person in one of so many cases */
export function createComparer(knownPeople: number): Comparer {
  const table = weightTable(weightsAmong(model, knownPeople))
  const encodedOnce = encodingOnce()
  return {
    model,
    startBits: table.strangers.prior,
    compare(one, other) {
      const pattern = patternOf(encodedOnce(one.values), encodedOnce(other.values), typicalRarity)
      const isTraced = one.isNumberTraced && other.isNumberTraced
      if (!isTraced && numbersDiffer(pattern)) pattern[fieldIndex.nhsNumber] = 0
      return { levels: [...pattern], bits: bitsBetween(pattern, table) }
    },
    mayMatter(one, other) {
      const pattern = patternOf(encodedOnce(one), encodedOnce(other), typicalRarity)
      if (levelOf(pattern[fieldIndex.nhsNumber] ?? 0) === level.exact) return true
      if (numbersDiffer(pattern)) pattern[fieldIndex.nhsNumber] = 0
      if (bitsBetween(pattern, table) >= model.thresholds.review) return true
      clearPlaces(pattern)
      return bitsBetween(pattern, table) >= model.thresholds.review
    },
  }
}

/** One record is compared with many. */
function encodingOnce(): (values: ValueTokens) => EncodedRecord {
  const known = new WeakMap<ValueTokens, EncodedRecord>()
  return (values) => {
    const encoded = known.get(values) ?? encodedOf(values)
    known.set(values, encoded)
    return encoded
  }
}

/** As if nothing that says where somebody is had been compared. */
function clearPlaces(pattern: Pattern): void {
  for (const name of placeFields) pattern[fieldIndex[name]] = 0
}

function numbersDiffer(pattern: Pattern): boolean {
  return levelOf(pattern[fieldIndex.nhsNumber] ?? 0) === level.different
}

/** As lists are weighed; but who may be a twin is looked at by somebody, whichever is likelier. */
function bitsBetween(pattern: Pattern, table: WeightTable): number {
  const bits = weigh(pattern, table, 'EVEN')
  if (bits === -Infinity || !mayBeTwins(pattern)) return bits
  return Math.min(weigh(pattern, { ...table, twins: null }, 'EVEN'), model.thresholds.review)
}

/** How the bits of a pair come about. */
export interface Explained {
  /** The fields that two records both have, what speaks most for one person first. */
  readonly fields: readonly ComparedField[]
  /** What is left of it against two people of one household or of one birth, who have much in common; 0 or less. */
  readonly restBits: number
  /** Of the whole. */
  readonly bits: number
}

/**
 * Explains a pair by its levels.
 * @param startBits see `Comparer`
 * @param mayTellPlaces false: nothing that says where somebody is, as if it had not been compared
 */
export function explain(
  levels: readonly number[],
  { startBits, mayTellPlaces }: { readonly startBits: number; readonly mayTellPlaces: boolean },
): Explained {
  const table = weightTable(weightsAmong(model, Math.max(2, Math.round(1 + 2 ** -startBits))))
  const pattern = Uint8Array.from(levels)
  if (!mayTellPlaces) clearPlaces(pattern)
  const fields = fieldsOf(pattern, table)
  const told = fields.reduce((sum, one) => sum + one.bits, startBits)
  const bits = bitsBetween(pattern, table)
  return { fields, restBits: bits - told, bits }
}

function fieldsOf(pattern: Pattern, { strangers }: WeightTable): readonly ComparedField[] {
  return fieldNames
    .flatMap((field): ComparedField[] => {
      const at = fieldIndex[field]
      const code = pattern[at] ?? 0
      const found = levelNames[levelOf(code)] ?? 'missing'
      if (found === 'missing') return []
      const rarityBand = found === 'exact' && !isTold(code) ? bandOf(code) : null
      return [{ field, level: found, bits: strangers.fields[at]?.[code] ?? 0, rarityBand }]
    })
    .toSorted((one, other) => other.bits - one.bits)
}
