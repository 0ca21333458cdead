import { existsSync } from 'node:fs'

import { readSubgraphSettings } from '../subgraphs/kit/service/config'
import { openStorage } from '../subgraphs/storage'
import { prepareLoading } from './import/load-file'

const usage = `Usage: npm run import -- <agency> <file.json|file.ndjson>
  <agency> is a code of agencies.json, or person-index.
  Exit status: 0 all loaded, 1 some rejected, 2 nothing could be done.`

async function main(): Promise<number> {
  const [code, file, ...rest] = process.argv.slice(2)
  if (code === undefined || file === undefined || rest.length > 0) throw new Error(usage)
  if (!existsSync(file)) throw new Error(`${file}: there is no such file`)
  const settings = readSubgraphSettings()
  const loading = prepareLoading({ code, file }, settings, reportLine)
  const storage = await openStorage(settings, reportLine)
  try {
    const { rejected } = await loading.into(storage.uri)
    return rejected === 0 ? 0 : 1
  } finally {
    await storage.stop()
  }
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
