import { compareSamples } from '../../../bench/sealed/two-sample'

/** The same numbers at every run. */
function makeSample(size: number, shift: number, seed: number): number[] {
  let state = seed
  return Array.from({ length: size }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648 + shift
  })
}

describe('the two-sample test', () => {
  it('cannot tell a sample from itself, nor from one of the same distribution', () => {
    const sample = makeSample(2000, 0, 1)
    expect(compareSamples(sample, sample)).toEqual({ distance: 0, pValue: 1 })
    expect(compareSamples(sample, makeSample(2000, 0, 99)).pValue).toBeGreaterThan(0.01)
  })

  it.each([0.1, -0.1, 1])('tells a sample that is moved by %s', (shift) => {
    const { pValue } = compareSamples(makeSample(2000, 0, 1), makeSample(2000, shift, 99))
    expect(pValue).toBeLessThan(0.01)
  })

  it('knows the greatest distance of small samples', () => {
    expect(compareSamples([1, 2, 3, 4], [3, 4, 5, 6]).distance).toBe(0.5)
    expect(compareSamples([1, 1, 2], [1, 2, 2]).distance).toBeCloseTo(1 / 3)
    expect(compareSamples([1, 2], [3, 4]).distance).toBe(1)
  })

  it('gives the tabulated probability at the 5 % point', () => {
    // 1.358 is where the limiting distribution leaves 5 %.
    const size = 100_000
    const other = Array.from({ length: size }, (_, index) => index)
    const moved = other.map((value) => value + 1.358 * Math.sqrt(2 * size))
    expect(compareSamples(other, moved).pValue).toBeCloseTo(0.05, 2)
  })
})
