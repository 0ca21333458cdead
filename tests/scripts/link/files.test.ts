import { clustersCsv } from '../../../scripts/link/clusters-csv'
import { readColumns } from '../../../scripts/link/columns'
import { countTruePairs, figuresOf, pairFigures, pairsWithin } from '../../../scripts/link/figures'
import { loadRecords } from '../../../scripts/link/load-records'
import { readCsv } from '../../../scripts/link/read-csv'

describe('CSV files', () => {
  it('are read with quotes, blanks around values, either end of line and no end at all', () => {
    const text = '\uFEFFa, b\r\n"x, ""y""", z \n\n"two\nlines",1'
    expect(readCsv(text)).toEqual([
      ['a', 'b'],
      ['x, "y"', 'z'],
      ['two\nlines', '1'],
    ])
  })

  it('whose quote never ends are refused', () => {
    expect(() => readCsv('a,b\n"x,y\n')).toThrow('a quote is opened and never closed')
  })
})

describe('the columns file', () => {
  it.each([
    ['{', 'It is not JSON.'],
    ['[]', 'one JSON object'],
    ['{}', 'It names no field. Known fields: givenNames, '],
    ['{"firstName": "x"}', '"firstName" is no known field. Known fields: givenNames, '],
    ['{"givenNames": 3}', '"givenNames" must be the name of a column'],
    ['{"givenNames": []}', '"givenNames" must be the name of a column'],
    ['{"givenNames": "x", "truth": 3}', '"truth" must be one text.'],
    ['{"givenNames": "x", "truth": "t", "truthPattern": "("}', 'no regular expression'],
  ])('%s is refused with words that help', (text, words) => {
    expect(() => readColumns(text)).toThrow(words)
  })
})

describe('records of files', () => {
  const columns = readColumns(
    '{"familyName": ["surname", "alias"], "id": "n", "truth": "who", "truthPattern": "^p-(\\\\d+)"}',
  )
  const text = 'n,surname,alias,who\n1,Hallam,Orton,p-7-a\n2,Hallam,,unknown\n'

  it('know their file, their id, every value of a field, and who they are of', () => {
    const loaded = loadRecords(
      [
        { name: 'a.csv', text },
        { name: 'b.csv', text },
      ],
      columns,
    )
    expect(loaded.records[0]).toEqual({ familyName: ['HALLAM', 'ORTON'] })
    expect(loaded.agencies).toEqual([0, 0, 1, 1])
    expect(loaded.ids).toEqual(['1', '2', '1', '2'])
    expect(loaded.truth).toEqual(['7', null, '7', null])
    expect(clustersCsv(loaded, [[1], [0, 2], [3]], ['a.csv', 'b.csv'])).toBe(
      '"cluster","file","id"\r\n"1","a.csv","1"\r\n"1","b.csv","1"\r\n"2","a.csv","2"\r\n"3","b.csv","2"\r\n',
    )
  })

  it.each([
    ['', 'a.csv: it is empty'],
    ['n,name\n', 'a.csv: it has no column "surname". It has: n, name'],
    ['n,surname,alias,who\n1,Hallam\n', 'a.csv: row 2 has 2 values, the header has 4.'],
    ['n,surname,alias,who\n"1,', 'a.csv: a quote is opened'],
  ])('that cannot be read say where and why: %j', (broken, words) => {
    expect(() => loadRecords([{ name: 'a.csv', text: broken }], columns)).toThrow(words)
  })
})

describe('figures', () => {
  const truth = ['p', 'p', 'q', 'p', null]

  it('count pairs of one file among each other, of several across', () => {
    expect(countTruePairs(truth, [0, 0, 0, 0, 0])).toBe(3)
    expect(countTruePairs(truth, [0, 0, 1, 1, 1])).toBe(2)
  })

  it('are precision, recall and their harmonic mean; what is not known does not count', () => {
    const pairs = pairsWithin(
      [
        [0, 1, 2],
        [3, 4],
      ],
      [0, 0, 0, 0, 0],
    )
    expect(pairs).toHaveLength(4)
    const { precision, recall, f1 } = pairFigures(pairs, truth, 3)
    expect([precision, recall, f1]).toEqual([1 / 3, 1 / 3, 1 / 3])
    expect(figuresOf(0, 0, 0)).toEqual({ precision: 1, recall: 1, f1: 1 })
    expect(figuresOf(0, 0, 2)).toEqual({ precision: 1, recall: 0, f1: 0 })
  })
})
