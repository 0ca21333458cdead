import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Longest path of a socket that both Linux and macOS take, in bytes. */
const maxSocketPathBytes = 100
const longestName = 'lock.new.0123456789ab'

/**
 * The path of a socket that belongs to a directory: inside it where the system can take so long a
 * path, else in a private folder of the system's temporary directory; a named pipe on Windows.
 */
export function socketPathFor(directory: string, name: string): string {
  const full = path.resolve(directory)
  if (process.platform === 'win32') return `\\\\.\\pipe\\sightline-${shortName(full)}-${name}`
  const inside = path.join(full, name)
  if (fits(inside)) return inside
  const folder = path.join(os.tmpdir(), `sightline-${process.getuid?.() ?? 0}`)
  makePrivate(folder)
  return path.join(folder, `${shortName(full)}-${name}`)
}

/** A directory whose sockets can be reached, however long its path is. */
export interface SocketFolder {
  /** The directory without symbolic links. */
  readonly real: string
  /** A path, short enough for a socket, of a file inside the directory; until it is closed. */
  pathOf(name: string): string
  close(): void
}

/** Opens a directory for sockets of its own; behind a private short link where its path is too long. */
export function openSocketFolder(directory: string): SocketFolder {
  const real = fs.realpathSync(directory)
  if (fits(path.join(real, longestName)))
    return { real, pathOf: (name) => path.join(real, name), close: () => undefined }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sightline-'))
  const link = path.join(folder, 'd')
  const close = () => {
    fs.rmSync(folder, { recursive: true, force: true })
  }
  fs.symlinkSync(real, link)
  if (fits(path.join(link, longestName)))
    return { real, pathOf: (name) => path.join(link, name), close }
  close()
  throw new Error(
    `${os.tmpdir()} and ${real} are both too long for sockets: set TMPDIR to a short path`,
  )
}

function fits(socketPath: string): boolean {
  return Buffer.byteLength(socketPath) <= maxSocketPathBytes
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
