import { canonicalPostcode, canonicalUprn } from '../../../common/identifiers/address-identifiers'

describe('canonicalUprn', () => {
  it.each([
    ['906700000011', '906700000011'],
    ['000000000042', '42'],
    ['7', '7'],
  ])('reads %s as %s', (text, canonical) => {
    expect(canonicalUprn(text)).toBe(canonical)
  })

  it.each(['', '0', '000000000000', '9067000000110', '90670000001A', '-42', '4.2'])(
    'refuses "%s"',
    (text) => {
      expect(canonicalUprn(text)).toBeNull()
    },
  )
})

describe('canonicalPostcode', () => {
  it.each([
    ['QQ1 1AA', 'QQ1 1AA'],
    ['qq11aa', 'QQ1 1AA'],
    ['QQ9A9ZZ', 'QQ9A 9ZZ'],
    ['GIR 0AA', 'GIR 0AA'],
    ['GIR0AA', 'GIR 0AA'],
  ])('reads %s as %s', (text, canonical) => {
    expect(canonicalPostcode(text)).toBe(canonical)
  })

  it.each([
    ['NF1 1NF', 'no fixed abode'],
    ['NF11FA', 'no fixed abode'],
    ['ZZ99 3VZ', 'no fixed abode'],
    ['ZZ993VZ', 'no fixed abode'],
    ['QI1 1AA', 'I is never the second letter'],
    ['QQ1  1AA', 'two spaces'],
    ['QQ1', 'only the first half'],
    ['', 'nothing'],
  ])('refuses %s: %s', (text) => {
    expect(canonicalPostcode(text)).toBeNull()
  })
})
