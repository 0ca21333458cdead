/**
 * Text for a terminal. What agencies, callers and files wrote must not move the cursor, colour what
 * follows, turn its direction, or begin a line that looks like the hub's own.
 */

import { inspect } from 'node:util'

/** Longest text printed in one go unless more is asked for, in characters. */
const defaultMaxLength = 4000

/**
 * Controls (C0, C1, DEL), invisible format characters with the bidi overrides, separators of lines and
 * halves of characters. A joiner after a mark or an Arabic letter is spelling, and stays.
 */
const unsafeRuns =
  /(?:(?!(?<=[\p{M}\p{Script=Arabic}])[\u200C\u200D]\p{L})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}])+/gu

/** Marks are drawn over the lines above and below when enough of them are heaped on one letter. */
const heapedMarks = /(\p{M}{3})\p{M}+/gu

/**
 * A text as one line that is safe to print: each unsafe character becomes a space, several in a row
 * one, and what is longer than it may be is cut and ends in an ellipsis. Null and undefined are empty.
 */
export function safeText(text: unknown, maxLength = defaultMaxLength): string {
  const whole = plainText(text)
  // Cut first: a hostile text of many megabytes is not searched to its end.
  const isLong = whole.length > maxLength
  const cut = isLong ? whole.slice(0, Math.max(0, maxLength - 1)) : whole
  const safe = cut.replaceAll(unsafeRuns, ' ').replaceAll(heapedMarks, '$1')
  return isLong ? `${safe}…` : safe
}

/** The same for several lines: their ends are kept, and nothing is cut. */
export function safeLines(text: string): string {
  return text
    .split('\n')
    .map((line) => safeText(line, Infinity))
    .join('\n')
}

/** JSON whose texts a terminal takes as they are; to a program it is the same JSON. */
export function safeJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent).replaceAll(
    /[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu,
    escaped,
  )
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).padStart(4, '0')
    return String.raw`\u${unit}`
  }).join('')
}

function plainText(text: unknown): string {
  if (typeof text === 'string') return text
  if (text === null || text === undefined) return ''
  if (text instanceof Error) return text.message
  return inspect(text)
}
