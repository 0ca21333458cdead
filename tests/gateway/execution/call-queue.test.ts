import { CallQueue } from '../../../gateway/execution/call-queue'
import { Deadline } from '../../../gateway/execution/deadline'

const never = new Deadline(60_000, null)
afterAll(() => {
  never.clear()
})

/** A call that ends when it is told to. */
function makeCall(name: string, started: string[]) {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const call = async () => {
    started.push(name)
    await ended
    return name
  }
  return { call, end }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('CallQueue', () => {
  it('runs no more at a time than it may, the others in order', async () => {
    const started: string[] = []
    const queue = new CallQueue({ maxRunning: 2, maxWaiting: 10 })
    const calls = ['a', 'b', 'c', 'd'].map((name) => makeCall(name, started))
    const results = calls.map(({ call }) => queue.run(never, call))
    await settle()
    expect(started).toEqual(['a', 'b'])
    calls[1]?.end()
    await settle()
    expect(started).toEqual(['a', 'b', 'c'])
    calls.forEach(({ end }) => {
      end()
    })

    expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('refuses when too many wait, and has room again later', async () => {
    const queue = new CallQueue({ maxRunning: 1, maxWaiting: 1 })
    const [first, second] = [makeCall('a', []), makeCall('b', [])]
    const running = queue.run(never, first.call)
    const waiting = queue.run(never, second.call)
    await expect(queue.run(never, () => Promise.resolve())).rejects.toThrow('wait already')
    first.end()
    second.end()
    await Promise.all([running, waiting])

    expect(await queue.run(never, () => Promise.resolve('c'))).toBe('c')
  })

  it('never runs who left while waiting', async () => {
    const started: string[] = []
    const queue = new CallQueue({ maxRunning: 1, maxWaiting: 5 })
    const [first, second] = [makeCall('a', started), makeCall('b', started)]
    const running = queue.run(never, first.call)
    const controller = new AbortController()
    const deadline = new Deadline(60_000, controller.signal)
    const waiting = queue.run(deadline, second.call)
    controller.abort(new Error('gone'))
    await expect(waiting).rejects.toThrow('gone')
    deadline.clear()
    first.end()
    await running

    expect(started).toEqual(['a'])
  })

  it('gives the place of a call that failed to the next', async () => {
    const queue = new CallQueue({ maxRunning: 1, maxWaiting: 5 })
    const failing = queue.run(never, () => Promise.reject(new Error('no')))
    const next = queue.run(never, () => Promise.resolve('next'))
    await expect(failing).rejects.toThrow('no')

    expect(await next).toBe('next')
  })
})
