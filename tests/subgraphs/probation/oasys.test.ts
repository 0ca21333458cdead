import { highestRisk, scoreSection, scoreSections } from '../../../subgraphs/probation/oasys'

describe('a section of an OASys assessment', () => {
  it.each([
    [3, [0, 1, 0, 1], { score: 2, isNeed: true, isSevere: false }],
    [3, [0, 1, 0, 0], { score: 1, isNeed: false, isSevere: false }],
    [4, [1, 1, 1], { score: 3, isNeed: true, isSevere: false }],
    [6, [2, 2, 1], { score: 5, isNeed: true, isSevere: true }],
    [7, [2, 2, 1], { score: 5, isNeed: true, isSevere: true }],
    [8, [2, 2, 2, 1], { score: 7, isNeed: true, isSevere: false }],
    [8, [2, 2, 2, 2], { score: 8, isNeed: true, isSevere: true }],
    [9, [1, 1, 1, 0], { score: 3, isNeed: false, isSevere: false }],
    [9, [1, 1, 1, 1], { score: 4, isNeed: true, isSevere: false }],
    [11, [2, 2, 2, 1], { score: 7, isNeed: true, isSevere: true }],
    [12, [1, 0, 0, 0], { score: 1, isNeed: false, isSevere: false }],
  ])('%i with answers %j scores %j', (number, answers, expected) => {
    expect(scoreSection({ number, answers })).toMatchObject(expected)
  })

  it.each([
    ['nothing answered', [null, null, null], null, null],
    ['no question at all', [], null, null],
    ['enough without the missing answer', [2, 2, null], 4, true],
    ['too little, whatever the missing answer', [0, 1, null], 1, false],
    ['too little to tell', [2, 1, null], 3, null],
  ])('with %s does not guess', (_what, answers, score, isNeed) => {
    expect(scoreSection({ number: 9, answers })).toMatchObject({ score, isNeed })
  })

  it('is refused when it is not scored', () => {
    expect(() => scoreSection({ number: 10, answers: [1] })).toThrow('section 10 is not scored')
  })
})

describe('the sections of an assessment', () => {
  const sections = [3, 8, 9, 12].map((number) => ({ number, answers: [1] }))

  it('tell of drugs and alcohol apart from the rest', () => {
    expect(scoreSections(sections, false)?.map(({ number }) => number)).toEqual([3, 12])
    expect(scoreSections(sections, true)?.map(({ number }) => number)).toEqual([8, 9])
  })

  it('are null when none were recorded', () => {
    expect(scoreSections(undefined, false)).toBeNull()
    expect(scoreSections([], false)).toEqual([])
  })
})

describe('the overall risk', () => {
  it.each([
    [['LOW', 'HIGH', 'MEDIUM'], 'HIGH'],
    [['VERY_HIGH', 'LOW'], 'VERY_HIGH'],
    [[], null],
  ] as const)('of %j is %s', (levels, highest) => {
    expect(highestRisk(levels)).toBe(highest)
  })
})
