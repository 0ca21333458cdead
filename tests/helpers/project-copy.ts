import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { copyProject } from '../../scripts/reverts/copy-project'

/** A copy of the project that a test changes, as somebody who adds an agency would. */
export class ProjectCopy {
  readonly root = copyProject()
  readonly #before = contentsOf(this.root)

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

  /** Files that are not as they were copied: changed, new or gone; sorted. */
  changedFiles(): readonly string[] {
    const now = contentsOf(this.root)
    const files = new Set([...this.#before.keys(), ...now.keys()])
    return [...files].filter((file) => this.#before.get(file) !== now.get(file)).sort()
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}

/** Built, stored and installed things are no part of the tree. */
const noPartOfTheTree = new Set(['node_modules', 'dist', '.data', '.cache', '.git', 'coverage'])

/** A digest of each file by its path. */
function contentsOf(root: string): ReadonlyMap<string, string> {
  const digest = (file: string) =>
    createHash('sha256')
      .update(readFileSync(path.join(root, file)))
      .digest('base64')
  return new Map(filesIn(root).map((file) => [file, digest(file)]))
}

function filesIn(root: string, folder = ''): readonly string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (noPartOfTheTree.has(entry.name) || entry.name === '__pycache__') return []
    const name = path.posix.join(folder, entry.name)
    return entry.isDirectory() ? filesIn(root, name) : [name]
  })
}
