import { canonicalPncId } from '../../../common/identifiers/pnc-id'

const today = new Date('2025-06-01T00:00:00Z')

describe('canonicalPncId', () => {
  it.each([
    ['81/34U', '1981/0000034U'],
    ['02/73319Z', '2002/0073319Z'],
    ['00/223R', '2000/0000223R'],
    ['79/163001B', '1979/0163001B'],
    ['67/9893091D', '1967/9893091D'],
    ['033Y', '2003/0000003Y'],
    ['2003/0011985X', '2003/0011985X'],
    ['20030011985X', '2003/0011985X'],
    ['2003/11985X', '2003/0011985X'],
    ['1997/0123456R', '1997/0123456R'],
    ['2004/0456789V', '2004/0456789V'],
    ['2002/0104567P', '2002/0104567P'],
    [' 81/34U ', '1981/0000034U'],
  ])('reads %s as %s', (text, canonical) => {
    expect(canonicalPncId(text, today)).toBe(canonical)
  })

  it.each([
    ['2003/0011985Z', 'another check letter'],
    ['2012/0052494O', 'a letter that is never used'],
    ['1X23/1234567A', 'a letter in the year'],
    ['1923/1234567AA', 'two letters'],
    ['81/34', 'no letter'],
    ['81/34u', 'a small letter'],
    ['981/34U', 'a year of three digits'],
    ['0081/0000034U', 'a year in no century of ours'],
    ['00/0Z', 'serial 0'],
    ['2000/0000000Z', 'serial 0 in the long form'],
    ['2003/00011985X', 'a serial of eight digits'],
    ['', 'nothing'],
  ])('refuses %s: %s', (text) => {
    expect(canonicalPncId(text, today)).toBeNull()
  })

  it('takes a two-digit year after the current one to be of the last century', () => {
    expect(canonicalPncId('81/34U', new Date('2080-12-31T00:00:00Z'))).toBe('1981/0000034U')
    expect(canonicalPncId('81/34U', new Date('2081-01-01T00:00:00Z'))).toBe('2081/0000034U')
  })
})
