import {
  canonicalDate,
  canonicalPhone,
  canonicalWords,
} from '../../../common/likeness/canonical-text'
import { canonicalRecord } from '../../../common/likeness/fields'

describe('canonical values', () => {
  it.each([
    ['José-María', 'JOSEMARIA'],
    ["O'Brien ", 'OBRIEN'],
    ['light  street', 'LIGHTSTREET'],
    ['unknown', null],
    [' - ', null],
  ])('writes the words %j as %j', (text, expected) => {
    expect(canonicalWords(text)).toBe(expected)
  })

  it.each([
    ['19760413', '19760413'],
    ['1976-04-13', '19760413'],
    ['13/04/1976', '19760413'],
    ['3.4.1976', '19760403'],
    ['1976-04-13T00:00:00', '19760413'],
    ['29-22-1983', '19832229'],
    ['1970-01-01', null],
    ['13 April', null],
    ['', null],
  ])('writes the date %j as %j', (text, expected) => {
    expect(canonicalDate(text)).toBe(expected)
  })

  it.each([
    ['+44 (0)7700 900123', '07700900123'],
    ['07700 900123', '07700900123'],
    ['0000000000', null],
    ['12', null],
  ])('writes the telephone number %j as %j', (text, expected) => {
    expect(canonicalPhone(text)).toBe(expected)
  })

  it('takes an identifier with a wrong check digit, or a place that is none, as absent', () => {
    expect(
      canonicalRecord({
        nhsNumber: ['999 000 0051', '999 000 0050'],
        postcode: ['ZZ99 3VZ'],
        familyName: ['Hallam', 'HALLAM'],
      }),
    ).toStrictEqual({ nhsNumber: ['9990000050'], familyName: ['HALLAM'] })
  })

  it('looks at the first 60 characters of a value only', () => {
    expect(canonicalWords('A'.repeat(1_000_000))).toHaveLength(60)
  })
})
