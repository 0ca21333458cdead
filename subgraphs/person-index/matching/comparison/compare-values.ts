import type { FieldKind } from '../../../../common/likeness/fields'
import { isOneSlipApart, jaroWinkler } from './similarity'
import { featuresOf } from '../../../../common/likeness/features'
import type { EncodedValue } from '../../../../common/likeness/encode'
import type { Level } from './levels'
import { level } from './levels'

const { exact, slip, close, part, different } = level

/** How two values of one kind agree. */
export function compareValues(kind: FieldKind, a: EncodedValue, b: EncodedValue): Level {
  if (a.exact === b.exact) return exact
  if (kind === 'CODE') return different
  if (a.text !== null && b.text !== null) return compareTexts(kind, a.text, b.text)
  if (meet(a.slip, b.slip)) return slip
  if (meet(a.close, b.close)) return close
  return meet(a.part, b.part) ? part : different
}

/** Two texts at least this alike are close. */
const closeFrom = { NAME: 0.85, TEXT: 0.88 } as const

function compareTexts(kind: FieldKind, a: string, b: string): Level {
  if (Math.min(a.length, b.length) > 2 && isOneSlipApart(a, b)) return slip
  const [own, other] = [featuresOf(kind, a), featuresOf(kind, b)]
  const isText = kind === 'NAME' || kind === 'TEXT'
  if (!isText && meet(own.slip, other.slip)) return slip
  if (isText ? jaroWinkler(a, b) >= closeFrom[kind] : meet(own.close, other.close)) return close
  return meet(own.part, other.part) ? part : different
}

function meet<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  for (const item of a) if (b.includes(item)) return true
  return false
}
