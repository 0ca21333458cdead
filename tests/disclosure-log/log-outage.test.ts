import { setTimeout as sleep } from 'node:timers/promises'

import { LogUnavailableError } from '../../disclosure-log/group-commit'
import { entryFor } from './entries'
import { FakeLeafStore } from './fake-leaf-store'
import { places, requests, signedSizes, untilUp, upTo, writerOf } from './writer-on-fake-store'

/** Something to wait for until somebody opens it. */
function makeGate() {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return {
    opened,
    open: () => {
      open()
    },
  }
}

describe('a log that cannot be written', () => {
  let store: FakeLeafStore
  beforeEach(() => {
    store = new FakeLeafStore()
  })

  it('refuses at once while it is known to be down, without waiting for the store', async () => {
    store.mood = 'down'
    const { writer } = writerOf(store, { timeoutMs: 2000 })
    expect(writer.isDown).toBe(false)
    await expect(writer.append(entryFor('first'))).rejects.toThrow(LogUnavailableError)
    expect(writer.isDown).toBe(true)
    store.mood = 'hanging'
    const outcome = writer.append(entryFor('r1')).catch(() => 'refused')
    const nextTurn = new Promise((resolve) => setImmediate(resolve))
    expect(await Promise.race([outcome, nextTurn])).toBe('refused')
    await writer.stop()
  })

  it('says of every refused request that it got no answer, without being asked again', async () => {
    store.mood = 'down'
    const { writer } = writerOf(store)
    const refused = ['r1', 'r2'].map((id) => writer.append(entryFor(id)))
    await Promise.allSettled(refused)
    await writer.noteUnanswered([{ requestId: 'r3', services: [] }])
    store.mood = 'well'
    await untilUp(writer)
    await writer.stop()
    const said = store.leaves.flatMap(({ entry }) =>
      'event' in entry && entry.event === 'NO_ANSWER' ? entry.requestIds : [],
    )
    expect(said).toEqual(['r1', 'r2', 'r3'])
  })

  it('says it once, even when its write ends just after nobody waited for it any more', async () => {
    const gate = makeGate()
    store.onInsert = () => gate.opened
    const { writer } = writerOf(store, { timeoutMs: 60, report: gate.open })
    await writer.noteUnanswered([{ requestId: 'r1', services: [] }])
    await untilUp(writer)
    await writer.append(entryFor('r2'))
    await writer.stop()
    expect(requests(store)).toEqual(['NO_ANSWER', 'r2'])
    expect(places(store)).toEqual([0, 1])
  })

  it('gives a reason that is an error with a code, never a bare text', async () => {
    store.mood = 'hanging'
    const { writer } = writerOf(store, { timeoutMs: 50 })
    const failure: unknown = await writer.append(entryFor('r1')).catch((error: unknown) => error)
    const { cause } = failure as LogUnavailableError
    expect(cause).toBeInstanceOf(Error)
    expect(cause).toMatchObject({ code: 'LOG_ENTRY_TIMED_OUT' })
    for (const thrown of ['text', null, 7, { code: 13, name: 'Odd', message: 'no' }])
      expect(new LogUnavailableError(thrown).cause).toBeInstanceOf(Error)
    const odd = new LogUnavailableError({ code: 13, name: 'Odd' }).cause
    expect(odd).toMatchObject({ name: 'Odd', code: '13' })
    await writer.stop()
  })

  it('takes one entry for a request and no second one, whether or not the first was taken', async () => {
    const { writer } = writerOf(store)
    await writer.append(entryFor('r1'))
    const repeated = { cause: { code: 'LOG_REQUEST_REPEATED' } }
    await expect(writer.append(entryFor('r1'))).rejects.toMatchObject(repeated)
    expect(writer.isDown).toBe(false)
    store.mood = 'silent'
    await expect(writer.append(entryFor('r2'))).rejects.toThrow(LogUnavailableError)
    store.mood = 'well'
    await untilUp(writer)
    await expect(writer.append(entryFor('r2'))).rejects.toMatchObject(repeated)
    expect(requests(store)).toEqual(['r1', 'r2', 'NO_ANSWER'])
  })

  it('refuses in time those who wait behind a write that hangs', async () => {
    store.mood = 'hanging'
    const { writer } = writerOf(store, { timeoutMs: 60 })
    const outcomes = await Promise.allSettled([
      writer.append(entryFor('r1')),
      sleep(20).then(() => writer.append(entryFor('r2'))),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    store.mood = 'well'
    await untilUp(writer)
  })

  it('refuses while the key is missing and goes on by itself when it is back', async () => {
    const { writer, key } = writerOf(store)
    key.isThere = false
    await expect(writer.append(entryFor('lost'))).rejects.toMatchObject({
      cause: expect.objectContaining({ message: 'no key' }) as Error,
    })
    expect(store.leaves).toEqual([])
    key.isThere = true
    await untilUp(writer)
    await writer.append(entryFor('r1'))
    expect(requests(store)).toEqual(['NO_ANSWER', 'r1'])
  })

  it('is not led astray by a write that ends after it was given up', async () => {
    const { writer } = writerOf(store, { timeoutMs: 1500 })
    await writer.append(entryFor('r1'))
    const late = makeGate()
    store.onInsert = async () => {
      store.onInsert = null
      await late.opened
    }
    await expect(writer.append(entryFor('late'))).rejects.toThrow(LogUnavailableError)
    await untilUp(writer)
    await writer.append(entryFor('r2'))
    late.open()
    await sleep(20)
    await writer.append(entryFor('r3'))
    await writer.stop()
    expect(requests(store)).toEqual(['r1', 'NO_ANSWER', 'r2', 'r3'])
    expect(places(store)).toEqual(upTo(4))
    expect(signedSizes(store).at(-1)).toBe(4)
  })

  it('writes no entry twice when the other took a place in the middle of its own', async () => {
    const [one, other] = [writerOf(store).writer, writerOf(store).writer]
    await one.append(entryFor('r1'))
    store.onInsert = async ([first]) => {
      store.onInsert = null
      if (first) store.leaves.push(first)
      await other.append(entryFor('r2'))
    }
    const receipts = await Promise.all(['r3', 'r4'].map((id) => one.append(entryFor(id))))
    expect(requests(store)).toEqual(['r1', 'r3', 'r2', 'r4'])
    expect(receipts.map(({ index }) => index)).toEqual([1, 3])
  })
})
