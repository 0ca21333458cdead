import { mkdtempSync, rmSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { openSigningKey, publicKeySet, type SigningKey } from '../../../common/keys/keys'
import { findAtUrl, RemoteKeys } from '../../../common/keys/remote-keys'
import type { Neighbour } from '../http/neighbour'
import { startNeighbour, writeForEver } from '../http/neighbour'

describe('keys published at a URL', () => {
  let folder: string
  let owner: Neighbour
  let first: SigningKey
  let second: SigningKey
  let published: SigningKey[]
  let isDown: boolean
  let requests: number
  let answer: RequestListener
  let now: number

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'sightline-remote-keys-'))
    first = openSigningKey(folder, 'first')
    second = openSigningKey(folder, 'second')
    published = [first]
    isDown = false
    requests = 0
    now = 1_000_000
    answer = (_request, response) => {
      response.statusCode = isDown ? 500 : 200
      response.end(JSON.stringify(publicKeySet(published)))
    }
    owner = await startNeighbour((request, response) => {
      requests += 1
      answer(request, response)
    })
  })
  afterEach(async () => {
    await owner.close()
    rmSync(folder, { recursive: true })
  })

  const finder = () => findAtUrl({ url: owner.url, nowMs: () => now })

  it('are fetched once for many questions', async () => {
    const find = finder()
    const found = await Promise.all([find(first.kid), find(first.kid), find(first.kid)])
    await find(first.kid)
    expect(found.map((key) => key?.equals(first.publicKey))).toEqual([true, true, true])
    expect(requests).toBe(1)
  })

  it('are fetched again for an unknown id, so that a new key works at once', async () => {
    const find = finder()
    await find(first.kid)
    published = [first, second]
    now += 1000
    expect((await find(second.kid))?.equals(second.publicKey)).toBe(true)
    expect(requests).toBe(2)
  })

  it('are not fetched again and again for invented ids, nor lost by them', async () => {
    const find = finder()
    await find(first.kid)
    for (let attempt = 0; attempt < 50; attempt += 1)
      await expect(find(`invented-${attempt}`)).resolves.toBeNull()
    expect(requests).toBe(1)
    await expect(find(first.kid)).resolves.not.toBeNull()
  })

  it('are forgotten once their owner has withdrawn them', async () => {
    const find = finder()
    await find(first.kid)
    published = [second]
    now += 600_001
    await expect(find(first.kid)).resolves.toBeNull()
  })

  it('outlive a short outage of their owner, not a long one', async () => {
    const find = finder()
    await find(first.kid)
    isDown = true
    now += 600_001
    await expect(find(first.kid)).resolves.not.toBeNull()
    now += 3_600_000
    await expect(find(first.kid)).rejects.toThrow('cannot be had')
    isDown = false
    now += 1000
    await expect(find(first.kid)).resolves.not.toBeNull()
  })

  it('are an error, not an unknown key, while they cannot be asked for a new one', async () => {
    const find = finder()
    await find(first.kid)
    published = [first, second]
    isDown = true
    now += 1000
    await expect(find(second.kid)).rejects.toThrow('cannot be had')
    await expect(find(first.kid)).resolves.not.toBeNull()
    isDown = false
    now += 1000
    await expect(find(second.kid)).resolves.not.toBeNull()
  })

  it('are at hand as long as tokens can be checked', async () => {
    const keys = new RemoteKeys({ url: owner.url, nowMs: () => now })
    isDown = true
    await expect(keys.isAtHand()).resolves.toBe(false)
    isDown = false
    now += 1000
    await expect(keys.isAtHand()).resolves.toBe(true)
    isDown = true
    now += 600_001
    await expect(keys.isAtHand()).resolves.toBe(true)
    now += 3_600_000
    await expect(keys.isAtHand()).resolves.toBe(false)
  })

  it('are an error, not an unknown key, while they were never to be had', async () => {
    isDown = true
    const find = finder()
    await expect(find(first.kid)).rejects.toThrow('cannot be had')
    await expect(find(first.kid)).rejects.toThrow('cannot be had')
  })

  it('are all withdrawn by an empty set', async () => {
    const find = finder()
    await find(first.kid)
    published = []
    now += 600_001
    await expect(find(first.kid)).resolves.toBeNull()
  })

  const whole = () => JSON.stringify(publicKeySet(published))
  it.each<[string, RequestListener]>([
    ['a body without end', (_request, response) => void writeForEver(response)],
    ['too long a set', (_request, response) => response.end(whole().padEnd(65_537))],
    ['no JSON', (_request, response) => response.end('<html>')],
    ['lists in lists', (_request, response) => response.end('['.repeat(60_000))],
    ['no set', (_request, response) => response.end('{"keys": {"0": {}}}')],
    [
      'another place',
      (request, response) => {
        if (request.url === '/') response.writeHead(307, { location: '/there' })
        response.end(whole())
      },
    ],
    ['nothing at all', () => undefined],
  ])('are not had from who answers with %s, and are kept', async (_what, badAnswer) => {
    const goodAnswer = answer
    answer = badAnswer
    const find = finder()
    await expect(find(first.kid)).rejects.toThrow('cannot be had')
    answer = goodAnswer
    now += 1000
    await expect(find(first.kid)).resolves.not.toBeNull()
    answer = badAnswer
    now += 600_001
    await expect(find(first.kid)).resolves.not.toBeNull()
  })
})
