import { csvText } from '../../common/csv'

describe('CSV', () => {
  it('quotes every cell, doubles quotes, and ends lines as RFC 4180 has it', () => {
    const rows = [
      ['a', 'b,c'],
      ['said "no"', 'two\nlines'],
    ]
    expect(csvText(rows)).toBe('"a","b,c"\r\n"said ""no""","two\nlines"\r\n')
    expect(csvText([])).toBe('')
  })

  it.each(['=', '+', '-', '@', '\t', '\r'])(
    'makes no formula of a cell that begins with %j',
    (sign) => {
      const text = `${sign}HYPERLINK("http://x.invalid";A1)`
      expect(csvText([[text]])).toBe(`"'${text.replaceAll('"', '""')}"\r\n`)
      expect(csvText([[`a${sign}1`]])).toBe(`"a${sign}1"\r\n`)
    },
  )
})
