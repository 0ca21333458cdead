/** The verbs by which an agency stops sharing at once, starts again, and sees how it stands. */
import { getOwnAgency, readRegister } from '../../common/register'
import { personIndexCode } from '../../common/services'
import { SharingSwitch } from '../../subgraphs/kit/agency/sharing-switch'
import { readSubgraphSettings } from '../../subgraphs/kit/service/config'
import { openDatabase } from '../../subgraphs/kit/service/database'
import { listDisputes } from '../../subgraphs/person-index/dispute-record'
import { createIndexModels } from '../../subgraphs/person-index/models'
import { openStorage } from '../../subgraphs/storage'
import { safeJson, safeLines } from '../terminal-text'
import type { SharingCommand } from './change-sharing'
import { changeSharing, readSharingCommand, sharingText } from './change-sharing'
import { describeDisputes, disputesShownMs } from './dispute-status'

/**
 * Carries out `suspend`, `resume` or `status`, and prints how things stand.
 * @throws Error with how the commands of an agency are written
 */
export async function printSharing(args: readonly string[]): Promise<void> {
  const command = readSharingCommand(args)
  const { code } = getOwnAgency(command.code, readRegister())
  const storage = await openStorage(readSubgraphSettings(), console.error)
  try {
    const state = await changeAt(storage.uri, { ...command, code })
    const disputes = command.verb === 'status' ? await readDisputes(storage.uri, code) : []
    const lines = [sharingText(state), ...describeDisputes(code, disputes)]
    const text = safeLines(`${lines.join('\n')}\n`)
    process.stdout.write(command.isJson ? `${safeJson({ ...state, disputes }, 0)}\n` : text)
  } finally {
    await storage.stop()
  }
}

async function changeAt(uri: string, command: SharingCommand) {
  const database = await openDatabase({ uri, code: command.code })
  try {
    return await changeSharing(new SharingSwitch(database.connection), command)
  } finally {
    await database.close()
  }
}

/** Kept by the person index, in its own database. */
async function readDisputes(uri: string, code: string) {
  const database = await openDatabase({ uri, code: personIndexCode })
  try {
    const since = new Date(Date.now() - disputesShownMs)
    const disputes = await listDisputes(createIndexModels(database.connection), code, since)
    return disputes.map(({ at, people, held }) => ({ at, people, held }))
  } finally {
    await database.close()
  }
}
