/**
 * `npm run agency -- suspend | resume | status | disclosures <agency>`: an agency stops sharing at once,
 * and reads what it has disclosed. `sdl`, `check`, `usage`, `conformance`: for whoever writes an agency's
 * subgraph.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { print } from 'graphql'

import { utcDayOf } from '../common/days'
import { projectPath } from '../common/project-root'
import type { Agency } from '../common/register'
import { getAgency, getOwnAgency, readRegister } from '../common/register'
import { openNodeKeys, publicNodeKey } from '../common/second-step/node-key'
import { personIndexCode } from '../common/services'
import { readBaseSettings, readPublishedFolder } from '../common/settings'
import { kindAgencySdl } from '../schema/instance-sdl'
import { SharingSwitch } from '../subgraphs/kit/agency/sharing-switch'
import { readSubgraphSettings } from '../subgraphs/kit/service/config'
import { openDatabase } from '../subgraphs/kit/service/database'
import { listDisputes } from '../subgraphs/person-index/dispute-record'
import { createIndexModels } from '../subgraphs/person-index/models'
import { openStorage } from '../subgraphs/storage'
import type { SharingCommand } from './agency/change-sharing'
import { changeSharing, readSharingCommand } from './agency/change-sharing'
import { readCheckCommand } from './agency/check/arguments'
import { runCheck } from './agency/check/command'
import { checkText } from './agency/check/report'
import { printUsage } from './agency/check/usage-command'
import { readConformanceCommand } from './agency/conformance/arguments'
import { checkConformance } from './agency/conformance/command'
import { conformanceText } from './agency/conformance/report'
import { readDisclosuresCommand } from './agency/disclosures-command'
import { describeDisputes, disputesShownMs } from './agency/dispute-status'
import { readDoctorCommand } from './agency/doctor/arguments'
import { runDoctor } from './agency/doctor/command'
import { doctorText } from './agency/doctor/report'
import { readInitCommand } from './agency/init/arguments'
import { runInit } from './agency/init/command'
import { readInviteCommand } from './agency/invite/arguments'
import { runInvite } from './agency/invite/command'
import { inviteText } from './agency/invite/report'
import { readPublishCommand } from './agency/publish/arguments'
import { runPublish } from './agency/publish/command'
import { PublishedRegister } from './agency/publish/published-register'
import { publishText } from './agency/publish/report'
import { runImportCommand } from './import/command'
import { readAgencyRecords } from './log/agency-records'
import { safeJson, safeLines } from './terminal-text'

async function main(): Promise<void> {
  const [verb = '', ...rest] = process.argv.slice(2)
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  await (run ? run(rest) : runSharing())
}

/** What is no verb here is one of sharing, or none at all. */
const verbs: Readonly<Record<string, (args: readonly string[]) => unknown>> = {
  disclosures: printDisclosures,
  conformance: printConformance,
  sdl: printSdl,
  'second-step-key': printSecondStepKey,
  check: printCheck,
  usage: (args) => printUsage(args, new Date()),
  publish: (args) => printPublished('publish', args),
  list: (args) => printPublished('list', args),
  rollback: (args) => printPublished('rollback', args),
  compose: (args) => printPublished('compose', args),
  init: printMade,
  doctor: printDoctor,
  invite: (args) => printInvited('invite', args),
  withdraw: (args) => printInvited('withdraw', args),
  unseal: (args) => printInvited('unseal', args),
  import: runImportCommand,
}

async function printDoctor(args: readonly string[]): Promise<void> {
  process.exitCode = 2
  const command = readDoctorCommand(args)
  const findings = await runDoctor(command, {
    ...{ env: process.env, registerFile: projectPath('agencies.json') },
    ...{ nodeVersion: process.version, now: Date.now },
  })
  process.stdout.write(command.isJson ? `${safeJson(findings, 0)}\n` : doctorText(findings))
  process.exitCode = findings.every(({ isGood }) => isGood) ? 0 : 1
}

async function printMade(args: readonly string[]): Promise<void> {
  process.exitCode = 2
  const command = readInitCommand(args)
  const files = await runInit(command, readBaseSettings(process.env).policyFolder)
  const { folder } = command
  const text = `${folder}: ${files.join(', ')}\nREADME.md there says how to go on.\n`
  process.stdout.write(command.isJson ? `${safeJson({ folder, files }, 0)}\n` : safeLines(text))
  process.exitCode = 0
}

async function printInvited(verb: string, args: readonly string[]): Promise<void> {
  process.exitCode = 2
  const command = readInviteCommand([verb, ...args])
  const settings = readBaseSettings(process.env)
  const result = await runInvite(command, {
    ...settings,
    registerFile: projectPath('agencies.json'),
    schemaFolder: projectPath('schema', 'published'),
    publishedFolder: readPublishedFolder(process.env, settings),
    read: openPublished(readRegister()).read(),
    now: new Date(),
  })
  process.stdout.write(command.isJson ? `${safeJson(result, 0)}\n` : inviteText(result))
  process.exitCode = result.isDone ? 0 : 1
}

async function printPublished(verb: string, args: readonly string[]): Promise<void> {
  process.exitCode = 2
  const command = readPublishCommand([verb, ...args])
  const register = readRegister()
  const { policyFolder } = readBaseSettings(process.env)
  const place = { published: openPublished(register), register, policyFolder, now: new Date() }
  const result = await runPublish(command, place)
  process.stdout.write(command.isJson ? `${safeJson(result, 0)}\n` : publishText(result))
  process.exitCode = result.isDone ? 0 : 1
}

function openPublished(register: readonly Agency[]): PublishedRegister {
  const settings = readBaseSettings(process.env)
  return new PublishedRegister(readPublishedFolder(process.env, settings), register)
}

/** What cannot be checked has not been refused: 2. */
async function printCheck(args: readonly string[]): Promise<void> {
  process.exitCode = 2
  const command = readCheckCommand(args, utcDayOf(Date.now()))
  const { policyFolder } = readBaseSettings(process.env)
  const read = openPublished(readRegister()).read()
  const report = await runCheck(command, { policyFolder, read })
  process.stdout.write(command.isJson ? `${safeJson(report, 0)}\n` : checkText(report))
  process.exitCode = report.passed ? 0 : 1
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

/** What others pin of an agency of ours in agencies.json; made at first use where the agency runs. */
function printSecondStepKey([code = '']: readonly string[]): void {
  const { dataFolder } = readBaseSettings(process.env)
  const own = getOwnAgency(code, readRegister())
  const { publicKey } = openNodeKeys(dataFolder, own.code)
  process.stdout.write(`${JSON.stringify({ secondStep: publicNodeKey(publicKey) })}\n`)
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
  console.error(safeLines(error instanceof Error ? error.message : String(error)))
  process.exitCode ??= 1
})
