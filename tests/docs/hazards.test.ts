import { readFileSync } from 'node:fs'
import path from 'node:path'

import { projectRoot } from '../../common/project-root'
import { allFixes } from '../../scripts/reverts/fixes'
import { hazardFixes } from '../../scripts/reverts/hazard-fixes'
import { holdsTest } from '../../scripts/reverts/test-names'

const read = (file: string) => readFileSync(path.join(projectRoot(), file), 'utf8')

/** Number and test files of each row. */
const rows = read('docs/hazards.md')
  .split('\n')
  .flatMap((line) => {
    const [, number = '', , , tests = ''] = line.split('|').map((cell) => cell.trim())
    return /^\d+$/.test(number) ? [{ number: Number(number), files: tests.split(', ') }] : []
  })

describe('docs/hazards.md', () => {
  it('has all eighteen, in order', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 18 }, (_, n) => n + 1))
  })

  it.each(rows)('names tests of hazard $number that there are', ({ number, files }) => {
    for (const file of files) expect(read(file)).toMatch(new RegExp(`'hazard ${number}: `))
  })

  it.each(rows)('has a fix of hazard $number that can be undone', ({ number, files }) => {
    const fixes = hazardFixes.filter(({ name }) => name.startsWith(`hazard ${number}: `))
    expect(fixes.length).toBeGreaterThan(0)
    for (const { test } of fixes) expect(files).toContain(test[0])
  })
})

describe('a fix that can be undone', () => {
  it.each(allFixes)('stands once in its file: $name', ({ file, fixed, reverted }) => {
    expect(read(file).split(fixed)).toHaveLength(2)
    expect(reverted).not.toBe(fixed)
  })

  it.each(allFixes)('has its test: $name', ({ test: [file, words] }) => {
    expect(holdsTest(read(file), words)).toBe(true)
  })
})
