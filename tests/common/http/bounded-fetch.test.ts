import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'

import { fetchBounded } from '../../../common/http/bounded-fetch'
import type { Neighbour } from './neighbour'
import { startNeighbour, writeForEver } from './neighbour'

const bounds = { maxBytes: 1000, timeoutMs: 20_000 }

describe('a bounded fetch', () => {
  let neighbour: Neighbour | null = null
  afterEach(async () => {
    await neighbour?.close()
    neighbour = null
  })
  const ask = async (listener: RequestListener, changes: Partial<typeof bounds> = {}) => {
    neighbour = await startNeighbour(listener)
    return fetchBounded(neighbour.url, { ...bounds, ...changes })
  }

  it('gives a body of exactly the most bytes, and the status', async () => {
    const { status, isOk, body } = await ask((_request, response) => {
      response.statusCode = 404
      response.end('x'.repeat(1000))
    })
    expect([status, isOk, body.toString()]).toEqual([404, false, 'x'.repeat(1000)])
  })

  it('gives the whole of a body that comes byte by byte, and one that is empty', async () => {
    const text = Array.from({ length: 300 }, (_, index) => String(index % 10)).join('')
    const { body } = await ask((_request, response) => {
      for (const byte of text) response.write(byte)
      response.end()
    })
    expect(body.toString()).toBe(text)
    await neighbour?.close()
    expect((await ask((_request, response) => response.end())).body).toHaveLength(0)
  })

  it('sends what it is told to', async () => {
    neighbour = await startNeighbour((request, response) => {
      response.write(`${request.method ?? ''} ${String(request.headers['x-a'])} `)
      request.pipe(response)
    })
    const sent = { method: 'POST', headers: { 'x-a': '1' }, body: 'text' } as const
    const { body } = await fetchBounded(neighbour.url, { ...bounds, ...sent })
    expect(body.toString()).toBe('POST 1 text')
  })

  it('refuses one byte too many', async () => {
    const asked = ask((_request, response) => response.end('x'.repeat(1001)))
    await expect(asked).rejects.toThrow('larger than 1000 bytes')
  })

  it('counts what a compressed body becomes', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000))
    const asked = ask((_request, response) => {
      response.setHeader('content-encoding', 'gzip').end(bomb)
    })
    expect(bomb.length).toBeLessThan(1000)
    await expect(asked).rejects.toThrow('larger than 1000 bytes')
  })

  it('ends the connection of a body without end, and reads little of it', async () => {
    let written = Promise.resolve(0)
    const asked = ask((_request, response) => {
      written = writeForEver(response)
    })
    await expect(asked).rejects.toThrow('larger than 1000 bytes')
    // What buffers of the system hold, and no more.
    expect(await written).toBeLessThan(32_000_000)
  })

  it.each<[string, RequestListener]>([
    ['never answers', () => undefined],
    ['never ends its answer', (_request, response) => void response.write('{')],
  ])('gives up on who %s', async (_what, listener) => {
    await expect(ask(listener, { timeoutMs: 100 })).rejects.toThrow('timeout')
  })

  it('goes nowhere else', async () => {
    let asked = 0
    const redirected = ask((request, response) => {
      asked += 1
      if (request.url === '/') response.writeHead(302, { location: '/there' })
      response.end('found')
    })
    await expect(redirected).rejects.toThrow('fetch failed')
    expect(asked).toBe(1)
  })

  it.each<[string, RequestListener]>([
    [
      'breaks off',
      (_request, response) => {
        response.writeHead(200, { 'content-length': 9 })
        response.write('x', () => response.destroy())
      },
    ],
    ['is not there', (request) => request.socket.destroy()],
  ])('throws when the neighbour %s', async (_what, listener) => {
    await expect(ask(listener)).rejects.toThrow()
  })
})
