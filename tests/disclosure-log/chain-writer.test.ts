import type { ChainHead, ChainLink } from '../../disclosure-log/chain'
import { linkEntries, emptyHead, verifyChain } from '../../disclosure-log/chain'
import type { LinkStore } from '../../disclosure-log/chain-writer'
import {
  ChainWriter,
  LogUnavailableError,
  PlaceTakenError,
} from '../../disclosure-log/chain-writer'
import { entryFor } from './entries'

/** A store that can be down, hang, or write without saying so. */
class FakeStore implements LinkStore {
  readonly links: ChainLink[] = []
  readonly batches: number[] = []
  mood: 'well' | 'down' | 'hanging' | 'silent' = 'well'
  reads = 0

  async readHead(): Promise<ChainHead | null> {
    this.reads += 1
    await this.#suffer()
    return this.links.at(-1) ?? null
  }

  async insert(links: readonly ChainLink[]): Promise<void> {
    if (this.mood === 'silent') {
      this.#write(links)
      throw new Error('the connection was lost before the answer')
    }
    await this.#suffer()
    this.#write(links)
  }

  #write(links: readonly ChainLink[]): void {
    this.batches.push(links.length)
    for (const link of links) {
      if (this.links.some(({ sequence }) => sequence === link.sequence)) throw new PlaceTakenError()
      this.links.push(link)
    }
  }

  async #suffer(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (this.mood === 'down') throw new Error('connection refused')
    if (this.mood === 'hanging') await new Promise(() => undefined)
  }
}

describe('a chain writer', () => {
  const store = () => new FakeStore()
  const writerOf = (links: FakeStore, timeoutMs = 1000) =>
    new ChainWriter('gateway-1', links, timeoutMs)
  const requests = (links: FakeStore) => links.links.map(({ entry }) => entry.requestId)

  it('gives a receipt for where the entry stands', async () => {
    const links = store()
    const receipt = await writerOf(links).append(entryFor('r1'))
    expect(receipt).toEqual({ chain: 'gateway-1', sequence: 1, hash: links.links[0]?.hash })
  })

  it('makes one unbroken chain of appends that come at once, in few writes', async () => {
    const links = store()
    const writer = writerOf(links)
    const ids = Array.from({ length: 100 }, (_, index) => `r${index}`)
    const receipts = await Promise.all(ids.map((id) => writer.append(entryFor(id))))
    expect(receipts.map(({ sequence }) => sequence)).toEqual(ids.map((_, index) => index + 1))
    expect(verifyChain(links.links).isIntact).toBe(true)
    expect(links.batches).toEqual([100])
  })

  it('lets what arrives during a write share the next one', async () => {
    const links = store()
    const writer = writerOf(links)
    const first = writer.append(entryFor('r0'))
    await new Promise((resolve) => setTimeout(resolve, 2))
    await Promise.all([first, ...['r1', 'r2', 'r3'].map((id) => writer.append(entryFor(id)))])
    expect(links.batches).toEqual([1, 3])
    expect(verifyChain(links.links).isIntact).toBe(true)
  })

  it('goes on from what the store holds already', async () => {
    const links = store()
    links.links.push(...linkEntries('gateway-1', emptyHead, [entryFor('before')]))
    await writerOf(links).append(entryFor('r1'))
    expect(requests(links)).toEqual(['before', 'r1'])
    expect(verifyChain(links.links).isIntact).toBe(true)
  })

  it('reads the head once as long as all goes well', async () => {
    const links = store()
    const writer = writerOf(links)
    for (const id of ['r1', 'r2', 'r3']) await writer.append(entryFor(id))
    expect(links.reads).toBe(1)
  })

  it.each(['down', 'hanging'] as const)(
    'refuses while the store is %s and goes on by itself when it is back',
    async (mood) => {
      const links = store()
      const writer = writerOf(links, 60)
      await writer.append(entryFor('r1'))
      links.mood = mood
      await expect(writer.append(entryFor('lost'))).rejects.toThrow(LogUnavailableError)
      links.mood = 'well'
      await new Promise((resolve) => setTimeout(resolve, 20))
      await writer.append(entryFor('r2'))
      expect(requests(links)).toEqual(['r1', 'r2'])
      expect(verifyChain(links.links).isIntact).toBe(true)
    },
  )

  it('refuses from the start and goes on by itself when the store comes', async () => {
    const links = store()
    links.mood = 'down'
    const writer = writerOf(links)
    await expect(writer.append(entryFor('lost'))).rejects.toMatchObject({
      cause: expect.objectContaining({ message: 'connection refused' }) as Error,
    })
    links.mood = 'well'
    await expect(writer.append(entryFor('r1'))).resolves.toMatchObject({ sequence: 1 })
  })

  it('refuses in time those who wait behind a write that hangs', async () => {
    const links = store()
    links.mood = 'hanging'
    const writer = writerOf(links, 60)
    const startedAt = Date.now()
    const outcomes = await Promise.allSettled([
      writer.append(entryFor('r1')),
      new Promise((resolve) => setTimeout(resolve, 20)).then(() => writer.append(entryFor('r2'))),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(Date.now() - startedAt).toBeLessThan(500)
  })

  it('writes nothing later for somebody who was refused while waiting', async () => {
    const links = store()
    links.mood = 'hanging'
    const writer = writerOf(links, 60)
    const refused = ['r1', 'r2'].map((id) => writer.append(entryFor(id)).catch(() => 'refused'))
    await new Promise((resolve) => setTimeout(resolve, 30))
    refused.push(writer.append(entryFor('r3')).catch(() => 'refused'))
    await Promise.all(refused)
    links.mood = 'well'
    await writer.append(entryFor('r4'))
    expect(requests(links)).toEqual(['r4'])
  })

  it('keeps an entry whose write was not confirmed, and neither forks nor leaves a gap', async () => {
    const links = store()
    const writer = writerOf(links)
    await writer.append(entryFor('r1'))
    links.mood = 'silent'
    await expect(writer.append(entryFor('unconfirmed'))).rejects.toThrow(LogUnavailableError)
    links.mood = 'well'
    await writer.append(entryFor('r2'))
    expect(requests(links)).toEqual(['r1', 'unconfirmed', 'r2'])
    expect(verifyChain(links.links).isIntact).toBe(true)
  })

  it('goes on behind another writer that took its place', async () => {
    const links = store()
    const [one, other] = [writerOf(links), writerOf(links)]
    await one.append(entryFor('r1'))
    await other.append(entryFor('r2'))
    await expect(one.append(entryFor('r3'))).resolves.toMatchObject({ sequence: 3 })
    expect(verifyChain(links.links).isIntact).toBe(true)
  })
})
