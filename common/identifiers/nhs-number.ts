/**
 * An NHS number as ten digits without spaces, or null when it is not valid.
 *
 * One digit repeated ten times passes the modulus but is a placeholder: it is refused.
 * @see NHS Data Dictionary, NHS NUMBER: modulus 11 check digit
 */
export function canonicalNhsNumber(text: string): string | null {
  const digits = text.replaceAll(/[\s-]/g, '')
  if (!/^\d{10}$/.test(digits) || /^(\d)\1{9}$/.test(digits)) return null
  return checkDigitOf(digits) === Number(digits.charAt(9)) ? digits : null
}

/** The check digit of the first nine digits, 0 to 9; 10 when no number begins with them. */
function checkDigitOf(digits: string): number {
  let sum = 0
  for (let place = 0; place < 9; place += 1) sum += Number(digits.charAt(place)) * (10 - place)
  return (11 - (sum % 11)) % 11
}
