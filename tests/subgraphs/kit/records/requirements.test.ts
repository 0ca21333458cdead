import { requirementFinder } from '../../../../subgraphs/kit/records/requirements'

describe('a requirement of an order', () => {
  it.each([
    ['is there', { requirements: [{ kind: 'CURFEW' }, { kind: 'EXCLUSION' }] }, true],
    ['is not there: the absence is a finding', { requirements: [{ kind: 'CURFEW' }] }, false],
    ['is not there in an order that requires nothing', { requirements: [] }, false],
    ['is not known when the requirements are not', {}, null],
  ])('%s', (_what, order, expected) => {
    expect(requirementFinder('EXCLUSION')(order)).toBe(expected)
  })

  it('of a kind that there is not is never looked for', () => {
    expect(() => requirementFinder('EXCLUSIONS')).toThrow('"EXCLUSIONS" is not a kind')
  })
})
