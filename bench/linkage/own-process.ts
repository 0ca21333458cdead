import { spawnSync } from 'node:child_process'

/**
 * Runs this command once more, with these flags, in a process of its own: what it prints. So that no run pays for
 * the memory of those before it.
 * @throws Error with what it complained of
 */
export function inOwnProcess(flags: Readonly<Record<string, string>>): string {
  const given = Object.entries(flags).map(([name, value]) => `--${name}=${value}`)
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...process.execArgv, process.argv[1] ?? '', ...given, '--here'],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  )
  if (status !== 0) throw new Error(stderr.trim() || `A run ended with status ${status}.`)
  return stdout.trimEnd()
}
