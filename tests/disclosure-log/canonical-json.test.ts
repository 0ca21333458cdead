import fc from 'fast-check'

import { toCanonicalJson } from '../../disclosure-log/canonical-json'

describe('canonical JSON', () => {
  // RFC 8785, sections 3.2.2 and 3.2.3: their examples and expected results.
  it('writes numbers, strings and literals as RFC 8785 does', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\\\"/',
      literals: [null, true, false],
    }
    expect(toCanonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\\\\\"/"}',
    )
  })

  it('sorts members by UTF-16 code units', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    const written = JSON.parse(toCanonicalJson({ list: Object.keys(value), value })) as object
    expect(written).toEqual({ list: Object.keys(value), value })
    const order = [...toCanonicalJson(value).matchAll(/:"([^"]+)"/g)].map(([, text]) => text)
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })

  it('says what a value says now, though it is frozen at the top and was written before', () => {
    const row = { reason: 'first' }
    const list = Object.freeze([row])
    const texts = () => [toCanonicalJson(list), toCanonicalJson({ list })]
    expect(texts()).toEqual(['[{"reason":"first"}]', '{"list":[{"reason":"first"}]}'])
    row.reason = 'then'
    expect(texts()).toEqual(['[{"reason":"then"}]', '{"list":[{"reason":"then"}]}'])
  })

  it('says the same whatever the order of members, and loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = toCanonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(toCanonicalJson(reversed(value))).toBe(text)
      }),
    )
  })

  it('leaves out members that are undefined', () => {
    expect(toCanonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}')
  })

  it('says the same of an object that is met twice', () => {
    const shared = { a: 1 }
    expect(toCanonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]')
  })

  const cycle: Record<string, unknown> = {}
  cycle['self'] = { cycle }
  it.each<[string, unknown]>([
    ['not a number', Number.NaN],
    ['infinity', { deep: [Number.POSITIVE_INFINITY] }],
    ['a bigint', 1n],
    ['undefined', undefined],
    ['a hole in a list', [undefined]],
    ['a function', () => 1],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', new Uint8Array(1)],
    ['a cycle', cycle],
  ])('refuses %s', (_what, value) => {
    expect(() => toCanonicalJson(value)).toThrow(TypeError)
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).toReversed()
  return Object.fromEntries(members.map(([name, member]) => [name, reversed(member)]))
}
