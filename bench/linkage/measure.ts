import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { LinkedFiles } from '../../scripts/link/link-loaded'
import { linkLoaded } from '../../scripts/link/link-loaded'
import { loadRecords } from '../../scripts/link/load-records'
import type { ComparisonMode } from '../../subgraphs/person-index/matching/scoring/model'
import type { DataSet } from './data-sets'
import { whereFrom } from './data-sets'

export interface Measured {
  readonly set: Pick<DataSet, 'name' | 'published'>
  readonly mode: ComparisonMode
  readonly outcome: LinkedFiles
  /** CPU time of this process from reading the files on: other work on the machine does not count. */
  readonly cpuSeconds: number
  /** Memory of this process at the end of the run; what earlier runs left is in it. */
  readonly mebibytes: number
}

/** Links one data set in one way. */
export function measureDataSet(
  set: DataSet,
  { folder, mode }: { readonly folder: string; readonly mode: ComparisonMode },
): Measured {
  const before = process.cpuUsage()
  const texts = set.files.map((name) => ({ name, text: readData(join(folder, name)) }))
  const outcome = linkLoaded(loadRecords(texts, set.columns), { mode, cut: 'EVEN' })
  const { user, system } = process.cpuUsage(before)
  const mebibytes = process.memoryUsage().rss / 2 ** 20
  return { set, mode, outcome, cpuSeconds: (user + system) / 1e6, mebibytes }
}

function readData(path: string): string {
  if (!existsSync(path)) throw new Error(`${path} is not there.\n${whereFrom}`)
  return readFileSync(path, 'utf8')
}
