import { statSync } from 'node:fs'

import { getOwnAgency, readRegister } from '../../common/register'
import { personIndexCode } from '../../common/services'
import { getAgencyKind } from '../../subgraphs/agency-kinds'
import type { SubgraphSettings } from '../../subgraphs/kit/service/config'
import { safeText } from '../terminal-text'
import { openAgencyTarget } from './agency-target'
import { openIndexTarget } from './index-target'
import { createProgress } from './progress'
import { readEntries } from './read-records'
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

/**
 * Prepares to load a file into an agency's own database, or asserted links into the person index.
 * @param reportLine told of progress and of each rejected line
 * @throws Error that names the agency or the file when there is none
 */
export function prepareLoading(
  { code, file }: { readonly code: string; readonly file: string },
  settings: SubgraphSettings,
  reportLine: (line: string) => void,
): FileLoading {
  const open = chooseTarget(code, settings)
  const source = openSource(file)
  return {
    into: async (mongodbUri) => {
      const target = await open(mongodbUri)
      try {
        return await load({ code, source, target, reportLine })
      } finally {
        await target.close()
      }
    },
  }
}

function chooseTarget(
  code: string,
  settings: SubgraphSettings,
): (mongodbUri: string) => Promise<ImportTarget> {
  const register = readRegister()
  if (code === personIndexCode)
    return (mongodbUri) =>
      openIndexTarget({ register, mongodbUri, dataFolder: settings.dataFolder })
  const agency = getOwnAgency(code, register)
  const kind = getAgencyKind(agency.kind)
  return (mongodbUri) => openAgencyTarget({ agency, kind, settings, mongodbUri })
}

interface Load {
  readonly code: string
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

function openSource(file: string): ImportSource {
  let read = 0
  const entries = readEntries(file, (bytes) => {
    read = bytes
  })
  const fileBytes = file.endsWith('.ndjson') ? statSync(file).size : null
  return { entries, fileBytes, readBytes: () => read }
}

async function load({ code, source, target, reportLine }: Load): Promise<ImportReport> {
  const now = () => performance.now()
  const startedAt = now()
  const sayProgress = createProgress({ reportLine, fileBytes: source.fileBytes, now })
  const report = await runImport({
    entries: source.entries,
    target,
    onRejected: (place, reason) => {
      reportLine(`line ${place} rejected: ${safeText(reason, longestReason)}`)
    },
    onProgress: (stored) => {
      sayProgress(stored, source.readBytes())
    },
  })
  const seconds = ((now() - startedAt) / 1000).toFixed(1)
  console.log(
    `${code}: ${report.loaded} records stored, ${report.rejected} rejected, in ${seconds} s.`,
  )
  if (report.loaded > 0) console.log(await target.finish())
  return report
}
