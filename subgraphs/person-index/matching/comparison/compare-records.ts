import type { FieldName } from '../../../../common/likeness/fields'
import { fieldIndex, fieldNames, fields, swappable } from '../../../../common/likeness/fields'
import { compareValues } from './compare-values'
import type { EncodedRecord, EncodedValue } from '../../../../common/likeness/encode'
import type { Level } from './levels'
import { level } from './levels'

type Values = readonly EncodedValue[]

const kinds = fieldNames.map((name) => fields[name].kind)
type Kind = (typeof kinds)[number]
const fieldCount = fieldNames.length
const { different } = level
const swaps = swappable.map(([a, b]) => [fieldIndex[a], fieldIndex[b], fields[a].kind] as const)

/**
 * The level of each field, in the order of `fieldNames`: of all pairs of values the best.
 * @param levels where they are written; all of it 0
 */
export function compareRecords(
  a: EncodedRecord,
  b: EncodedRecord,
  levels: Uint8Array = new Uint8Array(fieldCount),
): Uint8Array {
  for (let at = 0; at < fieldCount; at += 1) {
    const [own, other] = [a.values[at], b.values[at]]
    if (own && other) levels[at] = bestLevel(kinds[at] ?? 'CODE', own, other)
  }
  for (const [first, second, kind] of swaps) {
    // What agrees where it stands was not swapped.
    if (agreesSomewhat(levels[first]) || agreesSomewhat(levels[second])) continue
    const across = (one: number, other: number) =>
      levelBetween(kind, a.values[one] ?? null, b.values[other] ?? null)
    if (!isSwap(across(first, second), across(second, first))) continue
    levels[first] = level.swapped
    levels[second] = level.missing
  }
  return levels
}

function agreesSomewhat(found: number = level.missing): boolean {
  return found !== level.missing && found < level.part
}

/** One agrees, and the other does too or cannot be told. */
function isSwap(there: Level, back: Level): boolean {
  const [better, worse] = agreement(there) >= agreement(back) ? [there, back] : [back, there]
  return agreement(better) === 2 && agreement(worse) >= 1
}

function agreement(found: Level): 0 | 1 | 2 {
  if (found === level.missing) return 1
  return found <= level.slip ? 2 : 0
}

function levelBetween(kind: Kind, a: Values | null, b: Values | null): Level {
  return a && b ? bestLevel(kind, a, b) : level.missing
}

function bestLevel(kind: Kind, a: Values, b: Values): Level {
  let best: Level = different
  for (const one of a)
    for (const other of b) {
      const found = compareValues(kind, one, other)
      if (found < best) best = found
    }
  return best
}

/** The values in which two records agree exactly, by hash; used to tell a rare one from a common one. */
export function sharedValue(name: FieldName, a: EncodedRecord, b: EncodedRecord): number | null {
  const [own, other] = [a.values[fieldIndex[name]] ?? [], b.values[fieldIndex[name]] ?? []]
  return own.find(({ exact }) => other.some((one) => one.exact === exact))?.exact ?? null
}
