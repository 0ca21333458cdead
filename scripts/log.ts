/**
 * `npm run --silent log -- export | verify | prove | checkpoint | key | reconcile | who | reviews`: the
 * disclosure log for those who check it.
 */
import { readFileSync, writeFileSync } from 'node:fs'

import { openRecordKeys } from '../common/keys/record-keys'
import { projectPath } from '../common/project-root'
import { readBaseSettings, urlHost } from '../common/settings'
import { fromVerifierKey } from '../disclosure-log/checkpoint'
import { readExport } from '../disclosure-log/export'
import { recordNamesOf } from '../disclosure-log/record-digest'
import { readSignInSettings } from '../embedded/sign-in/config'
import { requestDemoToken } from '../embedded/sign-in/demo-token'
import { readClassification } from '../schema/classification'
import { HubClient } from './ask/hub-client'
import { readAgencyRecords } from './log/agency-records'
import type { LogArguments } from './log/arguments'
import { readLogArguments } from './log/arguments'
import type { AuditArguments } from './log/audit-arguments'
import { readReviewsArguments, readWhoArguments } from './log/audit-arguments'
import type { AuditClient } from './log/audit-client'
import { openAudit } from './log/audit-client'
import { runReviews, runWho } from './log/audit-commands'
import type { CommandResult, LogSources } from './log/commands'
import { runLogCommand } from './log/commands'
import { localPublicKey, readLocalLogs } from './log/local-log'
import { readReconcileArguments } from './log/reconcile-arguments'
import { runReconcile } from './log/reconcile-command'
import { wholeUsage } from './log/usage'
import { UsageError } from './log/usage-error'
import { safeLines } from './terminal-text'

async function main(): Promise<void> {
  const [command = '', ...rest] = process.argv.slice(2)
  if (command === '--help') print({ text: wholeUsage, isGood: true }, null)
  else if (command === 'reconcile') print(await reconcile(rest), null)
  else if (command === 'who' || command === 'reviews') print(await askHub(command, rest), null)
  else {
    const args = readLogArguments(process.argv.slice(2))
    print(await runLogCommand(args, sourcesOf(args)), args.output)
  }
}

/** Asks the hub that runs on this machine. */
async function askHub(command: 'who' | 'reviews', args: readonly string[]): Promise<CommandResult> {
  const sdl = readFile(projectPath('schema', 'supergraph.graphql'))
  const classification = readClassification(sdl)
  if (command === 'reviews') {
    const asked = readReviewsArguments(args, new Date())
    return runReviews(asked, await openAuditAs(asked), classification)
  }
  const asked = readWhoArguments(args, new Date())
  return runWho(asked, await openAuditAs(asked), classification)
}

async function openAuditAs(args: AuditArguments): Promise<AuditClient> {
  const { host, port } = readBaseSettings(process.env)
  const token = await requestDemoToken(readSignInSettings().issuer, args.user)
  const client = new HubClient(`http://${urlHost(host)}:${port}/graphql`, token)
  return openAudit(client, args, (count) => {
    console.error(`${count} read …`)
  })
}

function reconcile(args: readonly string[]): Promise<CommandResult> {
  const settings = () => readBaseSettings(process.env)
  return runReconcile(readReconcileArguments(args), {
    readFile,
    recordNames: () => recordNamesOf(openRecordKeys(settings().dataFolder)),
    readLogs: () => readLocalLogs(settings()),
    readRecords: (bounds) => readAgencyRecords(settings(), bounds),
  })
}

function print({ text, isGood }: CommandResult, file: string | null): void {
  if (file === null) console.log(text)
  else writeFileSync(file, `${text}\n`)
  if (!isGood) process.exitCode = 1
}

function sourcesOf({ input, keyFile }: LogArguments): LogSources {
  const settings = () => readBaseSettings(process.env)
  return {
    readFile,
    readLogs: () =>
      input === null ? readLocalLogs(settings()) : Promise.resolve(readExport(readFile(input))),
    publicKey: () => (keyFile === null ? localPublicKey(settings()) : readKey(keyFile)),
  }
}

function readKey(file: string) {
  const key = fromVerifierKey(readFile(file))
  if (!key) throw new Error(`${file}: expected the line that "log -- key" prints`)
  return key
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new Error(`${file}: there is no such file, or it cannot be read`)
  }
}

main().catch((error: unknown) => {
  console.error(safeLines(error instanceof Error ? error.message : String(error)))
  process.exitCode = error instanceof UsageError ? 2 : 1
})
