import { Deadline, DeadlineError } from '../../../gateway/execution/deadline'

describe('the deadline of a call', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it('ends it once, when its time is up', () => {
    const deadline = new Deadline(50, null)
    const heard: unknown[] = []
    deadline.onEnd((reason) => heard.push(reason))
    jest.advanceTimersByTime(49)
    expect(deadline.reason).toBeNull()
    jest.advanceTimersByTime(100)
    expect(heard).toEqual([expect.any(DeadlineError)])
    expect(deadline.reason).toBe(heard[0])
  })

  it('ends it when nobody waits any more, for the reason given', () => {
    const caller = new AbortController()
    const deadline = new Deadline(50, caller.signal)
    const gone = new Error('gone')
    caller.abort(gone)
    jest.advanceTimersByTime(100)
    expect(deadline.reason).toBe(gone)
  })

  it.each([new Error('gone'), 'a reason that is no error'])(
    'has ended from the start when the caller has gone: %s',
    (reason) => {
      const deadline = new Deadline(50, AbortSignal.abort(reason))
      expect(deadline.reason).toBeInstanceOf(Error)
      deadline.clear()
    },
  )

  it('tells nobody who has taken it back, nor after the call has ended', () => {
    const caller = new AbortController()
    const deadline = new Deadline(50, caller.signal)
    const heard: unknown[] = []
    const takeBack = deadline.onEnd(() => heard.push('taken back'))
    takeBack()
    deadline.onEnd(() => heard.push('ended'))
    deadline.clear()
    caller.abort(new Error('gone'))
    jest.advanceTimersByTime(100)
    expect([heard, deadline.reason]).toEqual([[], null])
  })
})
