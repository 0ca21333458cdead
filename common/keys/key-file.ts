import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'

const namePattern = /^[a-z0-9][a-z0-9-]*$/

/**
 * The content of a secret's file in `<data folder>/keys`, made with `make` when it is not there yet.
 * The folder is readable by its owner only (0700), and so is the file (0600). When several processes
 * start at once, all of them get the same content.
 * @throws Error when the name is not lower-case letters, digits and hyphens.
 */
export function readOrMakeKeyFile(dataFolder: string, name: string, make: () => string): string {
  if (!namePattern.test(name)) throw new Error(`Not the name of a key: "${name}"`)
  const folder = path.join(dataFolder, 'keys')
  const file = path.join(folder, name)
  const existing = readIfThere(file)
  if (existing !== null) return existing
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  placeOnce(file, make())
  return readFileSync(file, 'utf8')
}

/** A link is made whole or not at all and never replaces a file: whoever comes first decides. */
function placeOnce(file: string, content: string): void {
  const draft = `${file}.${randomUUID()}.new`
  writeDurably(draft, content)
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    unlinkSync(draft)
  }
}

function writeDurably(file: string, content: string): void {
  const handle = openSync(file, 'wx', 0o600)
  try {
    writeFileSync(handle, content)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code
}
