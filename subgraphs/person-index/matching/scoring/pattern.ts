import type { EncodedRecord } from '../../../../common/likeness/encode'
import type { FieldName } from '../../../../common/likeness/fields'
import { fieldIndex, fieldNames } from '../../../../common/likeness/fields'
import { compareRecords } from '../comparison/compare-records'
import { level, levelCount } from '../comparison/levels'
import type { Rarity } from './rarity'
import { rarityBands } from './rarity'
import { goTogether, implications, patternLength, togetherIndex } from './together'

/**
 * How two records agree, one code a field: the level, and for an exact agreement `levelCount` times one more than its
 * rarity band on top. What another field tells as well has a further `levelCount` times all bands on top. Last comes
 * one code for the names that agree together; 0: no two do, or nobody can count how rare they are together.
 */
export type Pattern = Uint8Array

/** Added to the code of what another field tells as well. */
const toldBesides = levelCount * rarityBands

/** One more than the largest code. */
export const codeCount = levelCount * (1 + 2 * rarityBands)

/** The level of a code. */
export function levelOf(code: number): number {
  return code % levelCount
}

/** The rarity band of a code; below 0: it has none. */
export function bandOf(code: number): number {
  return code < levelCount ? -1 : (Math.floor(code / levelCount) - 1) % rarityBands
}

/** The code of an exact agreement in a value of this band. */
export function codeOf(band: number): number {
  return level.exact + levelCount * (1 + band)
}

/** Whether another field tells what this code does. */
export function isTold(code: number): boolean {
  return code >= levelCount + toldBesides
}

/** Compares two records field by field. */
export function patternOf(
  a: EncodedRecord,
  b: EncodedRecord,
  rarity: Pick<Rarity, 'bandOf' | 'togetherBandOf'>,
): Pattern {
  const pattern = new Uint8Array(patternLength)
  writePattern(pattern, [a, b], rarity)
  return pattern
}

/** The same into a pattern that is at hand, where very many are made. */
export function writePattern(
  pattern: Pattern,
  [a, b]: readonly [EncodedRecord, EncodedRecord],
  rarity: Pick<Rarity, 'bandOf' | 'togetherBandOf'>,
): void {
  pattern.fill(0)
  compareRecords(a, b, pattern)
  for (let at = 0; at < fieldNames.length; at += 1) {
    const name = fieldNames[at]
    if (name && pattern[at] === level.exact) pattern[at] = codeOf(rarity.bandOf(name, a, b))
  }
  countTogether(pattern, [a, b], rarity)
  for (const { field, levels, by } of implications) {
    const isTold = by.some(([name, among]) => among.has(levelAt(pattern, name)))
    if (isTold && levels.has(levelAt(pattern, field))) markTold(pattern, field)
  }
}

/** Names that agree together are as rare as the records that have all of them. */
function countTogether(
  pattern: Pattern,
  [a, b]: readonly [EncodedRecord, EncodedRecord],
  { togetherBandOf }: Pick<Rarity, 'togetherBandOf'>,
): void {
  if (!togetherBandOf) return
  const agreed = goTogether.filter((name) => levelAt(pattern, name) === level.exact)
  if (agreed.length < 2) return
  pattern[togetherIndex] = codeOf(togetherBandOf(agreed, a, b))
  for (const name of agreed) markTold(pattern, name)
}

function levelAt(pattern: Pattern, name: FieldName): number {
  return levelOf(pattern[fieldIndex[name]] ?? 0)
}

function markTold(pattern: Pattern, name: FieldName): void {
  const at = fieldIndex[name]
  const code = pattern[at] ?? 0
  if (!isTold(code)) pattern[at] = toldBesides + (code < levelCount ? code + levelCount : code)
}
