/** Written where nothing is known. */
const placeholders = new Set([
  'NA',
  'NONE',
  'NOTKNOWN',
  'NULL',
  'UNKNOWN',
  'UNK',
  'NIL',
  'NOTGIVEN',
  'NOTRECORDED',
  'REFUSED',
])

/** The longest value that is looked at; agencies' text is not trusted to be short. */
const maximumLength = 60

/**
 * A name or a line of an address in capitals without marks, spaces, hyphens or apostrophes; null when
 * nothing is left or it says that nothing is known.
 */
export function canonicalWords(text: string): string | null {
  const joined = withoutMarks(text).replaceAll(/[^\p{L}\p{N}]/gu, '')
  return joined === '' || placeholders.has(joined) ? null : joined
}

/** Capitals without accents, at most 60 characters. */
export function withoutMarks(text: string): string {
  return text.slice(0, maximumLength).normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase()
}

/** Dates that systems write when they know none. */
const placeholderDates = new Set(['19700101', '19000101', '00000000', '18000101', '99991231'])

/**
 * A date as eight characters, year first, from `YYYYMMDD`, `YYYY-MM-DD` or `DD/MM/YYYY` with any
 * separator; null when it is none of these or a placeholder. A day that no calendar has is kept: it is
 * most often one slip away from the right one.
 */
export function canonicalDate(text: string): string | null {
  const parts = text
    .trim()
    .slice(0, maximumLength)
    .split(/[\s./T-]+/)
  const joined = joinDate(parts)
  if (joined?.length !== 8 || placeholderDates.has(joined)) return null
  return joined
}

function joinDate([first = '', second, third]: readonly string[]): string | null {
  if (second === undefined || third === undefined) return first
  const [month, isYearFirst] = [second.padStart(2, '0'), first.length === 4]
  return isYearFirst
    ? `${first}${month}${third.padStart(2, '0')}`
    : `${third}${month}${first.padStart(2, '0')}`
}

/** A telephone number in its national form, digits only; null when it has fewer than five. */
export function canonicalPhone(text: string): string | null {
  const digits = text
    .slice(0, maximumLength)
    .replace(/^\s*(\+|00)44\s*(\(0\))?/, '0')
    .replaceAll(/\D/g, '')
  return digits.length < 5 || /^(\d)\1+$/.test(digits) ? null : digits
}

/** An e-mail address in capitals, or null when it has no @. */
export function canonicalEmail(text: string): string | null {
  const upper = withoutMarks(text).replaceAll(/\s/g, '')
  return /^[^@]+@[^@]+$/.test(upper) ? upper : null
}

/** M or F by the first letter, or null. */
export function canonicalSex(text: string): string | null {
  const letter = withoutMarks(text).trim().charAt(0)
  return letter === 'M' || letter === 'F' ? letter : null
}
