import { existsSync } from 'node:fs'

import { getAgency, readRegister } from '../common/register'
import type { SubgraphSettings } from '../subgraphs/kit/config'
import { readSubgraphSettings } from '../subgraphs/kit/config'
import { personIndexCode } from '../subgraphs/kit/agency-token'
import { agencyKindDefinitions } from '../subgraphs/kinds'
import { openStorage } from '../subgraphs/storage'
import { openAgencyTarget } from './import/agency-target'
import { openIndexTarget } from './import/index-target'
import { readEntries } from './import/read-records'
import { runImport } from './import/run-import'
import type { ImportTarget } from './import/target'

const usage = `Usage: npm run import -- <agency> <file.json|file.ndjson>
  <agency> is a code of agencies.json, or person-index.
  Exit status: 0 all loaded, 1 some rejected, 2 nothing could be done.`

const progressEvery = 10_000

async function main(): Promise<number> {
  const [code, file, ...rest] = process.argv.slice(2)
  if (code === undefined || file === undefined || rest.length > 0) throw new Error(usage)
  if (!existsSync(file)) throw new Error(`${file}: there is no such file`)
  const entries = readEntries(file)
  const settings = readSubgraphSettings()
  const open = chooseTarget(code, settings)
  const storage = await openStorage(settings, reportLine)
  try {
    const target = await open(storage.uri)
    try {
      return await load(code, entries, target)
    } finally {
      await target.close()
    }
  } finally {
    await storage.stop()
  }
}

/** Names the agency before anything is started for it. */
function chooseTarget(
  code: string,
  settings: SubgraphSettings,
): (mongodbUri: string) => Promise<ImportTarget> {
  const register = readRegister()
  if (code === personIndexCode) return (mongodbUri) => openIndexTarget({ register, mongodbUri })
  const agency = getAgency(code, register)
  const kind = agencyKindDefinitions[agency.kind]
  return (mongodbUri) => openAgencyTarget({ agency, kind, settings, mongodbUri })
}

async function load(
  code: string,
  entries: ReturnType<typeof readEntries>,
  target: ImportTarget,
): Promise<number> {
  const startedAt = Date.now()
  let reported = 0
  const { loaded, rejected } = await runImport({
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
  console.log(`${code}: ${loaded} loaded, ${rejected} rejected, in ${seconds} s.`)
  console.log(await target.finish())
  return rejected === 0 ? 0 : 1
}

function reportLine(line: string): void {
  process.stderr.write(`${line}\n`)
}

main().then(
  (status) => {
    process.exitCode = status
  },
  (error: unknown) => {
    reportLine(error instanceof Error ? error.message : String(error))
    process.exitCode = 2
  },
)
