import { CallQueue } from '../../../gateway/calls/call-queue'
import type { Deadline } from '../../../gateway/calls/deadline'
import { Deadlines } from '../../../gateway/calls/deadline'

const deadlines = new Deadlines(60_000)
const never = deadlines.start(null)
afterAll(() => {
  deadlines.stop()
})

/** Takes a place for the time of a call. */
async function run<T>(queue: CallQueue, deadline: Deadline, call: () => Promise<T>): Promise<T> {
  await queue.enter(deadline)
  try {
    return await call()
  } finally {
    queue.passOn()
  }
}

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
    const results = calls.map(({ call }) => run(queue, never, call))
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

  it('knows how many run and how many wait', async () => {
    const queue = new CallQueue({ maxRunning: 1, maxWaiting: 2 })
    const first = queue.enter(never)
    const second = queue.enter(never)
    expect([first, queue.running, queue.waiting]).toEqual([null, 1, 1])

    queue.passOn()
    await second
    expect([queue.running, queue.waiting]).toEqual([1, 0])
  })

  it('refuses when too many wait, and has room again later', async () => {
    const queue = new CallQueue({ maxRunning: 1, maxWaiting: 1 })
    const [first, second] = [makeCall('a', []), makeCall('b', [])]
    const running = run(queue, never, first.call)
    const waiting = run(queue, never, second.call)
    await expect(run(queue, never, () => Promise.resolve())).rejects.toThrow('wait already')
    first.end()
    second.end()
    await Promise.all([running, waiting])

    expect(await run(queue, never, () => Promise.resolve('c'))).toBe('c')
  })

  it('never runs who left while waiting', async () => {
    const started: string[] = []
    const queue = new CallQueue({ maxRunning: 1, maxWaiting: 5 })
    const [first, second] = [makeCall('a', started), makeCall('b', started)]
    const running = run(queue, never, first.call)
    const controller = new AbortController()
    const deadline = deadlines.start(controller.signal)
    const waiting = run(queue, deadline, second.call)
    controller.abort(new Error('gone'))
    await expect(waiting).rejects.toThrow('gone')
    deadline.clear()
    first.end()
    await running

    expect(started).toEqual(['a'])
  })

  it('gives the place of a call that failed to the next', async () => {
    const queue = new CallQueue({ maxRunning: 1, maxWaiting: 5 })
    const failing = run(queue, never, () => Promise.reject(new Error('no')))
    const next = run(queue, never, () => Promise.resolve('next'))
    await expect(failing).rejects.toThrow('no')

    expect(await next).toBe('next')
  })
})
