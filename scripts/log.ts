/** `npm run --silent log -- export | verify | prove | checkpoint | key`: the disclosure log for those who check it. */
import { readFileSync, writeFileSync } from 'node:fs'

import { readBaseSettings } from '../common/settings'
import { fromVerifierKey } from '../disclosure-log/checkpoint'
import { readExport } from '../disclosure-log/export'
import type { LogArguments } from './log/arguments'
import { readLogArguments, UsageError } from './log/arguments'
import type { LogSources } from './log/commands'
import { runLogCommand } from './log/commands'
import { localPublicKey, readLocalLogs } from './log/local-log'

async function main(): Promise<void> {
  const args = readLogArguments(process.argv.slice(2))
  const { text, isGood } = await runLogCommand(args, sourcesOf(args))
  if (args.output === null) console.log(text)
  else writeFileSync(args.output, `${text}\n`)
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
