import type { RequestListener } from 'node:http'

import { checkUrl } from '../../../common/http/health'
import type { Neighbour } from './neighbour'
import { startNeighbour, writeForEver } from './neighbour'

describe('a check of a service', () => {
  let service: Neighbour | null = null
  afterEach(async () => {
    await service?.close()
  })
  const check = async (listener: RequestListener) => {
    service = await startNeighbour(listener)
    return checkUrl(service.url)()
  }

  it.each([
    [200, true],
    [503, false],
  ])('takes its word: %i', async (status, isReady) => {
    expect(await check((_request, response) => response.writeHead(status).end('{}'))).toBe(isReady)
  })

  it.each<[string, RequestListener]>([
    ['talks without end', (_request, response) => void writeForEver(response)],
    ['says too much', (_request, response) => response.end('x'.repeat(65_537))],
    ['sends elsewhere', (_request, response) => response.writeHead(302, { location: '/' }).end()],
    ['is away', ({ socket }) => socket.destroy()],
  ])('fails for one that %s', async (_what, listener) => {
    await expect(check(listener)).rejects.toThrow()
  })
})
