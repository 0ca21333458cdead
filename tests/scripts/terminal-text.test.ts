import { safeJson, safeText } from '../../scripts/terminal-text'

describe('safeText', () => {
  it.each([
    ['a terminal command', 'a\u001B[2Kb', 'a [2Kb'],
    ['a command of C1', 'a\u009B2Kb', 'a 2Kb'],
    ['ends of lines and tabs', 'a\r\n\t\u2028b', 'a b'],
    ['a turn of direction', 'a\u202Eb\u2066c', 'a b c'],
    ['a joiner between Latin letters', 'pa\u200Dge', 'pa ge'],
    ['half a character', 'a\uD800b', 'a b'],
    ['a tag', 'a\u{E0041}b', 'a b'],
  ])('prints %s as a space', (_name, text, printed) => {
    expect(safeText(text)).toBe(printed)
  })

  it('keeps letters of every script, and the joiners that spell them', () => {
    const names = 'Zoë Nguyễn می\u200Cخواهم क्\u200Dष'
    expect(safeText(names)).toBe(names)
  })

  it('cuts what is too long, and says so', () => {
    expect(safeText('abcdef', 4)).toBe('abc…')
    expect(safeText('abcd', 4)).toBe('abcd')
    expect(safeText('x'.repeat(1_000_000)).length).toBe(4000)
  })

  it('does not let marks climb over the lines above', () => {
    expect(safeText(`a${'\u0300'.repeat(50)}b`)).toBe(`a${'\u0300'.repeat(3)}b`)
  })

  it('takes what is no text', () => {
    expect(
      [null, undefined, 3, false, new Error('no\nhub'), { a: '\u001B' }].map((one) =>
        safeText(one),
      ),
    ).toEqual(['', '', '3', 'false', 'no hub', String.raw`{ a: '\x1B' }`])
  })
})

describe('safeJson', () => {
  it('says the same to a program and nothing to a terminal', () => {
    const value = { note: 'a\u001B[2K\u009B2K\u202E\u{E0041}é' }
    const json = safeJson(value)

    expect(JSON.parse(json)).toEqual(value)
    expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })
})
