import { takeFromAll } from '../../../gateway/lookups/bounds'
import { LookupLimiter } from '../../../gateway/lookups/lookup-limiter'
import { refill, secondsUntil } from '../../../common/token-bucket'

const terms = { capacity: 10, perMinute: 30 }
const names = (count: number, prefix = 'n') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`)

describe('a bucket', () => {
  it.each([
    ['is full for who never took', null, 5000, 10],
    ['gets back one in two seconds', { tokens: 3, atMs: 1000 }, 5000, 5],
    ['is never more than full', { tokens: 9, atMs: 0 }, 600_000, 10],
    ['gets out of debt', { tokens: -4, atMs: 0 }, 10_000, 1],
    ['loses nothing to a clock that goes back', { tokens: 3, atMs: 5000 }, 1000, 3],
  ])('%s', (_what, bucket, nowMs, tokens) => {
    expect(refill(bucket, terms, nowMs).tokens).toBe(tokens)
  })

  it.each([
    [5, 5, 0],
    [4, 5, 2],
    [0.5, 1, 1],
    [-3, 1, 8],
  ])('with %s says when there are %s: in %s s', (tokens, wanted, seconds) => {
    expect(secondsUntil({ tokens, atMs: 0 }, wanted, terms)).toBe(seconds)
  })
})

describe('the limit of look-ups', () => {
  let nowMs: number
  let limiter: LookupLimiter
  beforeEach(() => {
    nowMs = 0
    limiter = new LookupLimiter(terms, () => nowMs)
  })
  const takeFrom = (of: LookupLimiter, asker: string, lookups: readonly string[]) =>
    takeFromAll([{ limiter: of, asker }], lookups)
  const take = (asker: string, lookups: readonly string[]) => takeFrom(limiter, asker, lookups)

  it('lets through as many different ones as there are, then none, then one after a while', () => {
    for (const name of names(10)) expect(take('s', [name])).toBe(0)
    expect(take('s', ['one more'])).toBe(2)
    nowMs = 1999
    expect(take('s', ['one more'])).toBe(1)
    nowMs = 2000
    expect(take('s', ['one more'])).toBe(0)
  })

  it('takes all or nothing of one operation', () => {
    expect(take('s', names(9))).toBe(0)
    expect(take('s', ['a', 'b'])).toBe(2)
    expect(take('s', ['a'])).toBe(0)
  })

  it('counts the same look-up once, in one operation and later', () => {
    for (let again = 0; again < 100; again += 1) expect(take('s', ['same', 'same'])).toBe(0)
    expect(take('s', names(9))).toBe(0)
    expect(take('s', ['another'])).toBeGreaterThan(0)
  })

  it('counts a look-up again that was refused', () => {
    take('s', names(10))
    expect(take('s', ['refused'])).toBeGreaterThan(0)
    expect(take('s', ['refused'])).toBeGreaterThan(0)
  })

  it('lets more go by misses', () => {
    take('s', names(2))
    limiter.chargeMisses('s', names(2))
    expect(take('s', ['a', 'b'])).toBe(0)
    expect(take('s', ['c'])).toBe(2)
  })

  it('charges one that finds nobody once', () => {
    take('s', ['nobody'])
    for (let again = 0; again < 100; again += 1) {
      expect(take('s', ['nobody'])).toBe(0)
      limiter.chargeMisses('s', ['nobody'])
    }
    expect(take('s', names(6))).toBe(0)
    expect(take('s', ['another'])).toBe(2)
  })

  it('refuses nothing to who is in debt and looks nobody new up', () => {
    for (const name of names(10)) take('s', [name])
    limiter.chargeMisses('s', names(10))

    expect(take('s', [])).toBe(0)
    expect(take('s', ['n3'])).toBe(0)
    expect(take('s', ['another'])).toBeGreaterThan(0)
  })

  it('goes into debt by misses, which takes longer', () => {
    take('s', names(10))
    limiter.chargeMisses('s', names(10))
    expect(take('s', ['a'])).toBe(62)
  })

  it('lets an operation through that asks for more than there ever is, once', () => {
    expect(take('s', names(20))).toBe(0)
    expect(take('s', ['a'])).toBe(22)
  })

  it('knows staff apart', () => {
    take('s', names(10))
    expect(take('s', ['x'])).toBeGreaterThan(0)
    expect(take('t', ['x'])).toBe(0)
  })

  it('forgets what was looked up long before, and who asked longest ago', () => {
    const wide = new LookupLimiter({ capacity: 2000, perMinute: 1 }, () => nowMs)
    takeFrom(wide, 's', ['old'])
    takeFrom(wide, 's', names(500))
    takeFrom(wide, 's', names(1499, 'm'))
    expect(takeFrom(wide, 's', ['old'])).toBeGreaterThan(0)
    for (const other of names(10_000, 'staff')) takeFrom(wide, other, ['x'])
    expect(takeFrom(wide, 's', ['old'])).toBe(0)
  })
})
