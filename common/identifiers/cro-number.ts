import { checkLetterOf } from './check-letter'

const standardForm = /^(\d{1,6})\/(\d{2})([A-Z])$/
const shortFileForm = /^SF(\d{2})\/(\d{1,6})([A-Z])$/

/**
 * A CRO number as `NNNNNN/YYL`, or in its short-file form `SFYY/N...L`; null when it is neither.
 *
 * Serial 0 passes the check letter but stands for "none known": it is refused.
 */
export function canonicalCroNumber(text: string): string | null {
  const trimmed = text.trim()
  return canonicalStandard(trimmed) ?? canonicalShortFile(trimmed)
}

function canonicalStandard(text: string): string | null {
  const [, serial = '', year = '', letter] = standardForm.exec(text) ?? []
  if (letter === undefined || isPlaceholder(serial)) return null
  const padded = serial.padStart(6, '0')
  return checkLetterOf(`${year}${padded}`) === letter ? `${padded}/${year}${letter}` : null
}

function canonicalShortFile(text: string): string | null {
  const [, year = '', serial = '', letter] = shortFileForm.exec(text) ?? []
  if (letter === undefined || isPlaceholder(serial)) return null
  // In this form the serial is not padded, neither for the check nor in the result.
  return checkLetterOf(`${year}${serial}`) === letter ? `SF${year}/${serial}${letter}` : null
}

function isPlaceholder(serial: string): boolean {
  return /^0+$/.test(serial)
}
