import linkageData from '../../policies/linkage.json'
import { readLinkageTerms } from '../../policies/linkage'

const file = 'policies/linkage.json'

describe('the terms of linking', () => {
  it('are those of the file', () => {
    expect(readLinkageTerms(file, linkageData)).toEqual(linkageData)
  })

  it.each([
    [{ automaticLinks: 'yes' }, 'automaticLinks must be true or false'],
    [{ possibleLinks: 'ALWAYS' }, 'unknown "ALWAYS"'],
    [{ knownPeople: 10 }, 'knownPeople must be a whole number'],
    [{ knownPeople: 1000.5 }, 'knownPeople must be a whole number'],
    [{ sampleShare: 1.1 }, 'sampleShare must be a number from 0 to 1'],
    [{ source: ' ' }, 'source must say who set it'],
    [{ extra: 1 }, '"extra" is not part of the terms of linking'],
  ])('refuse %j', (change, problem) => {
    expect(() => readLinkageTerms(file, { ...linkageData, ...change })).toThrow(problem)
  })
})
