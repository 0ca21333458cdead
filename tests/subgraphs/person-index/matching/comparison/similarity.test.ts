import { soundex } from '../../../../../common/likeness/features'
import {
  isOneSlipApart,
  jaroWinkler,
} from '../../../../../subgraphs/person-index/matching/comparison/similarity'

describe('similarity', () => {
  // Winkler 1990, as the United States Census Bureau's reports print them.
  it.each([
    ['MARTHA', 'MARHTA', 0.961],
    ['DWAYNE', 'DUANE', 0.84],
    ['DIXON', 'DICKSONX', 0.813],
    ['ABC', 'XYZ', 0],
  ])('finds %s and %s alike by %d', (a, b, expected) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(expected, 3)
  })

  it.each([
    ['HALLAM', 'HALAM', true],
    ['HALLAM', 'HALLAMS', true],
    ['HALLAM', 'HALLEM', true],
    ['HALLAM', 'HLALAM', true],
    ['HALLAM', 'HALLAM', true],
    ['HALLAM', 'HLLMA', false],
    ['HALLAM', 'HALEMS', false],
  ])('says of %s and %s whether one slip parts them: %s', (a, b, expected) => {
    expect(isOneSlipApart(a, b)).toBe(expected)
    expect(isOneSlipApart(b, a)).toBe(expected)
  })

  // The National Archives' own examples.
  it.each([
    ['WASHINGTON', 'W252'],
    ['LEE', 'L000'],
    ['GUTIERREZ', 'G362'],
    ['PFISTER', 'P236'],
    ['TYMCZAK', 'T522'],
    ['ASHCRAFT', 'A261'],
  ])('gives %s the Soundex code %s', (name, code) => {
    expect(soundex(name)).toBe(code)
  })
})
