/** `npm run --silent index -- compare-models …`: the person index for those who look after it. */
import { compareUsage, runCompareModels } from './index/compare-command'
import { safeLines } from './terminal-text'

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<string>>> = {
  'compare-models': runCompareModels,
}

async function main(): Promise<void> {
  const [name = '', ...args] = process.argv.slice(2)
  const run = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (name === '--help') process.stdout.write(`${compareUsage}\n`)
  else if (run) process.stdout.write(safeLines(await run(args)))
  else throw new Error(`Usage: ${compareUsage}`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${safeLines(error instanceof Error ? error.message : String(error))}\n`)
  process.exitCode = 2
})
