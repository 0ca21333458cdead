import { checkLetterOf } from './check-letter'

const withSlash = /^(\d{2}|\d{4})\/(\d{1,7})([A-Z])$/
const shortForm = /^(\d{2})(\d{1,7})([A-Z])$/
const longForm = /^(\d{4})(\d{7})([A-Z])$/
/** Without a slash, anything shorter than the full long form is the short form. */
const longFormLength = 12

/**
 * A PNC ID as `YYYY/NNNNNNNL`, or null when it is not one: never a guess.
 *
 * A year of two digits is the latest such year that is not in the future.
 * @param today decides the century of a two-digit year
 */
export function canonicalPncId(text: string, today = new Date()): string | null {
  const trimmed = text.trim()
  const [, year = '', serial = '', letter] = patternFor(trimmed).exec(trimmed) ?? []
  if (letter === undefined) return null
  const fullYear = year.length === 4 ? year : withCentury(year, today)
  const paddedSerial = serial.padStart(7, '0')
  if (!/^(19|20)/.test(fullYear) || /^0+$/.test(serial)) return null
  const expected = checkLetterOf(`${fullYear.slice(2)}${paddedSerial}`)
  return letter === expected ? `${fullYear}/${paddedSerial}${letter}` : null
}

function patternFor(text: string): RegExp {
  if (text.includes('/')) return withSlash
  return text.length < longFormLength ? shortForm : longForm
}

function withCentury(twoDigits: string, today: Date): string {
  const isThisCentury = Number(twoDigits) <= today.getUTCFullYear() % 100
  return `${isThisCentury ? '20' : '19'}${twoDigits}`
}
