import { checkLetterOf } from '../../common/identifiers/check-letter'
import { canonicalNhsNumber } from '../../common/identifiers/nhs-number'

/** Every valid NHS number of the range kept for tests, 999 000 0000 to 999 000 9999. */
export const testNhsNumbers: readonly string[] = Array.from({ length: 10_000 }, (_, serial) => {
  const digits = `999000${String(serial).padStart(4, '0')}`
  return canonicalNhsNumber(digits) === null ? null : digits
}).filter((number) => number !== null)

/**
 * The NHS number of a person, so that the few there are lie evenly among all people; null: none is left.
 * @param person place of the person, from 0
 */
export function nhsNumberOf(person: number, people: number): string | null {
  const stride = Math.max(1, Math.ceil(people / testNhsNumbers.length))
  return person % stride === 0 ? (testNhsNumbers[person / stride] ?? null) : null
}

/** A year that has not come: no police force has given out such a number. */
const pncYear = '2099'
const pncSerials = 9_999_999

/** The PNC ID of a person, with the right check letter. */
export function pncIdOf(person: number): string {
  const serial = String((person % pncSerials) + 1).padStart(7, '0')
  return `${pncYear}/${serial}${checkLetterOf(`${pncYear.slice(2)}${serial}`)}`
}
