import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { readColumnMap } from '../../../../scripts/import/csv/column-map'
import { readEntries } from '../../../../scripts/import/read-records'

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-csv-'))

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const map = {
  recordType: 'tenancy',
  fields: {
    sourceRecordId: 'Tenancy ID',
    personRefs: { column: 'Customers', list: ';' },
    startDate: { column: 'Start', type: 'day', form: 'DD/MM/YYYY' },
    kind: { column: 'Type', words: { AST: 'ASSURED', SEC: 'SECURE' } },
    arrearsWeeks: { column: 'Arrears', type: 'number' },
    'names.0.surname': 'Name',
    handling: { value: 'MASH_ONLY' },
  },
}
const header = 'Tenancy ID,Customers,Start,Type,Arrears,Name'
const row = 'T-1,C-1;C-2,01/02/2020,AST,2,Ashdown'

async function entriesOf(content: string | Buffer, changes: object = {}): Promise<unknown[]> {
  const [file, columnsFile] = ['rows.csv', 'columns.json'].map((name) => path.join(folder, name))
  writeFileSync(file ?? '', content)
  writeFileSync(columnsFile ?? '', JSON.stringify({ ...map, ...changes }))
  const columns = readColumnMap(columnsFile ?? '')
  const entries: unknown[] = []
  const form = { columns, fhirFor: null }
  for await (const entry of readEntries(file ?? '', undefined, form)) entries.push(entry)
  return entries
}

const record = {
  ...{ recordType: 'tenancy', sourceRecordId: 'T-1', personRefs: ['C-1', 'C-2'] },
  ...{ startDate: '2020-02-01', kind: 'ASSURED', arrearsWeeks: 2, handling: 'MASH_ONLY' },
  names: [{ surname: 'Ashdown' }],
}

describe('a CSV file with a column map', () => {
  it.each([
    ['as it comes', `${header}\n${row}\n`],
    ['with a byte order mark and ends of lines as on Windows', `\uFEFF${header}\r\n${row}\r\n`],
    ['with every value in quotes', `${quoted(header)}\n${quoted(row)}`],
  ])('is read as records: %s', async (_what, text) => {
    expect(await entriesOf(text)).toEqual([{ place: 2, value: record }])
  })

  it('leaves out what is empty: that is not recorded', async () => {
    const [entry] = await entriesOf(`${header}\nT-1,C-1,,,,`)
    expect(entry).toEqual({
      place: 2,
      value: {
        ...{ recordType: 'tenancy', sourceRecordId: 'T-1' },
        ...{ personRefs: ['C-1'], handling: 'MASH_ONLY' },
      },
    })
  })

  it('numbers rows by their first line, values over several lines among them', async () => {
    const text = `${header}\n${row.replace('Ashdown', '"Ash\ndown"')}\n${row}`
    expect(await entriesOf(text)).toEqual([
      { place: 2, value: { ...record, names: [{ surname: 'Ash\ndown' }] } },
      { place: 4, value: record },
    ])
  })

  it('is read in the encoding that the map says, and in no other', async () => {
    const bytes = Buffer.from(`${header}\n${row.replace('Ashdown', 'Áscoli')}\n${row}`, 'latin1')
    const [entry] = await entriesOf(bytes, { encoding: 'windows-1252' })
    expect(entry).toMatchObject({ value: { names: [{ surname: 'Áscoli' }] } })
    expect(await entriesOf(bytes)).toEqual([
      expect.objectContaining({ place: 2, code: 'LINE_ENCODING' }) as unknown,
      { place: 3, value: record },
    ])
  })

  it.each([
    ['CELL_TYPE', row.replace('01/02/2020', '2020-02-01'), 'Start: expected a day as DD/MM/YYYY'],
    ['CELL_TYPE', row.replace('01/02/2020', '31/02/2020'), 'Start: expected a day as DD/MM/YYYY'],
    ['CELL_TYPE', row.replace(',2,', ',two,'), 'Arrears: expected a number'],
    ['CELL_TYPE', row.replace('AST', 'Assured'), 'Type: expected one of AST, SEC'],
    ['CELL_FORMULA', row.replace('Ashdown', '=HYPERLINK(1)'), 'Name: a cell begins like a formula'],
    ['CELL_FORMULA', row.replace('Ashdown', '@SUM(1)'), 'Name: a cell begins like a formula'],
    ['CELL_FORMULA', row.replace('Ashdown', '+cmd|calc'), 'Name: a cell begins like a formula'],
    ['LINE_MALFORMED', `${row},more`, 'has 7 values where the header has 6'],
    ['LINE_MALFORMED', 'T-1', 'has 1 values where the header has 6'],
    ['LINE_MALFORMED', row.replace('Ashdown', '"Ash"down"x"'), 'a quote is opened'],
    ['LINE_ENCODING', row.replace('Ashdown', 'Ash\0down'), 'holds bytes that are no text'],
    ['LINE_TOO_LONG', `${row}${'x'.repeat(1_048_576)}`, 'is longer than 1048576 bytes'],
  ])('rejects a row with %s, says why and reads on: %#', async (code, text, problem) => {
    const entries = await entriesOf(`${header}\n${text}\n${row}`)
    expect(entries).toEqual([
      { place: 2, code, problem: expect.stringContaining(problem) as string },
      { place: 3, value: record },
    ])
  })

  it('lets a number have a minus and a telephone number a plus', async () => {
    const [entry] = await entriesOf(`${header}\n${row.replace('Ashdown', '+44 1632 960011')}`)
    expect(entry).toMatchObject({ value: { names: [{ surname: '+44 1632 960011' }] } })
  })

  it('is not swallowed by a quote that is never closed', async () => {
    const rest = `${row}\n`.repeat(1500)
    const entries = await entriesOf(`${header}\n"${row}\n${rest}`)
    expect(entries[0]).toMatchObject({ place: 2, code: 'LINE_MALFORMED' })
    expect(entries.length).toBeGreaterThan(400)
  })

  it.each([
    ['a column that is not there', { fields: { uprn: 'UPRN' } }, 'it has no column "UPRN"'],
    ['a path of an object', { fields: { '__proto__.x': 'Name' } }, 'is no path of a field'],
    ['a path of its maker', { fields: { constructor: 'Name' } }, 'is no path of a field'],
    ['an unknown type', { fields: { uprn: { column: 'Name', type: 'date' } } }, 'type must be one'],
    ['a misspelt member', { fields: { uprn: { colum: 'Name' } } }, 'it may say no more than'],
    ['neither column nor value', { fields: { uprn: {} } }, 'give one of column and value'],
    ['an unknown encoding', { encoding: 'utf-16' }, 'encoding must be one of utf-8, windows-1252'],
    ['no type of record', { recordType: 7 }, 'recordType must say'],
  ])('is refused as a whole with a map that has %s', async (_what, changes, problem) => {
    const reading = entriesOf(`${header}\n${row}`, changes)
    await expect(reading).rejects.toMatchObject({
      code: 'COLUMN_MAP_MALFORMED',
      message: expect.stringContaining(problem) as string,
    })
  })

  it.each([
    ['UTF-16', Buffer.from(`\uFEFF${header}\n${row}`, 'utf16le'), 'FILE_ENCODING'],
    ['no header', '', 'FILE_MALFORMED'],
  ])('is refused as a whole when it has %s', async (_what, content, code) => {
    await expect(entriesOf(content)).rejects.toMatchObject({ code })
  })
})

function quoted(text: string): string {
  return text
    .split(',')
    .map((cell) => `"${cell}"`)
    .join(',')
}
