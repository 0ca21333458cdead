/**
 * One living process per directory. The lock is a socket that its holder listens on: when the
 * process dies, however it dies, the system closes the socket, and a socket that refuses connections
 * holds nothing.
 *
 * Sockets cannot be replaced in one step, so each holder takes the next number. To take number n + 1 a
 * process must have found every lower one dead; binding a number is exclusive. Between binding and
 * listening a process looks dead for a moment, so each looks again once it listens: whoever then sees
 * a higher number, or a lower one alive after all, gives up its own and tries again. Two processes can
 * both give up; they cannot both hold: of two numbers that are listened on, the higher one's second
 * look comes after its own listening, and either it sees the lower one alive, or the lower one began
 * to listen later still and then sees the higher number. A number is not removed by its holder's end,
 * only by a later holder, so numbers only grow.
 */
import { once } from 'node:events'
import fs from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { socketPathFor } from './socket-path'

/** The directory belongs to another living process. */
export class DirectoryInUseError extends Error {
  constructor(directory: string) {
    super(
      `${directory} is in use by another running store. Stop that one first, or give this one another directory.`,
    )
    this.name = 'DirectoryInUseError'
  }
}

export interface DirectoryLock {
  release(): Promise<void>
}

const attempts = 12

/**
 * Takes the lock of a directory for this process.
 * @throws DirectoryInUseError when a living process holds it
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 })
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const highest = Math.max(0, ...listNumbers(directory))
    if (highest > 0 && (await isAlive(lockPath(directory, highest)))) {
      // A rival may be about to give up: only one that stays alive holds the directory.
      if (attempt >= 3) throw new DirectoryInUseError(directory)
    } else {
      const server = await listen(lockPath(directory, highest + 1))
      if (server && (await isSoleHolder(directory, highest + 1)))
        return hold(directory, highest + 1, server)
      if (server) await closeServer(server)
    }
    await sleep(10 + Math.random() * 40 * (attempt + 1))
  }
  throw new DirectoryInUseError(directory)
}

async function isSoleHolder(directory: string, own: number): Promise<boolean> {
  for (const number of listNumbers(directory)) {
    if (number > own) return false
    if (number < own && (await isAlive(lockPath(directory, number)))) return false
  }
  return true
}

function hold(directory: string, own: number, server: Server): DirectoryLock {
  for (const number of listNumbers(directory))
    if (number < own) fs.rmSync(lockPath(directory, number), { force: true })
  server.unref()
  return { release: () => closeServer(server) }
}

function lockPath(directory: string, number: number): string {
  return socketPathFor(directory, `lock.${number}`)
}

function listNumbers(directory: string): number[] {
  if (process.platform === 'win32') return []
  const folder = path.dirname(lockPath(directory, 1))
  const prefix = path.basename(lockPath(directory, 1)).slice(0, -1)
  return fs
    .readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)))
}

/** Null when another process has bound the path. */
async function listen(socketPath: string): Promise<Server | null> {
  const server = createServer((socket) => socket.destroy())
  try {
    server.listen(socketPath)
    await once(server, 'listening')
    return server
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return null
    throw error
  }
}

async function isAlive(socketPath: string): Promise<boolean> {
  const socket = connect(socketPath)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

async function closeServer(server: Server): Promise<void> {
  await new Promise((resolve) => server.close(resolve))
}
