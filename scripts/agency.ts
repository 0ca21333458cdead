/**
 * `npm run agency -- suspend | resume | status | disclosures <agency>`: an agency stops sharing at once,
 * and reads what it has disclosed; agencies outside join, publish and leave. The verbs for whoever writes an
 * agency's subgraph: `agency/outside-verbs.ts`.
 */
import { writeFileSync } from 'node:fs'

import { getOwnAgency, readRegister } from '../common/register'
import { openNodeKeys, publicNodeKey } from '../common/second-step/node-key'
import { readBaseSettings } from '../common/settings'
import { readSubgraphSettings } from '../subgraphs/kit/service/config'
import { printUsage } from './agency/check/usage-command'
import { readDisclosuresCommand } from './agency/disclosures-command'
import { printInvited, printPublished } from './agency/joining-verbs'
import type { Verb } from './agency/outside-verbs'
import { outsideVerbs, runVerb } from './agency/outside-verbs'
import { printSharing } from './agency/sharing-verbs'
import { runImportCommand } from './import/command'
import { readAgencyRecords } from './log/agency-records'

async function main(): Promise<void> {
  const [verb = '', ...rest] = process.argv.slice(2)
  const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  await (run ? run(rest) : printSharing(process.argv.slice(2)))
}

/** What is no verb here is one of sharing, or none at all. */
const verbs: Readonly<Record<string, Verb>> = {
  ...outsideVerbs,
  disclosures: printDisclosures,
  'second-step-key': printSecondStepKey,
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

runVerb(main)
