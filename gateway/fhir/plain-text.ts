/** One line of an agency's text, without characters that would move a cursor or turn the writing; null when nothing is left. */
export function plainLine(value: unknown, longest: number): string | null {
  if (typeof value !== 'string') return null
  const line = value.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  // Half of a pair of code units is no text.
  return line === '' ? null : line.slice(0, longest).replaceAll(/\p{Surrogate}/gu, '')
}

/** A day, month or year as FHIR writes it; null for anything else. */
export function plainDay(value: unknown): string | null {
  return typeof value === 'string' && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value) ? value : null
}

/** A telephone number; null for anything else. */
export function plainNumber(value: unknown): string | null {
  return typeof value === 'string' && /^[+\d][\d ]{4,20}$/.test(value) ? value : null
}
