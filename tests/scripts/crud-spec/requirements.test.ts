import { compareVersions, findUnmetRequirement } from '../../../scripts/crud-spec/requirements'

const server = { version: '5.0.3', topology: 'single' as const }

describe('findUnmetRequirement', () => {
  it.each([
    ['nothing asked', [], null],
    ['an older minimum', [{ minServerVersion: '4.2' }], null],
    ['the version itself', [{ minServerVersion: '5.0.3', maxServerVersion: '5.0.3' }], null],
    ['a newer minimum', [{ minServerVersion: '5.1' }], 'a newer server version'],
    [
      'an older maximum',
      [{ maxServerVersion: '4.99' }],
      'an older server version (the server reports 5.0.3)',
    ],
    ['its topology', [{ topologies: ['single', 'sharded'] }], null],
    ['another topology', [{ topologies: ['replicaset'] }], 'a topology other than single'],
    ['serverless', [{ serverless: 'require' }], 'a serverless deployment'],
    ['no serverless', [{ serverless: 'forbid' }], null],
    ['one of two', [{ topologies: ['sharded'] }, { minServerVersion: '5.0' }], null],
  ])('%s', (_what, alternatives, unmet) => {
    expect(findUnmetRequirement(alternatives, server)).toBe(unmet)
  })
})

describe('compareVersions', () => {
  it('compares numbers, not text, and takes missing parts as 0', () => {
    expect(compareVersions('10.0', '9.1')).toBeGreaterThan(0)
    expect(compareVersions('4.4', '4.4.0')).toBe(0)
    expect(compareVersions('4.4.1', '4.10')).toBeLessThan(0)
  })
})
