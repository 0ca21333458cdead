/**
 * `npm run agency -- suspend | resume | status | disclosures <agency>`: an agency stops sharing at once,
 * and reads what it has disclosed. `sdl`, `conformance`: for whoever writes an agency's subgraph.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { print } from 'graphql'

import { getAgency, getOwnAgency, readRegister } from '../common/register'
import { personIndexCode } from '../common/services'
import { kindAgencySdl } from '../schema/instance-sdl'
import { SharingSwitch } from '../subgraphs/kit/agency/sharing-switch'
import { readSubgraphSettings } from '../subgraphs/kit/service/config'
import { openDatabase } from '../subgraphs/kit/service/database'
import { listDisputes } from '../subgraphs/person-index/dispute-record'
import { createIndexModels } from '../subgraphs/person-index/models'
import { openStorage } from '../subgraphs/storage'
import type { SharingCommand } from './agency/change-sharing'
import { changeSharing, readSharingCommand } from './agency/change-sharing'
import { readConformanceCommand } from './agency/conformance/arguments'
import { checkConformance } from './agency/conformance/command'
import { conformanceText } from './agency/conformance/report'
import { readDisclosuresCommand } from './agency/disclosures-command'
import { describeDisputes, disputesShownMs } from './agency/dispute-status'
import { runImportCommand } from './import/command'
import { readAgencyRecords } from './log/agency-records'

async function main(): Promise<void> {
  const [verb, ...rest] = process.argv.slice(2)
  if (verb === 'disclosures') return printDisclosures(rest)
  if (verb === 'conformance') return printConformance(rest)
  if (verb === 'import') return runImportCommand(rest)
  if (verb !== 'sdl') return runSharing()
  printSdl(rest)
}

/** An agency that cannot be looked at has not failed: 2. */
async function printConformance(args: readonly string[]): Promise<void> {
  process.exitCode = 2
  const command = readConformanceCommand(args)
  const conformance = await checkConformance(command)
  const text = command.isJson ? `${JSON.stringify(conformance)}\n` : conformanceText(conformance)
  process.stdout.write(text)
  process.exitCode = conformance.passed ? 0 : 1
}

/** What an agency of a known kind publishes. */
function printSdl([code = '']: readonly string[]): void {
  process.stdout.write(`${print(kindAgencySdl(getAgency(code, readRegister())))}\n`)
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
  const { code } = getOwnAgency(command.code, readRegister())
  const settings = readSubgraphSettings()
  const storage = await openStorage(settings, console.error)
  try {
    console.log(await changeAt(storage.uri, { ...command, code }))
    if (command.verb === 'status')
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

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode ??= 1
})
