import { isAssault } from '../../../subgraphs/hospital/injuries'

describe('an injury', () => {
  it.each([
    ['ASSAULT', true],
    ['ACCIDENT', false],
    ['SELF_INFLICTED', false],
    ['UNDETERMINED', null],
    ['NOT_RECORDED', null],
    [undefined, null],
  ])('told as %s is an assault: %s', (intent, expected) => {
    expect(isAssault(intent)).toBe(expected)
  })
})
