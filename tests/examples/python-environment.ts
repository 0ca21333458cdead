import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { projectPath } from '../../common/project-root'

const cache = projectPath('node_modules', '.cache', 'sightline-python')
const whyNotFile = path.join(cache, 'why-not.txt')

/** Oldest version that the example runs on. */
const oldest = [3, 11] as const

/**
 * A Python with the packages of a requirements file, in a folder of its own that is made once and kept outside the
 * tree; null when there is no Python or its packages cannot be had: `whyNoPython` then says so at the end of the run.
 * @returns the path of its interpreter
 */
export function preparePython(requirementsFile: string): string | null {
  mkdirSync(cache, { recursive: true })
  const problem = findProblem()
  const prepared = problem ?? makeEnvironment(requirementsFile)
  if ('interpreter' in prepared) {
    rmSync(whyNotFile, { force: true })
    return prepared.interpreter
  }
  writeFileSync(whyNotFile, prepared.whyNot)
  return null
}

/** Why the examples in Python were not tried when they were last to be; null: they were. */
export function whyNoPython(): string | null {
  return existsSync(whyNotFile) ? readFileSync(whyNotFile, 'utf8') : null
}

type Prepared = { readonly interpreter: string } | { readonly whyNot: string }

function findProblem(): Prepared | null {
  const { stdout, error } = spawnSync('python3', ['-c', 'import sys; print(sys.version_info[:2])'])
  if (error) return { whyNot: 'There is no python3 on this machine.' }
  const [major = 0, minor = 0] = stdout.toString().match(/\d+/g)?.map(Number) ?? []
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return null
  return { whyNot: `python3 is ${major}.${minor}, older than ${oldest.join('.')}.` }
}

function makeEnvironment(requirementsFile: string): Prepared {
  const version = spawnSync('python3', ['--version']).stdout.toString()
  const content = version + readFileSync(requirementsFile, 'utf8')
  const name = createHash('sha256').update(content).digest('hex').slice(0, 16)
  const folder = path.join(cache, name)
  const interpreterIn = (where: string) => path.join(where, 'bin', 'python')
  if (existsSync(interpreterIn(folder))) return { interpreter: interpreterIn(folder) }
  // Nobody finds it half made, and two test runs do not meet.
  const making = `${folder}.${process.pid}`
  const run = (program: string, ...args: readonly string[]) =>
    spawnSync(program, args, { encoding: 'utf8' })
  const made = run('python3', '-m', 'venv', making)
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps']
  const done = made.status === 0 ? run(interpreterIn(making), ...pip, '-r', requirementsFile) : made
  if (done.status === 0) putInPlace(making, folder)
  rmSync(making, { recursive: true, force: true })
  return done.status === 0
    ? { interpreter: interpreterIn(folder) }
    : { whyNot: `Its packages cannot be had: ${lastLine(done.stderr || done.stdout)}` }
}

/** Another test may have been first. */
function putInPlace(made: string, folder: string): void {
  try {
    renameSync(made, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
