import { readColumns } from '../../scripts/link/columns'
import type { LoadedRecords } from '../../scripts/link/load-records'
import { loadRecords } from '../../scripts/link/load-records'
import { readCsv } from '../../scripts/link/read-csv'
import { readTruth } from '../../scripts/link/truth-file'
import type { TableName } from '../../scripts/generate-people/tables'
import {
  columnsFile,
  headerParts,
  recordFiles,
  tableParts,
} from '../../scripts/generate-people/tables'

/** What is true of somebody made up: to whom they are close, and how they are named. */
export interface MadeUpTruth {
  readonly origin: string
  readonly siblings: string
  readonly twins: string
  readonly namesakes: string
  readonly household: string
}

export interface MadeUpSet {
  readonly loaded: LoadedRecords
  readonly people: ReadonlyMap<string, MadeUpTruth>
}

/** The records of made-up people and what is true of them, as `npm run generate:people` writes them. */
export function madeUpSet(people: number, seed: number): MadeUpSet {
  const texts = textsOf(people, seed)
  const files = recordFiles.map((name) => ({ name, text: texts.get(name) ?? '' }))
  const loaded = loadRecords(files, readColumns(JSON.stringify(columnsFile)))
  const records = loaded.ids.map((id, index) => ({
    file: files[loaded.agencies[index] ?? 0]?.name ?? '',
    id,
  }))
  const truth = readTruth({ name: 'truth.csv', text: texts.get('truth.csv') ?? '' }, records)
  return { loaded: { ...loaded, truth }, people: readPeople(texts.get('people.csv') ?? '') }
}

function textsOf(people: number, seed: number): ReadonlyMap<TableName, string> {
  const parts = new Map<TableName, string[]>()
  const add = ({ file, text }: { readonly file: TableName; readonly text: string }) => {
    const held = parts.get(file)
    if (held) held.push(text)
    else parts.set(file, [text])
  }
  headerParts().forEach(add)
  for (const household of tableParts(people, seed)) household.parts.forEach(add)
  return new Map([...parts].map(([file, texts]) => [file, texts.join('')]))
}

function readPeople(text: string): ReadonlyMap<string, MadeUpTruth> {
  const [header = [], ...rows] = readCsv(text)
  return new Map(
    rows.map((row) => {
      const of = (column: keyof MadeUpTruth) => row[header.indexOf(column)] ?? ''
      const [origin, household] = [of('origin'), of('household')]
      const [siblings, twins, namesakes] = [of('siblings'), of('twins'), of('namesakes')]
      return [row[0] ?? '', { origin, household, siblings, twins, namesakes }]
    }),
  )
}
