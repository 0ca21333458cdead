import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { readEntries } from '../../../scripts/import/read-records'

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-records-'))

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function entriesOf(text: string): Promise<unknown[]> {
  const file = path.join(folder, 'records.ndjson')
  writeFileSync(file, text)
  const entries: unknown[] = []
  for await (const entry of readEntries(file)) entries.push(entry)
  return entries
}

const tooLong = `"${'x'.repeat(1_048_576)}"`

describe('readEntries', () => {
  it.each([
    ['a last line with an end', '{"a":1}\n{"a":2}\n', [1, 2]],
    ['a last line without an end', '{"a":1}\n{"a":2}', [1, 2]],
    ['lines that end as on Windows', '{"a":1}\r\n{"a":2}\r\n', [1, 2]],
    ['empty lines', '\n{"a":1}\n\n{"a":2}\n\n', [1, 2]],
    ['an empty file', '', []],
  ])('reads each line of a file with %s', async (_what, text, expected) => {
    expect(await entriesOf(text)).toEqual(
      expected.map((a) => expect.objectContaining({ value: { a } }) as unknown),
    )
  })

  it('numbers lines as an editor does', async () => {
    expect(await entriesOf('\n{"a":1}\nno\n')).toEqual([
      { place: 2, value: { a: 1 } },
      { place: 3, problem: 'is not JSON', code: 'LINE_MALFORMED' },
    ])
  })

  it.each([
    ['in the middle', `1\n${tooLong}\n3\n`, [1, 3]],
    ['at the end', `1\n${tooLong}`, [1]],
    ['many times too long', `1\n${tooLong.repeat(5)}\n3`, [1, 3]],
  ])('rejects a line that is too long %s and reads on', async (_what, text, values) => {
    const entries = await entriesOf(text)
    const problem = 'is longer than 1048576 bytes'
    expect(entries).toContainEqual({ place: 2, problem, code: 'LINE_TOO_LONG' })
    expect(entries).toHaveLength(values.length + 1)
    for (const value of values) expect(entries).toContainEqual({ place: value, value })
  })
})
