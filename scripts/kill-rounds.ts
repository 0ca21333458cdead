import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

/**
 * Runs a kill loop as a command: `--rounds N`, in a folder of its own, which is kept when something was wrong; the
 * exit status says so too.
 * @param run resolves with whether everything was as it must be
 */
export async function runRounds(
  name: string,
  defaultRounds: number,
  run: (rounds: number, folder: string) => Promise<boolean>,
): Promise<void> {
  let folder: string | null = null
  try {
    const rounds = readRounds(defaultRounds)
    folder = await mkdtemp(path.join(tmpdir(), `sightline-${name}-`))
    process.exitCode = (await run(rounds, folder)) ? 0 : 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
  if (folder === null) return
  if (process.exitCode === 0) await rm(folder, { recursive: true, force: true })
  else console.log(`The data is kept in ${folder}`)
}

function readRounds(defaultRounds: number): number {
  const options = { rounds: { type: 'string', default: String(defaultRounds) } } as const
  const rounds = Number(parseArgs({ options }).values.rounds)
  if (Number.isInteger(rounds) && rounds > 0) return rounds
  throw new Error('--rounds: expected a number such as 200')
}
