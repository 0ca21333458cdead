import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { projectRoot } from '../../common/project-root'
import { copyProject } from '../../scripts/reverts/copy-project'

/** A copy of the project that a test changes, as somebody who adds an agency would. */
export class ProjectCopy {
  readonly root = copyProject()

  write(file: string, text: string): void {
    const target = path.join(this.root, file)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, text)
  }

  read(file: string): string {
    return readFileSync(path.join(this.root, file), 'utf8')
  }

  /** Adds lines at the end of the register. */
  addToRegister(...lines: readonly object[]): void {
    const agencies = JSON.parse(this.read('agencies.json')) as object[]
    this.write('agencies.json', JSON.stringify([...agencies, ...lines], null, 2))
  }

  /** Runs a program of the copy to its end. */
  run(program: string, ...args: readonly string[]) {
    return this.runWith({}, program, ...args)
  }

  /** The same with further settings. */
  runWith(env: NodeJS.ProcessEnv, program: string, ...args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', program, ...args],
      { cwd: this.root, env: { ...process.env, ...env }, encoding: 'utf8' },
    )
    return { status, output: stdout + stderr }
  }

  /** Files that are not as they are in the project: changed, new or gone; sorted. */
  changedFiles(): readonly string[] {
    const files = new Set([...filesIn(projectRoot()), ...filesIn(this.root)])
    return [...files].filter((file) => this.#differs(file)).sort()
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }

  #differs(file: string): boolean {
    const [before, after] = [projectRoot(), this.root].map((root) => {
      const where = path.join(root, file)
      return existsSync(where) ? readFileSync(where, 'base64') : null
    })
    return before !== after
  }
}

/** Built, stored and installed things are no part of the tree. */
const noPartOfTheTree = new Set(['node_modules', 'dist', '.data', '.cache', '.git', 'coverage'])

function filesIn(root: string, folder = ''): readonly string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (noPartOfTheTree.has(entry.name) || entry.name === '__pycache__') return []
    const name = path.posix.join(folder, entry.name)
    return entry.isDirectory() ? filesIn(root, name) : [name]
  })
}
