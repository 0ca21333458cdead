import type { IdentifierType } from '../../../common/identifiers/person-identifiers'
import {
  canonicalCrn,
  canonicalIdentifier,
  identifierTypes,
} from '../../../common/identifiers/person-identifiers'

describe('canonicalIdentifier', () => {
  it.each<[IdentifierType, string, string]>([
    ['NHS_NUMBER', '999 000 0018', '9990000018'],
    ['PNC_ID', '02/73319Z', '2002/0073319Z'],
    ['CRO_NUMBER', '65656/91H', '065656/91H'],
    ['CRN', 'X104567', 'X104567'],
  ])('reads a %s by its own rule', (type, text, canonical) => {
    expect(canonicalIdentifier(type, text)).toBe(canonical)
  })

  it.each(identifierTypes)('refuses nonsense as a %s', (type) => {
    expect(canonicalIdentifier(type, 'not an identifier')).toBeNull()
  })
})

describe('canonicalCrn', () => {
  it.each(['x104567', 'X10456', 'X1045678', 'XX104567', '1104567', ''])('refuses "%s"', (text) => {
    expect(canonicalCrn(text)).toBeNull()
  })
})
