import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Longest path of a socket that both Linux and macOS take, in bytes. */
const maxSocketPathBytes = 100

/**
 * The path of a socket that belongs to a directory: inside it where the system can take so long a
 * path, else in a private folder of the system's temporary directory; a named pipe on Windows.
 */
export function socketPathFor(directory: string, name: string): string {
  const full = path.resolve(directory)
  if (process.platform === 'win32') return `\\\\.\\pipe\\sightline-${shortName(full)}-${name}`
  const inside = path.join(full, name)
  if (Buffer.byteLength(inside) <= maxSocketPathBytes) return inside
  const folder = path.join(os.tmpdir(), `sightline-${process.getuid?.() ?? 0}`)
  makePrivate(folder)
  return path.join(folder, `${shortName(full)}-${name}`)
}

function makePrivate(folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid, mode } = fs.lstatSync(folder)
  if (uid !== process.getuid?.() || (mode & 0o077) !== 0)
    throw new Error(`${folder} must belong to this user alone`)
}

function shortName(directory: string): string {
  const real = fs.existsSync(directory) ? fs.realpathSync(directory) : directory
  return createHash('sha256').update(real).digest('hex').slice(0, 16)
}
