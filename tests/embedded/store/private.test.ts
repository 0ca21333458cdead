import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { type RunningStore, startStore } from '../../../embedded/store/server'
import { damagedMessages, message, sequence } from './helpers/wire'

const hasUnixSockets = process.platform !== 'win32'
const onUnix = hasUnixSockets ? describe : describe.skip

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sightline-private-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

function socketOf(store: RunningStore): string {
  return decodeURIComponent(new URL(store.uri).host)
}

onUnix('the socket', () => {
  const modeOf = (file: string) => statSync(file).mode & 0o777

  it("is its user's alone, even where files are made for all", async () => {
    const umask = process.umask(0)
    try {
      const store = await startStore({ directory: path.join(folder, 'data') })
      expect(modeOf(socketOf(store))).toBe(0o600)
      expect(modeOf(path.join(folder, 'data'))).toBe(0o700)
      await store.stop()
    } finally {
      process.umask(umask)
    }
  })

  it('of a store in memory lies in a folder of its user alone, and goes with it', async () => {
    const store = await startStore()
    const own = path.dirname(socketOf(store))
    expect(modeOf(own)).toBe(0o700)
    await store.stop()
    expect(existsSync(own)).toBe(false)
  })

  it('that a dead process left behind is replaced', async () => {
    const socketPath = path.join(folder, 'left.sock')
    const child = `require('net').createServer().listen(${JSON.stringify(socketPath)}, () => process.kill(process.pid, 'SIGKILL'))`
    spawnSync(process.execPath, ['-e', child])
    expect(existsSync(socketPath)).toBe(true)
    const store = await startStore({ socketPath })
    expect(socketOf(store)).toBe(socketPath)
    await store.stop()
  })

  it('of a living process is left alone', async () => {
    const socketPath = path.join(folder, 'taken.sock')
    const other = createServer().listen(socketPath)
    await once(other, 'listening')
    await expect(startStore({ socketPath })).rejects.toThrow('another process listens')
    expect(existsSync(socketPath)).toBe(true)
    other.close()
  })

  it.each([
    ['a file', 'file.sock', 'is no socket'],
    ['a path no driver connects to', 'store', 'ends with .sock'],
  ])('is not made in place of %s', async (_what, name, problem) => {
    const socketPath = path.join(folder, name)
    writeFileSync(socketPath, 'kept')
    chmodSync(socketPath, 0o600)
    await expect(startStore({ socketPath })).rejects.toThrow(problem)
    expect(statSync(socketPath).size).toBe(4)
  })
})

describe('a port', () => {
  it('is opened to this machine only', async () => {
    const store = await startStore({ port: 0 })
    expect(new URL(store.uri).hostname).toBe('127.0.0.1')
    await store.stop()
  })

  it.each(['0.0.0.0', '::', '192.0.2.1', 'example.org'])('is not opened on %s', async (host) => {
    await expect(startStore({ host, port: 0 })).rejects.toThrow('serves this machine only')
  })

  it('that is taken is said to be', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    await expect(startStore({ port })).rejects.toThrow('EADDRINUSE')
    other.close()
  })
})

describe('a client that sends what is no message', () => {
  let store: RunningStore
  let port: number
  const reports: string[] = []
  const ping = message({ ping: 1, $db: 'admin' })

  beforeAll(async () => {
    store = await startStore({ port: 0, report: (line) => reports.push(line) })
    port = Number(new URL(store.uri).port)
  })
  afterAll(() => store.stop())

  async function open(): Promise<Socket> {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    await once(socket, 'connect')
    return socket
  }

  /** Resolves with what the store answered before it closed the connection, or to the first bytes. */
  async function send(bytes: Uint8Array): Promise<'answered' | 'closed'> {
    const socket = await open()
    const outcome = new Promise<'answered' | 'closed'>((resolve) => {
      socket.on('data', () => {
        resolve('answered')
      })
      socket.on('close', () => {
        resolve('closed')
      })
    })
    // A message that is not whole is waited for; the end of the stream tells that no more comes.
    socket.end(bytes)
    const result = await outcome
    socket.destroy()
    return result
  }

  it.each<[string, Buffer]>([
    ...damagedMessages,
    [
      'a header of 48,000,001 bytes',
      Buffer.from([0x01, 0x6c, 0xdc, 0x02, ...Array<number>(12).fill(0)]),
    ],
    ['another protocol', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['half a message', ping.subarray(0, ping.length - 3)],
  ])('is cut off, and others are not: %s', async (_what, bytes) => {
    const other = await open()
    expect(await send(bytes)).toBe('closed')
    other.write(ping)
    expect(await once(other, 'data')).toHaveLength(1)
    other.destroy()
  })

  it('does not end the server with random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        await send(bytes)
        expect(await send(ping)).toBe('answered')
      }),
      { numRuns: 150 },
    )
  })

  it('does not end the server with damaged messages', async () => {
    const insert = message({ insert: 'things', $db: 'test', ordered: true }, [
      sequence('documents', [{ _id: 1, a: ['x', { y: 2 }] }]),
    ])
    const place = fc.integer({ min: 0, max: insert.length - 1 })
    const changes = fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(20), async (damage, cut) => {
        const bytes = Buffer.from(insert.subarray(0, insert.length - Math.max(0, cut - 10)))
        for (const [at, value] of damage) bytes[at] = value
        await send(bytes)
        expect(await send(ping)).toBe('answered')
      }),
      { numRuns: 300 },
    )
  })

  it('is no fault of the store', () => {
    expect(reports).toEqual([expect.stringContaining('Embedded store')])
  })
})
