import { createHmac } from 'node:crypto'

import {
  addressToken,
  familyToken,
  identifierToken,
  postcodeToken,
} from '../../../common/registration/link-tokens'

const key = { secret: Buffer.alloc(32, 1) }

describe('a link token', () => {
  it('is a keyed hash of the type and the canonical form', () => {
    const expected = createHmac('sha256', key.secret)
      .update('v1|NHS_NUMBER|9990000018')
      .digest('base64url')
    expect(identifierToken(key, 'NHS_NUMBER', '999 000 0018')).toBe(expected)
  })

  it('is the same for every way to write an identifier, and differs by key', () => {
    const token = identifierToken(key, 'PNC_ID', '02/104567P')
    expect(identifierToken(key, 'PNC_ID', '2002/0104567P')).toBe(token)
    expect(identifierToken({ secret: Buffer.alloc(32, 2) }, 'PNC_ID', '02/104567P')).not.toBe(token)
  })

  it('is not made from what is no identifier, nor from a placeholder', () => {
    expect(identifierToken(key, 'NHS_NUMBER', '9999999999')).toBeNull()
    expect(identifierToken(key, 'CRO_NUMBER', '000000/00Z')).toBeNull()
    expect(addressToken(key, '0')).toBeNull()
  })

  it('of a surname at a postcode is the same however both are written', () => {
    const token = familyToken(key, "O'Brien-Marsh", 'zy1 4ab')
    expect(familyToken(key, 'O BRIEN MARSH', 'ZY14AB')).toBe(token)
    expect(familyToken(key, 'Óbrien Marsh', 'ZY1 4AB')).toBe(token)
    expect(familyToken(key, 'Marsh', 'ZY1 4AB')).not.toBe(token)
    expect(familyToken(key, "O'Brien-Marsh", 'ZY1 4AC')).not.toBe(token)
    expect(familyToken(key, ' - ', 'ZY1 4AB')).toBeNull()
    expect(familyToken(key, 'Marsh', 'NF1 1NF')).toBeNull()
    expect(familyToken(key, 'Marsh', null)).toBeNull()
  })

  it('of a postcode is the same however it is written, and is no surname at it', () => {
    const token = postcodeToken(key, 'zy14ab')
    expect(token).toHaveLength(43)
    expect(postcodeToken(key, 'ZY1 4AB')).toBe(token)
    expect(familyToken(key, 'Marsh', 'ZY1 4AB')).not.toBe(token)
    expect(postcodeToken(key, 'ZY1')).toBeNull()
    expect(postcodeToken(key, 'ZZ99 3VZ')).toBeNull()
  })

  it('of an address is the same with leading zeros', () => {
    expect(addressToken(key, '00042')).toBe(addressToken(key, '42'))
  })
})
