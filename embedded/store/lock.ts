/**
 * One living process per directory. The lock is a socket that its holder listens on: when the
 * process dies, however it dies, the system closes the socket, and a socket that refuses connections
 * holds nothing.
 *
 * Sockets cannot be replaced in one step, so each holder takes the next number:
 *
 * 1. It listens on a socket under a name nobody else uses.
 * 2. It looks at the numbered sockets. When one is alive, the directory is in use.
 * 3. It links its socket to the number after the highest. A link is exclusive, and the socket is
 *    listened on before it has a number: a numbered socket that refuses is dead for good.
 * 4. It looks again. When there is a higher number it gives its own up and starts over; otherwise it
 *    holds the directory, and removes the lower numbers.
 *
 * The highest number is never removed: not at the end of its holder either, and a number is given up
 * only below a higher one. So the highest never falls and no number is used twice. Of two holders
 * m < n, m found none higher in step 4, so it had its number before n - 1, or was it, and before n
 * looked in step 2, which therefore found m, dead. If m was removed by then, it was by a holder
 * between them, for which the same holds. The highest always gets in: nobody waits in a circle.
 *
 * Everything is in the directory itself, whatever path it is reached by and whoever asks.
 */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { codeOf, makeDirectory } from './log-files'
import { openSocketFolder, type SocketFolder, socketPathFor } from './socket-path'

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

const numbered = /^lock\.(\d{1,15})$/
const unnumbered = 'lock.new.'
/** How often to look for a predecessor that is just ending, and for how long to wait between. */
const attempts = 4
const pauseMs = 100
/** Errors of a connection to a socket that nobody listens on, or to a file that is no socket. */
const deadCodes = ['ECONNREFUSED', 'ENOTSOCK']

/**
 * Takes the lock of a directory for this process.
 * @throws DirectoryInUseError when a living process holds it
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  makeDirectory(directory)
  if (process.platform === 'win32') return lockPipe(directory)
  const folder = openSocketFolder(directory)
  try {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (attempt > 0) await sleep(pauseMs)
      const lock = await tryLock(folder)
      if (lock) return lock
    }
  } finally {
    folder.close()
  }
  throw new DirectoryInUseError(directory)
}

async function tryLock(folder: SocketFolder): Promise<DirectoryLock | null> {
  const name = `${unnumbered}${randomBytes(6).toString('hex')}`
  const server = await listen(folder.pathOf(name))
  let holds = false
  try {
    const own = await takeNumber(folder, name)
    fs.rmSync(path.join(folder.real, name), { force: true })
    if (own === null) return null
    await removeDead(folder, own)
    server.unref()
    holds = true
    return { release: () => closeServer(server) }
  } finally {
    if (!holds) await closeServer(server)
  }
}

/** Null when the directory is in use, or another process is about to use it. */
async function takeNumber(folder: SocketFolder, name: string): Promise<number | null> {
  const rivals = listNumbers(folder)
  for (const rival of rivals) if (await isAlive(folder, `lock.${rival}`)) return null
  const own = Math.max(0, ...rivals) + 1
  const taken = path.join(folder.real, `lock.${own}`)
  try {
    fs.linkSync(path.join(folder.real, name), taken)
  } catch (error) {
    // ENOENT: a new holder has tidied up between this process's naming and its listening.
    if (['EEXIST', 'ENOENT'].includes(codeOf(error))) return null
    throw error
  }
  if (listNumbers(folder).every((number) => number <= own)) return own
  fs.rmSync(taken, { force: true })
  return null
}

async function removeDead(folder: SocketFolder, own: number): Promise<void> {
  for (const name of fs.readdirSync(folder.real)) {
    const isLower = Number(numbered.exec(name)?.[1] ?? own) < own
    if (isLower || (name.startsWith(unnumbered) && !(await isAlive(folder, name))))
      fs.rmSync(path.join(folder.real, name), { force: true })
  }
}

function listNumbers(folder: SocketFolder): number[] {
  return fs.readdirSync(folder.real).flatMap((name) => {
    const number = numbered.exec(name)?.[1]
    return number === undefined ? [] : [Number(number)]
  })
}

/** Only what is certainly dead is: a busy holder may refuse, too, and another user may not ask. */
async function isAlive(folder: SocketFolder, name: string): Promise<boolean> {
  const socket = connect(folder.pathOf(name))
  try {
    await once(socket, 'connect')
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return fs.existsSync(path.join(folder.real, name))
    return !deadCodes.includes(codeOf(error))
  } finally {
    socket.destroy()
  }
}

/** Windows removes a pipe with its process, and lets nobody else have its name until then. */
async function lockPipe(directory: string): Promise<DirectoryLock> {
  try {
    const server = await listen(socketPathFor(directory, 'lock'))
    server.unref()
    return { release: () => closeServer(server) }
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') throw new DirectoryInUseError(directory)
    throw error
  }
}

async function listen(socketPath: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy())
  server.listen(socketPath)
  await once(server, 'listening')
  return server
}

async function closeServer(server: Server): Promise<void> {
  await new Promise((resolve) => server.close(resolve))
}
