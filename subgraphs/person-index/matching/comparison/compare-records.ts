import type { FieldName } from '../../../../common/likeness/fields'
import { fieldIndex, fieldNames, fields, swappable } from '../../../../common/likeness/fields'
import { compareValues } from './compare-values'
import type { EncodedRecord, EncodedValue } from '../../../../common/likeness/encode'
import type { Level } from './levels'
import { level } from './levels'

type Values = readonly EncodedValue[] | null

const kinds = fieldNames.map((name) => fields[name].kind)
const swaps = swappable.map(([a, b]) => [fieldIndex[a], fieldIndex[b], fields[a].kind] as const)

/**
 * The level of each field, in the order of `fieldNames`: of all pairs of values the best.
 * @param levels where they are written
 */
export function compareRecords(
  a: EncodedRecord,
  b: EncodedRecord,
  levels = new Uint8Array(fieldNames.length),
): Uint8Array {
  for (let at = 0; at < fieldNames.length; at += 1)
    levels[at] = bestLevel(kinds[at] ?? 'CODE', a.values[at] ?? null, b.values[at] ?? null)
  for (const [first, second, kind] of swaps) {
    // What agrees where it stands was not swapped.
    if (agreesSomewhat(levels[first]) || agreesSomewhat(levels[second])) continue
    const across = (one: number, other: number) =>
      bestLevel(kind, a.values[one] ?? null, b.values[other] ?? null)
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

function bestLevel(kind: (typeof kinds)[number], a: Values, b: Values): Level {
  if (!a || !b) return level.missing
  let best: Level = level.different
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
