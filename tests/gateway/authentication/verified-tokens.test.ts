import { VerifiedTokens } from '../../../gateway/authentication/verified-tokens'

const at = (seconds: number) => new Date(1_000_000 + seconds * 1000)

describe('tokens that were checked', () => {
  const tokens = new VerifiedTokens<string>()
  beforeEach(() => {
    tokens.keep('t', 'content', { now: at(0), endsAt: 1000 + 20 })
    tokens.keep('long', 'content', { now: at(0), endsAt: 1000 + 3600 })
  })

  it.each<[string, number, string | null]>([
    ['t', 0, 'content'],
    ['t', 19, 'content'],
    ['t', 20, null],
    ['long', 29, 'content'],
    ['long', 30, null],
    ['long', -1, null],
    ['other', 0, null],
  ])('%s after %i s: %s', (token, seconds, expected) => {
    expect(tokens.recall(token, at(seconds))).toBe(expected)
  })

  it('are forgotten when they are too many, oldest first', () => {
    const many = new VerifiedTokens<number>()
    for (let n = 0; n <= 2000; n += 1) many.keep(String(n), n, { now: at(0), endsAt: 9999 })
    expect(many.recall('0', at(1))).toBeNull()
    expect(many.recall('2000', at(1))).toBe(2000)
  })
})
