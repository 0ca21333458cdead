/**
 * `npm run test:reverts`: undoes each fix of `fixes.ts` in a copy of the project and looks whether its
 * test notices. With `-- NAME` only those whose name contains it; with `-- --after-tests` it does not look
 * first whether the tests pass with each fix, as the whole suite has just shown that.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { copyProject } from './copy-project'
import type { Fix } from './fix'
import { allFixes } from './fixes'

function main(): void {
  const { values, positionals } = parseArgs({
    options: { 'after-tests': { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [wanted = ''] = positionals
  const chosen = allFixes.filter(({ name }) => name.includes(wanted))
  if (chosen.length === 0) throw new Error(`There is no fix named "${wanted}"`)
  const copy = copyProject()
  try {
    const unnoticed = chosen.filter((fix) => !isNoticed(fix, copy, values['after-tests']))
    console.log(`${chosen.length} fixes undone one by one, ${unnoticed.length} not noticed`)
    if (unnoticed.length > 0) process.exitCode = 1
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** The test passes with the fix and fails without it. */
function isNoticed(
  { name, file, fixed, reverted, test }: Fix,
  copy: string,
  isSuiteGreen: boolean,
): boolean {
  const source = path.join(copy, file)
  const text = readFileSync(source, 'utf8')
  if (text.split(fixed).length !== 2) throw new Error(`${name}: ${file} does not hold it once`)
  const passesWith = isSuiteGreen || passes(test, copy)
  writeFileSync(
    source,
    text.replace(fixed, () => reverted),
  )
  const failsWithout = !passes(test, copy)
  writeFileSync(source, text)
  const verdict = !passesWith ? 'FAILS ANYWAY' : failsWithout ? 'noticed' : 'NOT NOTICED'
  console.log(`${verdict.padEnd(12)}  ${name}`)
  return verdict === 'noticed'
}

function passes([file, title]: Fix['test'], copy: string): boolean {
  const jest = path.join(copy, 'node_modules/jest/bin/jest.js')
  const chosen = ['--rootDir', copy, '--runTestsByPath', file, '-t', title]
  // A test that fails half-way leaves things running that would keep the process alive.
  const parameters = [jest, ...chosen, '--silent', '--forceExit']
  const { status } = spawnSync(process.execPath, parameters, { cwd: copy, stdio: 'ignore' })
  return status === 0
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
