/** The verbs by which an agency stops sharing at once, starts again, and sees how it stands. */
import type { Agency } from '../../common/register'
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
import type { AgencyPlace } from './registration-status'
import { registeredText, registrationStatus } from './registration-status'

/**
 * Carries out `suspend`, `resume` or `status`, and prints how things stand.
 * @throws Error with how the commands of an agency are written
 */
export async function printSharing(args: readonly string[]): Promise<void> {
  const command = readSharingCommand(args)
  const agency = getOwnAgency(command.code, readRegister())
  const settings = readSubgraphSettings()
  const storage = await openStorage(settings, console.error)
  try {
    const place = { ...settings, uri: storage.uri }
    const state = await changeAt(place.uri, { ...command, code: agency.code })
    const more = command.verb === 'status' ? await readMore(agency, place) : null
    const text = safeLines([sharingText(state), ...moreLines(agency.code, more), ''].join('\n'))
    process.stdout.write(command.isJson ? `${safeJson({ ...state, ...more }, 0)}\n` : text)
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

/** What a status says beyond sharing. */
async function readMore(agency: Agency, place: AgencyPlace) {
  const registered = await registrationStatus(agency, place)
  return { registered, disputes: await readDisputes(place.uri, agency.code) }
}

function moreLines(code: string, more: Awaited<ReturnType<typeof readMore>> | null) {
  return more ? [registeredText(more.registered), ...describeDisputes(code, more.disputes)] : []
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
