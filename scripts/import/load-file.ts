import { statSync } from 'node:fs'

import { getOwnAgency, readRegister } from '../../common/register'
import { personIndexCode } from '../../common/services'
import { getAgencyKind } from '../../subgraphs/agency-kinds'
import type { SubgraphSettings } from '../../subgraphs/kit/service/config'
import { safeText } from '../terminal-text'
import { openAgencyTarget } from './agency-target'
import { readColumnMap } from './csv/column-map'
import { openIndexTarget } from './index-target'
import { createProgress } from './progress'
import { isReadByLines, readEntries } from './read-records'
import type { ImportReport } from './run-import'
import { runImport } from './run-import'
import type { ImportTarget } from './target'

/** Longest reason that is printed, in characters: it may name every code of a list. */
const longestReason = 2000

/** A file and the service it is for, checked before anything is started. */
export interface FileLoading {
  /**
   * Loads the file into the service's database.
   * @throws Error when the database does not answer or the file cannot be read.
   */
  into(mongodbUri: string): Promise<ImportReport>
}

/** What is to be loaded, for whom, and how it is told. */
export interface LoadingOrder {
  readonly code: string
  readonly file: string
  /** File that says which column of a .csv file is which field. */
  readonly columnsFile?: string | null
  /** The file holds resources of FHIR. */
  readonly isFhir?: boolean
  /** Everything is checked, and nothing stored. */
  readonly isDryRun?: boolean
  /** What became of it goes to standard output as JSON, an object on each line. */
  readonly isJson?: boolean
}

/**
 * Prepares to load a file into an agency's own database, or asserted links into the person index.
 * @param reportLine told of progress and of each rejected line
 * @throws Error that names the agency or the file when there is none, ImportError when the file cannot be read
 */
export function prepareLoading(
  order: LoadingOrder,
  settings: SubgraphSettings,
  reportLine: (line: string) => void,
): FileLoading {
  return loadingInto(chooseTarget(order.code, settings), order, reportLine)
}

/** Where a file goes. */
export interface ChosenTarget {
  /** Name of the kind of agency, or of the service. */
  readonly kind: string
  readonly open: (mongodbUri: string) => Promise<ImportTarget>
}

/** @throws ImportError when the file cannot be read */
export function loadingInto(
  { kind, open }: ChosenTarget,
  order: LoadingOrder,
  reportLine: (line: string) => void,
): FileLoading {
  const source = openSource(order, kind)
  return {
    into: async (mongodbUri) => {
      const opened = await open(mongodbUri)
      const target = order.isDryRun === true ? dryRunOf(opened) : opened
      try {
        return await load({ order, source, target, reportLine })
      } finally {
        await target.close()
      }
    },
  }
}

function chooseTarget(code: string, settings: SubgraphSettings): ChosenTarget {
  const register = readRegister()
  const { dataFolder } = settings
  if (code === personIndexCode)
    return {
      kind: code,
      open: (mongodbUri) => openIndexTarget({ register, mongodbUri, dataFolder }),
    }
  const agency = getOwnAgency(code, register)
  if (agency.restMapping !== undefined)
    throw new Error(
      `${code} keeps its records in a system that it reads them from: nothing is imported`,
    )
  const kind = getAgencyKind(agency.kind)
  return {
    kind: kind.name,
    open: (mongodbUri) => openAgencyTarget({ agency, kind, settings, mongodbUri }),
  }
}

/** Checks as the target does, and stores nothing. */
function dryRunOf(target: ImportTarget): ImportTarget {
  return {
    ...target,
    write: () => Promise.resolve(),
    finish: () => Promise.resolve('A dry run: nothing was stored.'),
  }
}

interface Load {
  readonly order: LoadingOrder
  readonly source: ImportSource
  readonly target: ImportTarget
  readonly reportLine: (line: string) => void
}

/** A file, and how much of it is read. */
interface ImportSource {
  readonly entries: ReturnType<typeof readEntries>
  readonly fileBytes: number | null
  readonly readBytes: () => number
}

function openSource({ file, columnsFile, isFhir }: LoadingOrder, kind: string): ImportSource {
  let read = 0
  const onRead = (bytes: number) => {
    read = bytes
  }
  const columns = columnsFile ? readColumnMap(columnsFile) : null
  const entries = readEntries(file, onRead, { columns, fhirFor: isFhir === true ? kind : null })
  const fileBytes = isReadByLines(file) ? statSync(file).size : null
  return { entries, fileBytes, readBytes: () => read }
}

async function load({ order, source, target, reportLine }: Load): Promise<ImportReport> {
  const now = () => performance.now()
  const startedAt = now()
  const sayProgress = createProgress({ reportLine, fileBytes: source.fileBytes, now })
  const report = await runImport({
    entries: source.entries,
    target,
    onRejected: (line, reason, code) => {
      const safe = safeText(reason, longestReason)
      if (order.isJson === true) console.log(JSON.stringify({ line, code, reason: safe }))
      else reportLine(`line ${line} rejected: ${safe} [${code}]`)
    },
    onProgress: (stored) => {
      sayProgress(stored, source.readBytes())
    },
  })
  await say(order, { ...report, seconds: (now() - startedAt) / 1000 }, target)
  return report
}

async function say(
  { code, isJson, isDryRun = false }: LoadingOrder,
  { loaded, rejected, seconds }: ImportReport & { readonly seconds: number },
  target: ImportTarget,
): Promise<void> {
  const finish = loaded > 0 ? await target.finish() : null
  if (isJson === true) {
    const took = Number(seconds.toFixed(1))
    console.log(JSON.stringify({ agency: code, isDryRun, loaded, rejected, seconds: took, finish }))
    return
  }
  const done = isDryRun ? 'records would be stored' : 'records stored'
  console.log(`${code}: ${loaded} ${done}, ${rejected} rejected, in ${seconds.toFixed(1)} s.`)
  if (finish !== null) console.log(finish)
}
