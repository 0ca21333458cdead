import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { plainEncoder, tokenEncoder } from '../../common/likeness/encode'
import { readBaseSettings } from '../../common/settings'
import {
  findModel,
  modelVersions,
  readModel,
} from '../../subgraphs/person-index/matching/models/current-model'
import type { LinkageModel } from '../../subgraphs/person-index/matching/scoring/model'
import { readColumns } from '../link/columns'
import { loadRecords } from '../link/load-records'
import { inFile } from '../link/read-csv'
import type { ComparedRecords } from './compare-models'
import { compareModels } from './compare-models'
import type { NameOf } from './comparison-text'
import { comparisonJson, comparisonText } from './comparison-text'
import { readOwnLikenesses } from './own-likenesses'

export const compareUsage = `npm run index -- compare-models A B [--json]
  Which pairs of records would change hands if model B took the place of A: over what the index on this machine
  holds, with the models' weights as they are.
npm run index -- compare-models A B --config columns.json a.csv b.csv ... [--tokens] [--json]
  The same over CSV files, as npm run link reads them, with weights estimated from them.
  A, B  versions (${modelVersions.join(', ')}) or files of models`

/** @returns what is to be printed @throws Error that says what is wrong */
export async function runCompareModels(args: readonly string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      tokens: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const [first, second, ...files] = positionals
  const isOfFiles = values.config !== undefined
  if (first === undefined || second === undefined || isOfFiles !== files.length > 0)
    throw new Error(`Usage: ${compareUsage}`)
  const models = [openModel(first), openModel(second)] as const
  const { compared, nameOf } =
    values.config === undefined
      ? await fromIndex()
      : fromFiles(values.config, files, values.tokens ? 'tokens' : 'plain')
  const comparison = compareModels(models, compared)
  return (values.json ? comparisonJson : comparisonText)(comparison, nameOf)
}

interface Source {
  readonly compared: ComparedRecords
  readonly nameOf: NameOf
}

async function fromIndex(): Promise<Source> {
  const { keys, ...own } = await readOwnLikenesses(readBaseSettings(process.env))
  const compared = { ...own, mode: 'tokens' as const, areFixed: true }
  return { compared, nameOf: (record) => keys[record] ?? '' }
}

function fromFiles(config: string, files: readonly string[], mode: 'plain' | 'tokens'): Source {
  const columns = inFile(config, () => readColumns(readText(config)))
  const loaded = loadRecords(
    files.map((name) => ({ name, text: readText(name) })),
    columns,
  )
  const encode = mode === 'plain' ? plainEncoder() : tokenEncoder(randomBytes(32))
  const { agencies, ids } = loaded
  return {
    compared: { records: loaded.records.map(encode), agencies, mode, areFixed: false },
    nameOf: (record) => `${files[agencies[record] ?? 0] ?? ''} ${ids[record] ?? ''}`,
  }
}

/** A model by its version, or from a file. */
function openModel(name: string): LinkageModel {
  const known = findModel(name)
  if (known) return known
  if (!existsSync(name))
    throw new Error(
      `${name}: there is no such model, nor such a file. Models: ${modelVersions.join(', ')}.`,
    )
  return inFile(name, () => readModel(readFileSync(name, 'utf8')))
}

function readText(file: string): string {
  if (!existsSync(file)) throw new Error(`${file}: there is no such file`)
  return readFileSync(file, 'utf8')
}
