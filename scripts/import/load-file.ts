import { getAgency, readRegister } from '../../common/register'
import { personIndexCode } from '../../common/services'
import { getAgencyKind } from '../../subgraphs/agency-kinds'
import type { SubgraphSettings } from '../../subgraphs/kit/service/config'
import { openAgencyTarget } from './agency-target'
import { openIndexTarget } from './index-target'
import { readEntries } from './read-records'
import type { ImportReport } from './run-import'
import { runImport } from './run-import'
import type { ImportTarget } from './target'

const progressEvery = 10_000

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
  const entries = readEntries(file)
  return {
    into: async (mongodbUri) => {
      const target = await open(mongodbUri)
      try {
        return await load({ code, entries, target, reportLine })
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
  const agency = getAgency(code, register)
  const kind = getAgencyKind(agency.kind)
  return (mongodbUri) => openAgencyTarget({ agency, kind, settings, mongodbUri })
}

interface Load {
  readonly code: string
  readonly entries: ReturnType<typeof readEntries>
  readonly target: ImportTarget
  readonly reportLine: (line: string) => void
}

async function load({ code, entries, target, reportLine }: Load): Promise<ImportReport> {
  const startedAt = Date.now()
  let reported = 0
  const report = await runImport({
    entries,
    target,
    onRejected: (place, reason) => {
      reportLine(`line ${place} rejected: ${reason}`)
    },
    onProgress: (soFar) => {
      if (soFar - reported < progressEvery) return
      reported = soFar
      reportLine(`${soFar} loaded ...`)
    },
  })
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  console.log(`${code}: ${report.loaded} loaded, ${report.rejected} rejected, in ${seconds} s.`)
  console.log(await target.finish())
  return report
}
