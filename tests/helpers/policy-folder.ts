import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { projectPath } from '../../common/project-root'

/** A row of an agreement, as far as tests change it. */
export interface Row {
  readonly recipientRole: string
  readonly purpose: string | null
  readonly discloses: readonly string[]
}

/** A copy of the project's policy, for changing. */
export class PolicyFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'sightline-policy-'))

  constructor() {
    const rules = ['purposes', 'relations', 'prohibitions', 'reasons', 'powers']
    const files = [...rules, 'thresholds', 'linkage'].map((name) => `${name}.json`)
    for (const name of ['agreements', ...files])
      cpSync(projectPath('policies', name), this.fileOf(name), { recursive: true })
  }

  fileOf(...names: readonly string[]): string {
    return path.join(this.path, ...names)
  }

  read(name: string): string {
    return readFileSync(this.fileOf(name), 'utf8')
  }

  /** Replaces a file in one step: nobody reads half of it. */
  write(name: string, text: string): void {
    const part = `${this.fileOf(name)}.part`
    writeFileSync(part, text)
    renameSync(part, this.fileOf(name))
  }

  /** Changes the rows of the agreement of a kind. */
  changeRows(kind: string, change: (rows: readonly Row[]) => readonly object[]): void {
    const name = `agreements/${kind}.json`
    const agreement = JSON.parse(this.read(name)) as { readonly rows: readonly Row[] }
    this.write(name, JSON.stringify({ ...agreement, rows: change(agreement.rows) }))
  }

  remove(name = ''): void {
    rmSync(this.fileOf(name), { recursive: true })
  }
}

/** Rows without what a role is told for a purpose. */
export function without(recipientRole: string, purpose: string) {
  return (rows: readonly Row[]): readonly Row[] =>
    rows.filter((row) => row.recipientRole !== recipientRole || row.purpose !== purpose)
}

/** Far longer than a change takes on a machine that is ten times slower, and less than a test may take. */
const patienceMs = 25_000

/** Asks again and again until it is so. @throws Error when it is not after all that time */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const endsAt = Date.now() + patienceMs
  while (!(await isSo())) {
    if (Date.now() > endsAt) throw new Error('It did not come to be so')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
