/** `npm run agency -- suspend | resume | status <agency>`: an agency stops sharing at once. */
import { parseArgs } from 'node:util'

import { getAgency, readRegister } from '../common/register'
import { readSubgraphSettings } from '../subgraphs/kit/config'
import { openDatabase } from '../subgraphs/kit/database'
import { SharingSwitch } from '../subgraphs/kit/sharing-switch'
import { openStorage } from '../subgraphs/storage'
import type { SharingCommand } from './agency/change-sharing'
import { changeSharing, readSharingCommand } from './agency/change-sharing'

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { reason: { type: 'string' } },
  })
  const command = readSharingCommand(positionals, values.reason)
  const { code } = getAgency(command.code, readRegister())
  const settings = readSubgraphSettings()
  const storage = await openStorage(settings, console.error)
  try {
    console.log(await changeAt(storage.uri, { ...command, code }))
  } finally {
    await storage.stop()
  }
}

async function changeAt(uri: string, command: SharingCommand): Promise<string> {
  const database = await openDatabase({ uri, code: command.code })
  try {
    return await changeSharing(new SharingSwitch(database.connection), command)
  } finally {
    await database.close()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
