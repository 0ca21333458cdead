import { canonicalCroNumber } from '../../../common/identifiers/cro-number'

describe('canonicalCroNumber', () => {
  it.each([
    ['65656/91H', '065656/91H'],
    ['065656/91H', '065656/91H'],
    ['SF05/482703J', 'SF05/482703J'],
    ['SF83/50058Z', 'SF83/50058Z'],
    ['SF80/655108V', 'SF80/655108V'],
  ])('reads %s as %s', (text, canonical) => {
    expect(canonicalCroNumber(text)).toBe(canonical)
  })

  it.each([
    ['85227/65G', 'another check letter'],
    ['SF80/655108T', 'another check letter in the short-file form'],
    ['000000/00Z', 'the placeholder, whose check letter is right'],
    ['0/00Z', 'the placeholder, unpadded'],
    ['SF00/0Z', 'the placeholder in the short-file form'],
    ['1234567/91H', 'seven digits'],
    ['65656/1991H', 'a year of four digits'],
    ['', 'nothing'],
  ])('refuses %s: %s', (text) => {
    expect(canonicalCroNumber(text)).toBeNull()
  })
})
