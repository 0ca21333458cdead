import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { projectPath } from '../../common/project-root'

const page = readFileSync(projectPath('docs', 'review.md'), 'utf8')
const states = new Map(
  [...page.matchAll(/^\| ([ABC]\d+) +\|[^|]+\| ([a-z ]+?) +\|/gm)].map(
    ([, code = '', state = '']) => [code, state],
  ),
)

/** Findings by the number that a test's name begins with; several are parted by commas. */
function namedInTests(): ReadonlySet<string> {
  const tests = projectPath('tests')
  const files = readdirSync(tests, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.ts'),
  )
  const names = files.flatMap((name) => [
    ...readFileSync(path.join(tests, name), 'utf8').matchAll(
      /\bit\(\s*['"`]((?:[ABC]\d+(?:, )?)+)/g,
    ),
  ])
  return new Set(names.flatMap(([, codes = '']) => codes.split(', ')))
}

describe('what the review found', () => {
  it('is listed whole', () => {
    const codes = (letter: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${letter}${index + 1}`)
    expect([...states.keys()]).toEqual([...codes('A', 29), ...codes('B', 22), ...codes('C', 13)])
  })

  it('is answered, in part, not yet or outside', () => {
    expect([...new Set(states.values())].toSorted()).toEqual([
      'answered',
      'in part',
      'not yet',
      'outside',
    ])
  })

  it('has a test of its number wherever it is said to be answered, in part or whole', () => {
    const named = namedInTests()
    const claimed = [...states].filter(([, state]) => state === 'answered' || state === 'in part')
    expect(claimed.filter(([code]) => !named.has(code))).toEqual([])
    expect([...states].filter(([code, state]) => state === 'not yet' && named.has(code))).toEqual(
      [],
    )
  })
})
