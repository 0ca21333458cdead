import { escapeUnprintable, safeJson, safeLines, safeText } from '../../scripts/terminal-text'

const hostile: readonly [string, string, string][] = [
  ['an escape sequence', '\u001B[2J\u001B[1;31mAll clear', '\\u{1b}[2J\\u{1b}[1;31mAll clear'],
  ['one of eight bits', '\u009B2J', '\\u{9b}2J'],
  ['the title of the window', '\u001B]0;x\u0007', '\\u{1b}]0;x\\u{7}'],
  ['a line of its own', 'a\nOfficer: nobody', 'a\\u{a}Officer: nobody'],
  ['a return to the line', 'withheld\rtold', 'withheld\\u{d}told'],
  ['backspaces', 'no\b\byes', 'no\\u{8}\\u{8}yes'],
  ['the other direction', 'a\u202Eb\u2066c', 'a\\u{202e}b\\u{2066}c'],
  ['what is not seen', 'MASH\u200B-1\u00AD', 'MASH\\u{200b}-1\\u{ad}'],
  ['ends of lines of Unicode', 'a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
  ['half a character', 'a\uD800b', 'a\\u{d800}b'],
  ['the language tags', 'a\u{E0041}', 'a\\u{e0041}'],
]

describe('text for a terminal', () => {
  it.each(hostile)('shows %s as its code', (_what, given, shown) => {
    expect(safeText(given)).toBe(shown)
  })

  it('is what it was when it does no harm', () => {
    const text = 'Zoë Quillane, 14 Řád — “said so” 🙂'
    expect([safeText(text), safeLines(text)]).toEqual([text, text])
  })

  it('is bounded', () => {
    expect(safeText('a'.repeat(5000))).toHaveLength(2001)
    expect(escapeUnprintable('a'.repeat(5000))).toHaveLength(5000)
  })

  it('of several lines keeps their ends and nothing else', () => {
    expect(safeLines('one\ntwo\u001B[A\r')).toBe('one\ntwo\\u{1b}[A\\u{d}')
  })

  it('as JSON means the same, and has no such character', () => {
    for (const [, given] of hostile) {
      const text = safeJson({ [given]: given })
      expect(JSON.parse(text)).toEqual({ [given]: given })
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    }
  })
})
