import type { FieldKind } from './fields'

/** Shorter texts have no deletion variants: too much else is one slip away from them. */
const shortestWithVariants = 3

/** A text and each text that it becomes when one character is left out. */
export function deletionVariants(text: string): readonly string[] {
  if (text.length < shortestWithVariants) return [text]
  const variants = new Set([text])
  for (let at = 0; at < text.length; at += 1) variants.add(text.slice(0, at) + text.slice(at + 1))
  return [...variants]
}

const soundCodes: Readonly<Record<string, string>> = Object.fromEntries(
  ['BFPV', 'CGJKQSXZ', 'DT', 'L', 'MN', 'R'].flatMap((letters, index) =>
    Array.from(letters, (letter) => [letter, String(index + 1)]),
  ),
)

/**
 * The American Soundex code of a name: its first letter and three digits.
 * @see United States National Archives, The Soundex Indexing System
 */
export function soundex(name: string): string {
  let code = name.charAt(0)
  let last = soundCodes[code]
  for (const letter of name.slice(1)) {
    const digit = soundCodes[letter]
    if (digit !== undefined && digit !== last) code += digit
    if (letter !== 'H' && letter !== 'W') last = digit
  }
  return code.slice(0, 4).padEnd(4, '0')
}

/** What stands for a value at each level from the second on: equal features put two values there. */
export interface Features {
  readonly slip: readonly string[]
  readonly close: readonly string[]
  readonly part: readonly string[]
}

const none: Features = { slip: [], close: [], part: [] }

/** Features of a canonical value of this kind. */
export function featuresOf(kind: FieldKind, value: string): Features {
  switch (kind) {
    case 'NAME':
      return {
        slip: deletionVariants(value),
        close: [`S${soundex(value)}`, ...ends(value, 3), ...skeleton(value)],
        part: [value.slice(0, 1)],
      }
    case 'TEXT':
      return { slip: deletionVariants(value), close: ends(value, 4), part: [] }
    case 'DATE':
      return { slip: dateVariants(value), close: datePairs(value), part: [value.slice(0, 4)] }
    case 'DIGITS':
      return { slip: deletionVariants(value), close: ends(value, 5), part: [] }
    case 'POSTCODE':
      return { slip: deletionVariants(value), close: [outcodeOf(value)], part: [value.slice(0, 2)] }
    case 'EMAIL':
      return { slip: deletionVariants(value), close: emailParts(value), part: [] }
    case 'CODE':
      return none
  }
}

/** How a name begins, for keys. */
export function beginningOf(name: string): string {
  return name.slice(0, 3)
}

export function endOf(name: string): string {
  return name.slice(-3)
}

/** The beginning and the end of a text that is longer than both. */
function ends(value: string, length: number): readonly string[] {
  return value.length <= length ? [] : [`B${value.slice(0, length)}`, `E${value.slice(-length)}`]
}

/** The consonants in their order, when there are at least three. */
function skeleton(value: string): readonly string[] {
  const consonants = value.replaceAll(/[AEIOUY]/g, '')
  return consonants.length < 3 ? [] : [`C${consonants}`]
}

/** Deletion variants of a date, and one that it shares with the date whose day and month are exchanged. */
export function dateVariants(date: string): readonly string[] {
  return [...deletionVariants(date), exchangedDate(date)]
}

/** What a date shares with the one whose day and month are exchanged. */
function exchangedDate(date: string): string {
  const parts = [date.slice(4, 6), date.slice(6)]
  return `X${date.slice(0, 4)}${parts.toSorted().join('')}`
}

/** Two parts of a date each: year and month, year and day, month and day. */
export function datePairs(date: string): readonly string[] {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)]
  return [`YM${year}${month}`, `YD${year}${day}`, `MD${month}${day}`]
}

function emailParts(email: string): readonly string[] {
  const [local = ''] = email.split('@')
  return deletionVariants(local).map((variant) => `L${variant}`)
}

/** The part of a British postcode before its last three characters; of another its first three. */
export function outcodeOf(postcode: string): string {
  return /^[A-Z]/.test(postcode) && postcode.length >= 5
    ? postcode.slice(0, -3)
    : postcode.slice(0, 3)
}
