import { initialsFor } from '../../../web/documents/initials'

const terms = { key: Buffer.alloc(32, 7), scope: 'MASH-0001', kind: 'person' } as const

function lettersFor(value: string, other: Partial<Parameters<typeof initialsFor>[1]> = {}): string {
  return initialsFor([value], { ...terms, ...other })(value)
}

describe('initials', () => {
  it('are the same for one person in every document of a case', () => {
    const alone = lettersFor('b66b17e6')
    const among = initialsFor(['a', 'b', 'b66b17e6', 'c'], terms)('b66b17e6')
    expect(alone).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{3}$/)
    expect(among).toBe(alone)
  })

  it.each([
    ['of another case', { scope: 'MASH-0002' }],
    ['made with another key', { key: Buffer.alloc(32, 8) }],
    ['of a place', { kind: 'place' }],
  ] as const)('are other ones %s', (_name, other) => {
    expect(lettersFor('b66b17e6', other)).not.toBe(lettersFor('b66b17e6'))
  })

  it('never stand for two values in one document, and only grow at the end', () => {
    const values = Array.from({ length: 2000 }, (_, index) => `record ${index}`)
    const letters = initialsFor(values, terms)
    const all = values.map(letters)
    expect(new Set(all).size).toBe(values.length)
    for (const value of values.slice(0, 20))
      expect(letters(value).startsWith(lettersFor(value))).toBe(true)
  })
})
