import { setTimeout as sleep } from 'node:timers/promises'

import { LogUnavailableError } from '../../disclosure-log/group-commit'
import { entryFor } from './entries'
import { FakeLeafStore } from './fake-leaf-store'
import { makeLogKey } from './log-key'
import { at, places, requests, signedSizes, untilUp, upTo, writerOf } from './writer-on-fake-store'

describe('a log writer', () => {
  let store: FakeLeafStore
  beforeEach(() => {
    store = new FakeLeafStore()
  })

  it('gives a receipt for where the entry stands', async () => {
    const { writer } = writerOf(store)
    expect(await writer.append(entryFor('r1'))).toEqual({ log: 'gateway-1', index: 0 })
    expect(await writer.append(entryFor('r2'))).toEqual({ log: 'gateway-1', index: 1 })
  })

  it('writes what comes at once in one piece', async () => {
    const { writer } = writerOf(store)
    const receipts = await Promise.all(upTo(100).map((id) => writer.append(entryFor(`r${id}`))))
    expect(receipts.map(({ index }) => index)).toEqual(upTo(100))
    expect(store.batches).toEqual([100])
  })

  it('lets what arrives during a write share the next one', async () => {
    const { writer } = writerOf(store)
    const first = writer.append(entryFor('r0'))
    await sleep(2)
    await Promise.all([first, ...['r1', 'r2', 'r3'].map((id) => writer.append(entryFor(id)))])
    expect(store.batches).toEqual([1, 3])
  })

  it('says that the gateway has started before anything else', async () => {
    const { writer } = writerOf(store)
    writer.announce()
    await writer.append(entryFor('r1'))
    expect(requests(store)).toEqual(['STARTED', 'r1'])
    expect(store.leaves[0]?.entry).toEqual({ event: 'STARTED', at, instance: 'gateway-1' })
  })

  it('says it later when the store was down at the start, and which requests got no answer', async () => {
    store.mood = 'down'
    const { writer, reported } = writerOf(store)
    writer.announce()
    await expect(writer.append(entryFor('refused'))).rejects.toThrow(LogUnavailableError)
    store.mood = 'well'
    await untilUp(writer)
    await writer.append(entryFor('r1'))
    await writer.append(entryFor('r2'))
    expect(requests(store)).toEqual(['STARTED', 'NO_ANSWER', 'r1', 'r2'])
    expect(store.leaves[1]?.entry).toEqual({
      ...{ event: 'NO_ANSWER', at, requestIds: ['refused'] },
      asked: [{ requestId: 'refused', services: ['northshire-police'] }],
    })
    expect(reported).toHaveLength(1)
  })

  it('goes on from what the store holds, by its newest checkpoint', async () => {
    const first = writerOf(store).writer
    await Promise.all(upTo(5).map((id) => first.append(entryFor(`r${id}`))))
    await first.stop()
    await first.append(entryFor('unsigned'))
    const second = writerOf(store).writer
    expect(await second.append(entryFor('r6'))).toMatchObject({ index: 6 })
    await second.stop()
    expect(signedSizes(store)).toEqual([5, 7])
  })

  it('reads what is there once as long as all goes well', async () => {
    const { writer } = writerOf(store)
    for (const id of ['r1', 'r2', 'r3']) await writer.append(entryFor(id))
    expect(store.reads).toBe(1)
  })

  it('signs a checkpoint at least every second under load, and one when it stops', async () => {
    const { writer } = writerOf(store)
    const endsAt = Date.now() + 1300
    let count = 0
    while (Date.now() < endsAt) {
      await writer.append(entryFor(`r${(count += 1)}`))
      await sleep(5)
    }
    expect(store.checkpoints.length).toBeGreaterThanOrEqual(1)
    await writer.stop()
    const sizes = signedSizes(store)
    expect(sizes).toEqual(sizes.toSorted((one, other) => Number(one) - Number(other)))
    expect(sizes.at(-1)).toBe(count)
  })

  it('signs nothing twice', async () => {
    const { writer } = writerOf(store)
    await writer.append(entryFor('r1'))
    await writer.stop()
    await writer.stop()
    expect(signedSizes(store)).toEqual([1])
  })

  it.each(['down', 'hanging'] as const)(
    'refuses while the store is %s and goes on by itself when it is back',
    async (mood) => {
      const { writer } = writerOf(store, { timeoutMs: 1500 })
      await writer.append(entryFor('r1'))
      store.mood = mood
      await expect(writer.append(entryFor('lost'))).rejects.toThrow(LogUnavailableError)
      store.mood = 'well'
      await untilUp(writer)
      await writer.append(entryFor('r2'))
      expect(requests(store)).toEqual(['r1', 'NO_ANSWER', 'r2'])
      expect(places(store)).toEqual(upTo(3))
    },
  )

  it('keeps an entry whose write was not confirmed, and neither forks nor leaves a gap', async () => {
    const { writer } = writerOf(store)
    await writer.append(entryFor('r1'))
    store.mood = 'silent'
    await expect(writer.append(entryFor('unconfirmed'))).rejects.toThrow(LogUnavailableError)
    store.mood = 'well'
    await untilUp(writer)
    await writer.append(entryFor('r2'))
    await writer.stop()
    expect(requests(store)).toEqual(['r1', 'unconfirmed', 'NO_ANSWER', 'r2'])
    expect(places(store)).toEqual(upTo(4))
    // A checkpoint of the first entry may be signed on the way.
    expect(signedSizes(store).at(-1)).toBe(4)
  })

  it('goes on behind another writer that took its place', async () => {
    const [one, other] = [writerOf(store).writer, writerOf(store).writer]
    await one.append(entryFor('r1'))
    await other.append(entryFor('r2'))
    await expect(one.append(entryFor('r3'))).resolves.toMatchObject({ index: 2 })
    await one.stop()
    expect(signedSizes(store).at(-1)).toBe(3)
  })
})

describe('a log writer before a store that was changed', () => {
  const makeStore = async () => {
    const store = new FakeLeafStore()
    const { writer } = writerOf(store)
    await Promise.all(upTo(6).map((id) => writer.append(entryFor(`r${id}`))))
    await writer.stop()
    return store
  }

  it.each<[string, (store: FakeLeafStore) => void, RegExp]>([
    ['the newest leaf deleted', ({ leaves }) => leaves.pop(), /leaf 5 is signed for and missing/],
    ['every leaf deleted', (store) => (store.leaves = []), /leaf 5 is signed for and missing/],
    [
      'a gap after the checkpoint',
      ({ leaves }) => leaves.push({ log: 'gateway-1', index: 7, entry: entryFor('r7') }),
      /leaf 6 is missing/,
    ],
    [
      'parts of its tree exchanged',
      (store) =>
        (store.checkpoints = store.checkpoints.map((stored) => ({
          ...stored,
          nodes: stored.nodes.toReversed(),
        }))),
      /another root than was signed/,
    ],
    [
      'parts of its tree deleted',
      (store) =>
        (store.checkpoints = store.checkpoints.map((stored) => ({ ...stored, nodes: [] }))),
      /lacks parts/,
    ],
    [
      'another size written beside the signature',
      (store) => (store.checkpoints = store.checkpoints.map((stored) => ({ ...stored, size: 5 }))),
      /not signed by the key/,
    ],
  ])('refuses to add to it: %s', async (_what, tamper, problem) => {
    const store = await makeStore()
    tamper(store)
    const { writer } = writerOf(store)
    await expect(writer.append(entryFor('more'))).rejects.toMatchObject({
      cause: expect.objectContaining({
        message: expect.stringMatching(problem) as string,
      }) as Error,
    })
  })

  it('refuses to add to it with another key', async () => {
    const store = await makeStore()
    const { writer, key } = writerOf(store)
    key.current = makeLogKey().privateKey
    await expect(writer.append(entryFor('more'))).rejects.toThrow(LogUnavailableError)
  })
})
