/**
 * A UPRN without leading zeros, or null when it is not one. It has no check digit.
 *
 * A building and each flat in it have different UPRNs.
 */
export function canonicalUprn(text: string): string | null {
  const trimmed = text.trim()
  if (!/^\d{1,12}$/.test(trimmed)) return null
  const digits = trimmed.replace(/^0+/, '')
  return digits === '' ? null : digits
}

const postcodePattern = /^([A-Z][A-HJ-Y]?\d[A-Z\d]? ?\d[A-Z]{2}|GIR ?0A{2})$/

/** Written for "no fixed abode": they are no place, and would put strangers at one address. */
const noFixedAbode = ['NF1 1NF', 'NF1 1FA', 'ZZ99 3VZ']

/** A postcode in capitals with one space, or null when it is not one or names no place. */
export function canonicalPostcode(text: string): string | null {
  const upper = text.trim().toUpperCase()
  if (!postcodePattern.test(upper)) return null
  const joined = upper.replace(' ', '')
  const spaced = `${joined.slice(0, -3)} ${joined.slice(-3)}`
  return noFixedAbode.includes(spaced) ? null : spaced
}
