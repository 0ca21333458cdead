/** `npm run --silent index -- reviews | compare-models …`: the person index for those who look after it. */
import { compareUsage, runCompareModels } from './index/compare-command'
import { rebuildUsage, runRebuild } from './index/rebuild-command'
import { rotateUsage, runRotate } from './index/rotate-command'
import { indexUsage } from './index-commands/arguments'
import { linkCommands } from './index-commands/link-commands'
import { safeLines } from './terminal-text'

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<string>>> = {
  ...linkCommands,
  'compare-models': runCompareModels,
  rebuild: runRebuild,
  rotate: runRotate,
}

const usage = [indexUsage, compareUsage, rebuildUsage, rotateUsage].join('\n\n')

async function main(): Promise<void> {
  const [name = '', ...args] = process.argv.slice(2)
  const run = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (name === '--help') process.stdout.write(`${usage}\n`)
  else if (run) process.stdout.write(`${safeLines(await run(args)).trimEnd()}\n`)
  else throw new Error(usage)
}

main().catch((error: unknown) => {
  process.stderr.write(`${safeLines(error instanceof Error ? error.message : String(error))}\n`)
  process.exitCode = 2
})
