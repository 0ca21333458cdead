/**
 * `npm run agency -- suspend | resume | status | disclosures <agency>`: an agency stops sharing at once,
 * and reads what it has disclosed; agencies outside join, publish and leave. The verbs for whoever writes an
 * agency's subgraph: `agency/outside-verbs.ts`.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { getOwnAgency, readRegister } from '../common/register'
import { personIndexCode } from '../common/services'
import { SharingSwitch } from '../subgraphs/kit/agency/sharing-switch'
import { readSubgraphSettings } from '../subgraphs/kit/service/config'
import { openDatabase } from '../subgraphs/kit/service/database'
import { listDisputes } from '../subgraphs/person-index/dispute-record'
import { createIndexModels } from '../subgraphs/person-index/models'
import { openStorage } from '../subgraphs/storage'
import type { SharingCommand } from './agency/change-sharing'
import { changeSharing, readSharingCommand } from './agency/change-sharing'
import { printUsage } from './agency/check/usage-command'
import { readDisclosuresCommand } from './agency/disclosures-command'
import { describeDisputes, disputesShownMs } from './agency/dispute-status'
import { printInvited, printPublished } from './agency/joining-verbs'
import type { Verb } from './agency/outside-verbs'
import { outsideVerbs, runVerb } from './agency/outside-verbs'
import { registrationStatus } from './agency/registration-status'
import { runImportCommand } from './import/command'
import { readAgencyRecords } from './log/agency-records'

async function main(): Promise<void> {
  const [verb = '', ...rest] = process.argv.slice(2)
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  await (run ? run(rest) : runSharing())
}

/** What is no verb here is one of sharing, or none at all. */
const verbs: Readonly<Record<string, Verb>> = {
  ...outsideVerbs,
  disclosures: printDisclosures,
  usage: (args) => printUsage(args, new Date()),
  publish: (args) => printPublished('publish', args),
  list: (args) => printPublished('list', args),
  rollback: (args) => printPublished('rollback', args),
  compose: (args) => printPublished('compose', args),
  invite: (args) => printInvited('invite', args),
  withdraw: (args) => printInvited('withdraw', args),
  unseal: (args) => printInvited('unseal', args),
  'rotate-link-key': (args) => printInvited('rotate-link-key', args),
  import: runImportCommand,
}

async function printDisclosures(args: readonly string[]): Promise<void> {
  const { code, bounds, output } = readDisclosuresCommand(args)
  const agency = getOwnAgency(code, readRegister())
  const records = await readAgencyRecords(readSubgraphSettings(), bounds, [agency])
  const lines = (records.get(agency.code) ?? []).map((record) => `${JSON.stringify(record)}\n`)
  if (output === null) process.stdout.write(lines.join(''))
  else writeFileSync(output, lines.join(''))
}

async function runSharing(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { reason: { type: 'string' } },
  })
  const command = readSharingCommand(positionals, values.reason)
  const agency = getOwnAgency(command.code, readRegister())
  const { code } = agency
  const settings = readSubgraphSettings()
  const storage = await openStorage(settings, console.error)
  try {
    console.log(await changeAt(storage.uri, { ...command, code }))
    if (command.verb !== 'status') return
    console.log(await registrationStatus(agency, { ...settings, uri: storage.uri }))
    for (const line of await readDisputes(storage.uri, code)) console.log(line)
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

/** Kept by the person index, in its own database. */
async function readDisputes(uri: string, code: string): Promise<readonly string[]> {
  const database = await openDatabase({ uri, code: personIndexCode })
  try {
    const since = new Date(Date.now() - disputesShownMs)
    return describeDisputes(
      code,
      await listDisputes(createIndexModels(database.connection), code, since),
    )
  } finally {
    await database.close()
  }
}

runVerb(main)
