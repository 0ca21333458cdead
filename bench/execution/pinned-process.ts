import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'

/** A process under measurement. */
export interface PinnedProcess {
  readonly pid: number
  readonly stop: () => Promise<void>
}

/** Gateways get the last core for themselves; everything else shares the others. */
const gatewayCore = availableParallelism() - 1

/** BENCH_PROFILE names a folder for a CPU profile of each gateway. */
const profileFolder = process.env['BENCH_PROFILE']
const profileFlags =
  profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]

/**
 * A gateway that has one core collects garbage on one thread: helpers would only take turns with it,
 * and the slowest answers of every gateway are twice as slow then.
 */
const gatewayFlags = ['--single-threaded-gc', ...profileFlags]

const taskset = '/usr/bin/taskset'

/**
 * Starts a program from sources on a core of its own and waits until it says that it listens.
 * @param isGateway false: it shares the cores that gateways do not have
 */
export async function startPinned(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  isGateway: boolean,
): Promise<PinnedProcess> {
  const program = [process.execPath, ...(isGateway ? gatewayFlags : []), ...args]
  const [command = '', ...rest] = [...pin(isGateway), ...program]
  const child = spawn(command, rest, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  await waitUntilListening(child, args.join(' '))
  const stop = async () => {
    if (child.exitCode !== null) return
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
    await exit
    clearTimeout(timer)
  }
  return { pid: child.pid ?? 0, stop }
}

function pin(isGateway: boolean): readonly string[] {
  if (gatewayCore === 0 || !existsSync(taskset)) return []
  return [taskset, '-c', isGateway ? String(gatewayCore) : `0-${gatewayCore - 1}`]
}

async function waitUntilListening(child: ChildProcess, program: string): Promise<void> {
  if (!child.stdout) throw new Error(`${program} has no output`)
  for await (const line of createInterface({ input: child.stdout }))
    if (line.includes('listen')) {
      child.stdout.resume()
      return
    }
  throw new Error(`${program} ended before it listened`)
}

/** Memory of a process in mebibytes, as the system counts it. */
export function memoryMib(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? 0) / 1024
}
