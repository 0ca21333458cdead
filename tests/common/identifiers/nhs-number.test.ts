import { canonicalNhsNumber } from '../../../common/identifiers/nhs-number'

describe('canonicalNhsNumber', () => {
  it.each([
    ['9990000018', '9990000018'],
    ['999 000 0026', '9990000026'],
    ['999-000-0034', '9990000034'],
    ['9990000042', '9990000042'],
    ['9434765919', '9434765919'],
  ])('reads %s as %s', (text, canonical) => {
    expect(canonicalNhsNumber(text)).toBe(canonical)
  })

  it.each([
    ['4857773456', 'another check digit'],
    ['0000000000', 'a placeholder that passes the modulus'],
    ['1111111111', 'a placeholder that passes the modulus'],
    ['9999999999', 'a placeholder that passes the modulus'],
    ['999000001', 'nine digits'],
    ['99900000180', 'eleven digits'],
    ['999000001X', 'a letter'],
    ['', 'nothing'],
  ])('refuses %s: %s', (text) => {
    expect(canonicalNhsNumber(text)).toBeNull()
  })

  it.each(Array.from('0123456789'))(
    'refuses 999000014%s: no number begins with these nine digits',
    (d) => {
      expect(canonicalNhsNumber(`999000014${d}`)).toBeNull()
    },
  )
})
