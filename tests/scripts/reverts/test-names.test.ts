import { holdsTest } from '../../../scripts/reverts/test-names'

const file = `
  describe('a lamp', () => {
    it('burns', () => {})
    it.each([['red', 2]])('shows %s for $time', () => {})
    describe.each(colours)(\`of colour \${colour}\`, () => {
      test('does not burn', () => {})
    })
  })
  it(nameOf('blue'), () => {})
  describe('a lamp without tests', () => {})
`

describe('words that a test’s name starts with', () => {
  it.each([
    ['of those around it and of itself', 'a lamp burns'],
    ['the start of them', 'a lamp bur'],
    ['of itself alone', 'does not burn'],
    ['of some of those around it', 'of colour red does not burn'],
    ['of a row that the file holds', 'a lamp shows red for 2'],
    ['of the start of such a row', 'shows re'],
    ['of any test', ''],
  ])('are %s: "%s"', (_which, words) => {
    expect(holdsTest(file, words)).toBe(true)
  })

  it.each([
    ['of no test', 'smokes'],
    ['of no test of what it names', 'a lamp does not burn'],
    ['that go on otherwise', 'a lamp burns out'],
    ['from the middle of a title', 'not burn'],
    ['of a row that the file does not hold', 'a lamp shows green'],
    ['written otherwise', 'A lamp burns'],
    ['of a title that is put together', 'blue'],
    ['around no test', 'a lamp without tests'],
  ])('are none %s: "%s"', (_which, words) => {
    expect(holdsTest(file, words)).toBe(false)
  })
})
