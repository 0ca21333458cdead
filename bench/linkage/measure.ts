import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { LinkedFiles } from '../../scripts/link/link-loaded'
import { linkLoaded } from '../../scripts/link/link-loaded'
import type { LoadedRecords } from '../../scripts/link/load-records'
import { loadRecords } from '../../scripts/link/load-records'
import type { Cut } from '../../subgraphs/person-index/matching/decisions/weigh'
import type { ComparisonMode } from '../../subgraphs/person-index/matching/scoring/model'
import type { DataSet } from './data-sets'
import { whereFrom } from './data-sets'
import { secondLook } from './second-look'

/** How records are compared. */
export type Way = ComparisonMode | 'tokens + second step'

export interface Measured {
  readonly set: Pick<DataSet, 'name' | 'published'>
  readonly way: Way
  readonly outcome: LinkedFiles
  /** CPU time of this process from reading the files on: other work on the machine does not count. */
  readonly cpuSeconds: number
  /** The most memory that this process ever held. */
  readonly mebibytes: number
}

/** Links one data set in one way. */
export function measureDataSet(
  set: DataSet,
  { folder, way, cut }: { readonly folder: string; readonly way: Way; readonly cut: Cut },
): Measured {
  const before = process.cpuUsage()
  const texts = set.files.map((name) => ({ name, text: readData(join(folder, name)) }))
  const outcome = linkInWay(loadRecords(texts, set.columns), way, cut)
  return { set, way, outcome, ...spentSince(before) }
}

/** What a run has cost so far. */
export function spentSince(before: NodeJS.CpuUsage): Pick<Measured, 'cpuSeconds' | 'mebibytes'> {
  const { user, system } = process.cpuUsage(before)
  return { cpuSeconds: (user + system) / 1e6, mebibytes: process.resourceUsage().maxRSS / 1024 }
}

/** Links records in one way. */
export function linkInWay(loaded: LoadedRecords, way: Way, cut: Cut): LinkedFiles {
  if (way !== 'tokens + second step') return linkLoaded(loaded, { mode: way, cut })
  return linkLoaded(loaded, { mode: 'tokens', cut, lookCloser: secondLook(loaded) })
}

function readData(path: string): string {
  if (!existsSync(path)) throw new Error(`${path} is not there.\n${whereFrom}`)
  return readFileSync(path, 'utf8')
}
