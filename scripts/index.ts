/** `npm run --silent index -- reviews …`: the person index for those who look after it. */
import { indexUsage } from './index-commands/arguments'
import { linkCommands } from './index-commands/link-commands'
import { safeLines } from './terminal-text'

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<string>>> = {
  ...linkCommands,
}

async function main(): Promise<void> {
  const [name = '', ...args] = process.argv.slice(2)
  const run = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (name === '--help') process.stdout.write(`${indexUsage}\n`)
  else if (run) process.stdout.write(`${safeLines(await run(args))}\n`)
  else throw new Error(indexUsage)
}

main().catch((error: unknown) => {
  process.stderr.write(`${safeLines(error instanceof Error ? error.message : String(error))}\n`)
  process.exitCode = 2
})
