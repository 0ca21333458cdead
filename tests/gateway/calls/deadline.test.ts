import { DeadlineError, Deadlines, NotWaitedForError } from '../../../gateway/calls/deadline'

describe('the deadline of a call', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it('ends it once, when its time is up', () => {
    const deadline = new Deadlines(50).start(null)
    const heard: unknown[] = []
    deadline.onEnd((reason) => heard.push(reason))
    jest.advanceTimersByTime(49)
    expect(deadline.reason).toBeNull()
    jest.advanceTimersByTime(100)
    expect(heard).toEqual([expect.any(DeadlineError)])
    expect(deadline.reason).toBe(heard[0])
  })

  it.each([
    ['that is shorter', 20, NotWaitedForError, 20],
    ['that is as long', 50, DeadlineError, 50],
  ])('ends it after the wait of its question %s', (_name, waitMs, reason, endsMs) => {
    const deadlines = new Deadlines(50)
    const deadline = deadlines.start(null, waitMs)
    const other = deadlines.start(null, waitMs)
    other.clear()
    jest.advanceTimersByTime(endsMs - 1)
    expect(deadline.reason).toBeNull()
    jest.advanceTimersByTime(100)
    expect(deadline.reason).toBeInstanceOf(reason)
    expect(other.reason).toBeNull()
  })

  it('ends it when nobody waits any more, for the reason given', () => {
    const caller = new AbortController()
    const deadline = new Deadlines(50).start(caller.signal)
    const gone = new Error('gone')
    caller.abort(gone)
    jest.advanceTimersByTime(100)
    expect(deadline.reason).toBe(gone)
  })

  it.each([new Error('gone'), 'a reason that is no error'])(
    'has ended from the start when the caller has gone: %s',
    (reason) => {
      const deadline = new Deadlines(50).start(AbortSignal.abort(reason))
      expect(deadline.reason).toBeInstanceOf(Error)
      deadline.clear()
    },
  )

  it('tells nobody who has taken it back, nor after the call has ended', () => {
    const caller = new AbortController()
    const deadline = new Deadlines(50).start(caller.signal)
    const heard: unknown[] = []
    const takeBack = deadline.onEnd(() => heard.push('taken back'))
    takeBack()
    deadline.onEnd(() => heard.push('ended'))
    deadline.clear()
    caller.abort(new Error('gone'))
    jest.advanceTimersByTime(100)
    expect([heard, deadline.reason]).toEqual([[], null])
  })

  it('ends each of many at its own time, and forgets those that are over', () => {
    const deadlines = new Deadlines(50)
    const ended: string[] = []
    const start = (name: string) => {
      const deadline = deadlines.start(null)
      deadline.onEnd(() => ended.push(`${name} ${Math.round(performance.now() - startedMs)}`))
      return deadline
    }
    const startedMs = performance.now()
    start('first')
    const second = start('second')
    jest.advanceTimersByTime(20)
    start('third')
    second.clear()
    jest.advanceTimersByTime(100)
    start('fourth')
    jest.advanceTimersByTime(100)
    expect(ended).toEqual(['first 50', 'third 70', 'fourth 170'])
  })
})
