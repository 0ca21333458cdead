/**
 * `npm run test:reverts`: undoes each fix of `fixes.ts` in a copy of the project and looks whether its
 * test notices. With `-- NAME` only those whose name contains it.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { projectRoot } from '../../common/project-root'
import type { Fix } from './fixes'
import { hazardFixes } from './fixes'
import { logFixes } from './log-fixes'

function main(): void {
  const wanted = process.argv[2] ?? ''
  const chosen = [...hazardFixes, ...logFixes].filter(({ name }) => name.includes(wanted))
  if (chosen.length === 0) throw new Error(`There is no fix named "${wanted}"`)
  const copy = copyProject()
  try {
    const unnoticed = chosen.filter((fix) => !isNoticed(fix, copy))
    console.log(`${chosen.length} fixes undone one by one, ${unnoticed.length} not noticed`)
    if (unnoticed.length > 0) process.exitCode = 1
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** What git knows of, and what is new; the installed packages are shared. */
function copyProject(): string {
  const root = projectRoot()
  const copy = mkdtempSync(path.join(tmpdir(), 'sightline-reverts-'))
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root })
  for (const file of listed.toString().split('\n').filter(Boolean)) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true })
    cpSync(path.join(root, file), path.join(copy, file))
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  return copy
}

/** The test passes with the fix and fails without it. */
function isNoticed({ name, file, fixed, reverted, test }: Fix, copy: string): boolean {
  const source = path.join(copy, file)
  const text = readFileSync(source, 'utf8')
  if (text.split(fixed).length !== 2) throw new Error(`${name}: ${file} does not hold it once`)
  const passesWith = passes(test, copy)
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
  const parameters = [jest, '--rootDir', copy, '--runTestsByPath', file, '-t', title, '--silent']
  const { status } = spawnSync(process.execPath, parameters, { cwd: copy, stdio: 'ignore' })
  return status === 0
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
