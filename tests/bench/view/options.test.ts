import { readViewOptions } from '../../../bench/view/options'

describe('the options of the view benchmark', () => {
  it('are six and fifteen agencies with 16 clients when none is given', () => {
    expect(readViewOptions([])).toEqual({
      agencies: [6, 15],
      records: [10, 70, 700],
      people: 16,
      clients: 16,
      rounds: 3,
      durationMs: 4000,
      warmUpMs: 4000,
      pauseMs: 12_000,
      memoryViews: null,
    })
  })

  it('are taken as given, also beside --quick', () => {
    const args = ['--quick', '--rounds', '2', '--agencies', '3', '--people', '32', '--memory', '9']
    expect(readViewOptions(args)).toMatchObject({
      ...{ agencies: [3], people: 32, rounds: 2, durationMs: 1000, memoryViews: 9 },
    })
  })

  it('are one person after the other when memory is watched', () => {
    expect(readViewOptions(['--memory', '1000'])).toMatchObject({
      ...{ agencies: [15], records: [15_000], people: 2, clients: 1, memoryViews: 1000 },
    })
  })

  it.each([
    [['--rounds', '0']],
    [['--rounds', 'many']],
    [['--agencies', '6,']],
    [['--wrong']],
    [['6']],
    [['--people', '8']],
  ])('refuses %j with the usage', (args) => {
    expect(() => readViewOptions(args)).toThrow('Usage: npm run bench:view')
  })
})
