import { countedBytes, WasteBound } from '../../../gateway/calls/waste-bound'

const kibibyte = 1024

function makeBound() {
  const clock = { nowMs: 0 }
  const changes: boolean[] = []
  const bound = new WasteBound({
    terms: { capacity: 100 * kibibyte, perMinute: 600 * kibibyte },
    nowMs: () => clock.nowMs,
    onChange: (isReached) => changes.push(isReached),
  })
  return { clock, bound, changes }
}

describe('the bound of what cannot be used', () => {
  it('is reached by more than it holds, and over when that is paid off', () => {
    const { clock, bound, changes } = makeBound()
    for (let count = 0; count < 5; count += 1) bound.add(20 * kibibyte)
    expect([bound.isReached(), changes]).toEqual([false, []])

    bound.add(20 * kibibyte)
    expect([bound.isReached(), changes]).toEqual([true, [true]])
    clock.nowMs = 1999
    expect(bound.isReached()).toBe(true)
    clock.nowMs = 2001
    expect([bound.isReached(), changes]).toEqual([false, [true, false]])
  })

  it('is never reached by small responses, however many', () => {
    const { bound } = makeBound()
    for (let count = 0; count < 10_000; count += 1) bound.add(countedBytes - 1)
    expect(bound.isReached()).toBe(false)
  })

  it('is reached in the end by whoever wastes more than is paid off', () => {
    const { clock, bound } = makeBound()
    let sent = 0
    for (; clock.nowMs < 600_000; clock.nowMs += 1000) {
      if (bound.isReached()) continue
      bound.add(50 * kibibyte)
      sent += 50
    }
    expect(sent).toBeGreaterThan(5000)
    expect(sent).toBeLessThanOrEqual(100 + 6000 + 50)
  })

  it('is over after a minute, however much came at once', () => {
    const { clock, bound } = makeBound()
    for (let count = 0; count < 64; count += 1) bound.add(8 * kibibyte * kibibyte)
    clock.nowMs = 59_999
    expect(bound.isReached()).toBe(true)
    clock.nowMs = 60_000
    expect(bound.isReached()).toBe(false)
  })
})
