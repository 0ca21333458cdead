/**
 * Loads the made-up case: every agency's file and the index's asserted links, through the same import
 * as `npm run import`, in one process. Exit status 0 only when every record was loaded.
 */
import { existsSync } from 'node:fs'

import { projectPath } from '../common/project-root'
import { readRegister } from '../common/register'
import { personIndexCode } from '../common/services'
import { readSubgraphSettings } from '../subgraphs/kit/service/config'
import { openStorage } from '../subgraphs/storage'
import { prepareLoading } from './import/load-file'

async function main(): Promise<void> {
  const settings = readSubgraphSettings()
  const storage = await openStorage(settings, reportLine)
  try {
    // Links last: they name records that the agencies bring.
    const ours = readRegister().filter(({ external }) => !external)
    for (const code of [...ours.map((agency) => agency.code), personIndexCode]) {
      const file = projectPath('embedded', 'made-up-case', `${code}.ndjson`)
      if (!existsSync(file)) continue
      const { rejected } = await prepareLoading({ code, file }, settings, reportLine).into(
        storage.uri,
      )
      if (rejected > 0) process.exitCode = 1
    }
  } finally {
    await storage.stop()
  }
}

function reportLine(line: string): void {
  process.stderr.write(`${line}\n`)
}

main().catch((error: unknown) => {
  reportLine(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
})
