/**
 * `npm run test:reverts`: undoes each fix of `fixes.ts` in a copy of the project and looks whether its
 * test notices. With `-- NAME` only those whose name contains it; with `-- --after-tests` it does not look
 * first whether the tests pass with each fix, as the whole suite has just shown that; with `-- --jobs N`
 * so many at a time, each in a copy of its own (default: one for each core, at most four).
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { copyProject } from './copy-project'
import type { Fix } from './fix'
import { allFixes } from './fixes'

interface Chosen {
  readonly fixes: readonly Fix[]
  readonly isSuiteGreen: boolean
  readonly jobs: number
}

function readChosen(): Chosen {
  const { values, positionals } = parseArgs({
    options: {
      'after-tests': { type: 'boolean', default: false },
      jobs: { type: 'string', default: String(Math.min(availableParallelism(), 4)) },
    },
    allowPositionals: true,
  })
  const [wanted = ''] = positionals
  const fixes = allFixes.filter(({ name }) => name.includes(wanted))
  if (fixes.length === 0) throw new Error(`There is no fix named "${wanted}"`)
  const jobs = Number(values.jobs)
  if (!Number.isInteger(jobs) || jobs < 1) throw new Error('--jobs must be a whole number from 1')
  return { fixes, isSuiteGreen: values['after-tests'], jobs }
}

async function main(): Promise<void> {
  const { fixes, isSuiteGreen, jobs } = readChosen()
  const waiting = [...fixes]
  let unnoticed = 0
  const work = async () => {
    const copy = copyProject()
    try {
      for (let fix = waiting.shift(); fix; fix = waiting.shift())
        if (!(await isNoticed(fix, copy, isSuiteGreen))) unnoticed += 1
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  }
  await Promise.all(Array.from({ length: Math.min(jobs, fixes.length) }, work))
  console.log(`${fixes.length} fixes undone one by one, ${unnoticed} not noticed`)
  if (unnoticed > 0) process.exitCode = 1
}

/** The test passes with the fix and fails without it. */
async function isNoticed(
  { name, file, fixed, reverted, test }: Fix,
  copy: string,
  isSuiteGreen: boolean,
): Promise<boolean> {
  const source = path.join(copy, file)
  const text = readFileSync(source, 'utf8')
  if (text.split(fixed).length !== 2) throw new Error(`${name}: ${file} does not hold it once`)
  const passesWith = isSuiteGreen || (await passes(test, copy))
  writeFileSync(
    source,
    text.replace(fixed, () => reverted),
  )
  const failsWithout = !(await passes(test, copy))
  writeFileSync(source, text)
  const verdict = !passesWith ? 'FAILS ANYWAY' : failsWithout ? 'noticed' : 'NOT NOTICED'
  console.log(`${verdict.padEnd(12)}  ${name}`)
  return verdict === 'noticed'
}

async function passes([file, title]: Fix['test'], copy: string): Promise<boolean> {
  const jest = path.join(copy, 'node_modules/jest/bin/jest.js')
  const chosen = ['--rootDir', copy, '--runTestsByPath', file, '-t', title]
  // A test that fails half-way leaves things running that would keep the process alive; nobody reads a report.
  const parameters = [jest, ...chosen, '--silent', '--forceExit', '--reporters', 'summary']
  const child = spawn(process.execPath, parameters, { cwd: copy, stdio: 'ignore' })
  const [status] = (await once(child, 'exit')) as [number | null]
  return status === 0
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
