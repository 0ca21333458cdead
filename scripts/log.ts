/** `npm run --silent log -- export | verify | prove | checkpoint | key | reconcile`: the disclosure log for those who check it. */
import { readFileSync, writeFileSync } from 'node:fs'

import { readBaseSettings } from '../common/settings'
import { fromVerifierKey } from '../disclosure-log/checkpoint'
import { readExport } from '../disclosure-log/export'
import { readAgencyRecords } from './log/agency-records'
import type { LogArguments } from './log/arguments'
import { readLogArguments } from './log/arguments'
import type { CommandResult, LogSources } from './log/commands'
import { runLogCommand } from './log/commands'
import { localPublicKey, readLocalLogs } from './log/local-log'
import { readReconcileArguments } from './log/reconcile-arguments'
import { runReconcile } from './log/reconcile-command'
import { UsageError } from './log/usage-error'

async function main(): Promise<void> {
  const [command, ...rest] = process.argv.slice(2)
  if (command === 'reconcile') print(await reconcile(rest), null)
  else {
    const args = readLogArguments(process.argv.slice(2))
    print(await runLogCommand(args, sourcesOf(args)), args.output)
  }
}

function reconcile(args: readonly string[]): Promise<CommandResult> {
  const settings = () => readBaseSettings(process.env)
  return runReconcile(readReconcileArguments(args), {
    readFile,
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
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = error instanceof UsageError ? 2 : 1
})
