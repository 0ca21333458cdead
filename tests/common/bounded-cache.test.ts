import { BoundedCache } from '../../common/bounded-cache'

const knownOf = <Value>(cache: BoundedCache<Value>, ...keys: readonly string[]) =>
  keys.filter((key) => cache.find(key) !== undefined)

describe('a bounded cache', () => {
  it('makes a value once, and remembers null but nothing that throws', () => {
    const cache = new BoundedCache<number | null>(2)
    const make = jest.fn(() => null)
    expect([cache.get('a', make), cache.get('a', make)]).toEqual([null, null])
    expect(make).toHaveBeenCalledTimes(1)
    const fail = () => {
      throw new Error('not made')
    }
    expect(() => cache.get('b', fail)).toThrow('not made')
    expect(cache.get('b', () => 1)).toBe(1)
  })

  it.each<[string, (cache: BoundedCache<number>) => unknown, readonly string[]]>([
    ['the oldest', () => null, ['b', 'c', 'd']],
    ['the oldest that was not found since', (cache) => cache.find('a'), ['a', 'c', 'd']],
    [
      'the oldest that was not set since',
      (cache) => {
        cache.set('a', 9)
      },
      ['a', 'c', 'd'],
    ],
    [
      'none in vain',
      (cache) => {
        cache.delete('b')
      },
      ['a', 'c', 'd'],
    ],
    [
      'the oldest, whoever was found twice',
      (cache) => [cache.find('c'), cache.find('c'), cache.find('b')],
      ['b', 'c', 'd'],
    ],
  ])('forgets %s when there is one too many', (_what, use, left) => {
    const cache = new BoundedCache<number>(3)
    for (const key of ['a', 'b', 'c']) cache.set(key, 1)
    use(cache)
    cache.set('d', 1)
    expect(knownOf(cache, 'a', 'b', 'c', 'd')).toEqual(left)
    expect(cache.count).toBe(3)
  })

  it('has the value that was set last', () => {
    const cache = new BoundedCache<number>(1)
    cache.set('a', 1)
    cache.set('a', 2)
    expect([cache.find('a'), cache.count]).toEqual([2, 1])
    cache.delete('a')
    cache.delete('a')
    expect([cache.find('a'), cache.count]).toEqual([undefined, 0])
  })

  describe('with a maximal age', () => {
    let nowMs = 0
    beforeEach(() => (nowMs = 1000))
    const open = () => new BoundedCache<number>(10, { maxAgeMs: 100, nowMs: () => nowMs })

    it.each([
      [1099, 1],
      [1100, undefined],
      [999, undefined],
    ])('at %i has of what was set at 1000: %s', (atMs, expected) => {
      const cache = open()
      cache.set('a', 1)
      nowMs = atMs
      expect(cache.find('a')).toBe(expected)
    })

    it('counts from when a value was set, not from when it was found', () => {
      const cache = open()
      cache.set('a', 1)
      nowMs = 1060
      cache.find('a')
      nowMs = 1120
      expect(cache.get('a', () => 2)).toBe(2)
      nowMs = 1180
      expect(cache.find('a')).toBe(2)
    })

    it('lets go of what nobody asks for any more', () => {
      const cache = open()
      for (const key of ['a', 'b']) cache.set(key, 1)
      nowMs = 1100
      cache.set('c', 1)
      expect(cache.count).toBe(1)
    })
  })

  describe('with a maximal size', () => {
    const open = () => new BoundedCache<string>(10, { maxSize: 10, sizeOf: (text) => text.length })

    it('forgets as many as a new value needs room for', () => {
      const cache = open()
      for (const key of ['a', 'b', 'c']) cache.set(key, 'xxx')
      cache.set('d', 'xxxxxxx')
      expect(knownOf(cache, 'a', 'b', 'c', 'd')).toEqual(['c', 'd'])
    })

    it('has room again for what was deleted, replaced or too large', () => {
      const cache = open()
      cache.set('a', 'xxxxxxxxxx')
      cache.set('a', 'x')
      cache.set('b', 'xxxxxxxxx')
      expect(knownOf(cache, 'a', 'b')).toEqual(['a', 'b'])
      cache.delete('b')
      cache.set('c', 'xxxxxxxxx')
      expect(knownOf(cache, 'a', 'c')).toEqual(['a', 'c'])
      cache.set('a', 'xxxxxxxxxxx')
      expect(knownOf(cache, 'a', 'c')).toEqual(['c'])
    })
  })
})
