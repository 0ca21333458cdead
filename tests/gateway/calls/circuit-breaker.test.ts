import type { CallEnd } from '../../../gateway/calls/circuit-breaker'
import { CircuitBreaker } from '../../../gateway/calls/circuit-breaker'

function makeBreaker() {
  const clock = { nowMs: 0 }
  const changes: boolean[] = []
  const breaker = new CircuitBreaker({
    failuresToOpen: 3,
    openMs: 10_000,
    nowMs: () => clock.nowMs,
    onChange: (isOpen) => changes.push(isOpen),
  })
  /** Makes one call after the other; says which were let through. */
  const call = (...ends: CallEnd[]) =>
    ends.map((end) => {
      const endCall = breaker.enter()
      endCall?.(end)
      return endCall !== null
    })
  return { clock, breaker, call, changes }
}

describe('CircuitBreaker', () => {
  it('lets calls through until enough failed in a row', () => {
    const { call } = makeBreaker()

    expect(call('FAILED', 'FAILED', 'FAILED', 'FAILED')).toEqual([true, true, true, false])
  })

  it('says once that it opens, what it is, and once that it closes', () => {
    const { clock, breaker, call, changes } = makeBreaker()
    const late = breaker.enter()
    call('SUCCEEDED', 'FAILED', 'FAILED', 'FAILED')
    late?.('FAILED')
    expect([breaker.state, changes]).toEqual(['OPEN', [true]])

    clock.nowMs = 10_000
    const endTry = breaker.enter()
    expect(breaker.state).toBe('PROBING')
    endTry?.('SUCCEEDED')
    expect([breaker.state, changes]).toEqual(['CLOSED', [true, false]])
  })

  it('counts only failures in a row', () => {
    const { call } = makeBreaker()
    call('FAILED', 'FAILED', 'SUCCEEDED', 'FAILED', 'FAILED')

    expect(call('SUCCEEDED')).toEqual([true])
  })

  it('learns nothing from calls that nobody waited for', () => {
    const { call } = makeBreaker()
    call('FAILED', 'LEFT', 'FAILED', 'LEFT', 'FAILED')

    expect(call('SUCCEEDED')).toEqual([false])
  })

  it('lets one call try after its time, and everybody when that call succeeds', () => {
    const { clock, breaker, call } = makeBreaker()
    call('FAILED', 'FAILED', 'FAILED')
    clock.nowMs = 9999
    expect(breaker.enter()).toBeNull()
    clock.nowMs = 10_000
    const endProbe = breaker.enter()
    expect(endProbe).not.toBeNull()
    expect(breaker.enter()).toBeNull()
    endProbe?.('SUCCEEDED')

    expect(call('SUCCEEDED', 'SUCCEEDED')).toEqual([true, true])
  })

  it('says whether a call would be refused: not when one may try', () => {
    const { clock, breaker, call } = makeBreaker()
    const before = breaker.isRefusing
    call('FAILED', 'FAILED', 'FAILED')
    const opened = breaker.isRefusing
    clock.nowMs = 10_000
    const due = breaker.isRefusing
    const endProbe = breaker.enter()
    const probing = breaker.isRefusing
    endProbe?.('FAILED')

    expect({ before, opened, due, probing, after: breaker.isRefusing }).toEqual({
      ...{ before: false, opened: true, due: false, probing: true, after: true },
    })
  })

  it('waits its whole time again when the try fails', () => {
    const { clock, call } = makeBreaker()
    call('FAILED', 'FAILED', 'FAILED')
    clock.nowMs = 10_000
    call('FAILED')
    clock.nowMs = 19_999
    expect(call('SUCCEEDED')).toEqual([false])
    clock.nowMs = 20_000

    expect(call('SUCCEEDED')).toEqual([true])
  })

  it('lets the next call try at once when nobody waited for the last try', () => {
    const { clock, call } = makeBreaker()
    call('FAILED', 'FAILED', 'FAILED')
    clock.nowMs = 10_000

    expect(call('LEFT', 'SUCCEEDED', 'SUCCEEDED')).toEqual([true, true, true])
  })

  it('does not stay open for longer because older calls fail late', () => {
    const { clock, breaker, call } = makeBreaker()
    const endLate = breaker.enter()
    call('FAILED', 'FAILED', 'FAILED')
    clock.nowMs = 5000
    endLate?.('FAILED')
    clock.nowMs = 10_000

    expect(call('SUCCEEDED')).toEqual([true])
  })
})
