/** Characters that change how text around them is read, and controls. */
// eslint-disable-next-line no-control-regex
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g

/** A text of somebody else as one line of bounded length; empty for what is no text. */
export function safeLine(value: unknown, longest = 300): string {
  if (typeof value !== 'string') return ''
  const line = value
    .slice(0, 4 * longest)
    .replace(unsafe, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}

/** `OPENING_CODE` or `openingCode` as words that begin a sentence: `Opening code`. */
export function humanise(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_.-]/g, ' ')
    .toLowerCase()
    .replace(/^(is|has) /, '')
  return abbreviated(capitalised(words))
}

/** With a capital at its beginning. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Staff write these in capitals. */
function abbreviated(words: string): string {
  return words.replaceAll(
    /\b(nhs|uprn|pnc|cro|crn|noms|gp|dash|dara|marac|mappa|oasys|asb|dvds|idva)\b/gi,
    (word) => word.toUpperCase(),
  )
}

/** `1 event`, `2 events`; for a word whose plural is not with s, give it. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}
