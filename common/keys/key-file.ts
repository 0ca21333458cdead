import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
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
  const file = fileOf(dataFolder, name)
  const folder = path.dirname(file)
  const existing = readIfThere(file)
  if (existing !== null) return existing
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  placeOnce(file, make())
  return readFileSync(file, 'utf8')
}

/** Puts other content in a secret's place, whole or not at all, durably. @param content as it is to be read */
export function replaceKeyFile(dataFolder: string, name: string, content: string): void {
  const file = fileOf(dataFolder, name)
  const draft = `${file}.${randomUUID()}.new`
  writeDurably(draft, content)
  renameSync(draft, file)
  syncFolder(path.dirname(file))
}

/** Whether a secret is there; none is made. */
export function hasKeyFile(dataFolder: string, name: string): boolean {
  return readIfThere(fileOf(dataFolder, name)) !== null
}

/** Takes a secret away; it need not be there. */
export function removeKeyFile(dataFolder: string, name: string): void {
  rmSync(fileOf(dataFolder, name), { force: true })
}

function fileOf(dataFolder: string, name: string): string {
  if (!namePattern.test(name)) throw new Error(`Not the name of a key: "${name}"`)
  return path.join(dataFolder, 'keys', name)
}

/** A new name in a folder is there after a crash only when the folder was written too. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** A link is made whole or not at all and never replaces a file: whoever comes first decides. */
function placeOnce(file: string, content: string): void {
  const draft = `${file}.${randomUUID()}.new`
  writeDurably(draft, content)
  try {
    linkSync(draft, file)
    syncFolder(path.dirname(file))
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
