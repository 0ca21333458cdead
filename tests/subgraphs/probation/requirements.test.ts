import { hasRequirement } from '../../../subgraphs/probation/requirements'

describe('a requirement of an order', () => {
  it.each([
    ['is there', { requirements: [{ kind: 'CURFEW' }, { kind: 'EXCLUSION' }] }, true],
    ['is not there: the absence is a finding', { requirements: [{ kind: 'CURFEW' }] }, false],
    ['is not there in an order that requires nothing', { requirements: [] }, false],
    ['is not known when the requirements are not', {}, null],
  ])('%s', (_what, order, expected) => {
    expect(hasRequirement(order, 'EXCLUSION')).toBe(expected)
  })
})
