import { isAssault, isHeadSite } from '../../../subgraphs/hospital/injuries'

describe('an injury', () => {
  it.each([
    ['HEAD', true],
    ['FACE', true],
    ['NECK', true],
    ['SHOULDER', false],
    ['HAND', false],
  ])('of the %s counts as the head: %s', (site, expected) => {
    expect(isHeadSite(site)).toBe(expected)
  })

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
