import type { FieldKind } from '../../../../common/likeness/fields'
import { fieldIndex, fieldNames, fields, swappable } from '../../../../common/likeness/fields'
import type { Filter, RecordFilters } from '../../../../common/second-step/filters'
import { likenessOfFilters } from '../../../../common/second-step/filters'
import type { Level } from '../comparison/levels'
import { level } from '../comparison/levels'

/** From which likeness on two different values are at each level. Chosen by counting what one slip leaves in common. */
const bounds: Readonly<Record<FieldKind, { readonly slip: number; readonly close: number }>> = {
  NAME: { slip: 0.74, close: 0.6 },
  TEXT: { slip: 0.8, close: 0.65 },
  EMAIL: { slip: 0.85, close: 0.7 },
  DATE: { slip: 0.87, close: 0.74 },
  DIGITS: { slip: 0.87, close: 0.74 },
  POSTCODE: { slip: 0.84, close: 0.6 },
  CODE: { slip: 2, close: 2 },
}

/**
 * The level of each field of two records of which only filters are known, in the order of `fieldNames`. It is all
 * that is kept: filters are dropped with the job.
 */
export function filterLevels(one: RecordFilters, other: RecordFilters): Uint8Array {
  const levels = Uint8Array.from(fieldNames, (name) =>
    bestLevel(fields[name].kind, one[name], other[name]),
  )
  for (const [first, second] of swappable) {
    const [at, beside] = [fieldIndex[first], fieldIndex[second]]
    const { kind } = fields[first]
    const across = [
      bestLevel(kind, one[first], other[second]),
      bestLevel(kind, one[second], other[first]),
    ]
    const isSwap = across.every((found) => found !== level.missing && found <= level.slip)
    if (!isSwap || agrees(levels[at]) || agrees(levels[beside])) continue
    levels[at] = level.swapped
    levels[beside] = level.missing
  }
  return levels
}

function agrees(found = 0): boolean {
  return found !== level.missing && found < level.part
}

function bestLevel(
  kind: FieldKind,
  one: readonly Filter[] | undefined,
  other: readonly Filter[] | undefined,
): Level {
  if (!one || !other) return level.missing
  const best = Math.max(...one.flatMap((a) => other.map((b) => likenessOfFilters(a, b))))
  if (best === 1) return level.exact
  if (best >= bounds[kind].slip) return level.slip
  return best >= bounds[kind].close ? level.close : level.different
}
