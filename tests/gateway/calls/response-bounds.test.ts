import { isShallow } from '../../../gateway/calls/response-bounds'

const text = 'x'.repeat(100_000)

describe('a large response', () => {
  it.each([
    ['lists in lists', '['.repeat(200_000)],
    ['objects in objects', '{"a":'.repeat(200_000)],
    ['lists behind a long text', `{"a":"${text}","b":${'['.repeat(100)}`],
    ['lists behind an escaped quote', `{"a":"${text}\\"","b":${'['.repeat(100)}`],
    ['lists behind a text that ends in a backslash', `{"a":"${text}\\\\","b":${'['.repeat(100)}`],
  ])('that nests too deep is not parsed: %s', (_name, body) => {
    expect(isShallow(Buffer.from(body))).toBe(false)
  })

  it.each([
    ['brackets in a text', JSON.stringify({ a: '['.repeat(100_000) })],
    [
      'brackets behind an escaped quote in a text',
      JSON.stringify({ a: `"${'{'.repeat(100_000)}` }),
    ],
    ['many lists beside each other', `[${'[],'.repeat(50_000)}[]]`],
    ['a text without an end', `{"a":"${text}`],
  ])('that does not is parsed: %s', (_name, body) => {
    expect(isShallow(Buffer.from(body))).toBe(true)
  })
})
