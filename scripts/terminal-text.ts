/** Longest text of others that is shown in one piece, in characters. */
const maxLength = 2000

/**
 * What a terminal must not be sent: controls (C0, C1), what turns the direction of writing or is not
 * seen, ends of lines, halves of characters.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * Text of others on one line of a terminal: whatever could move the cursor, hide or begin a line is
 * shown as its code, as in `\u{1b}`. Everything that is not the program's own goes through it.
 */
export function safeText(text: string): string {
  const shown = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text
  return escapeUnprintable(shown)
}

/** The same in full, however long it is. */
export function escapeUnprintable(text: string): string {
  return text.replaceAll(unprintable, escapeOne)
}

/** The same for several lines: their ends are kept. */
export function safeLines(text: string): string {
  return text.split('\n').map(escapeUnprintable).join('\n')
}

/** A value as JSON that means the same, with such characters escaped as JSON escapes them. */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(
    /[\u007F-\u009F\p{Cf}\u2028\u2029]/gu,
    escapeUnits,
  )
}

function escapeOne(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
  }).join('')
}
