import type { ChildProcess } from 'node:child_process'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'

/** A process under measurement. */
export interface PinnedProcess {
  readonly pid: number
  /** What it wrote when it was ready. */
  readonly readyLine: string
  readonly stop: () => Promise<void>
}

/** Gateways get the last core for themselves; everything else shares the others. */
const gatewayCore = availableParallelism() - 1

/** BENCH_PROFILE names a folder for a CPU profile of each gateway. */
const profileFolder = process.env['BENCH_PROFILE']
const profileFlags =
  profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]

/**
 * What has one core collects garbage on one thread: helpers would only take turns with it, and the
 * slowest answers of every gateway are twice as slow then.
 */
const oneCoreFlags = ['--single-threaded-gc']

const taskset = '/usr/bin/taskset'

/**
 * Starts a program of ours on the gateways' core or the others and waits until it says that it listens.
 * @param isGateway false: it shares the cores that gateways do not have
 */
export function startPinned(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  isGateway: boolean,
): Promise<PinnedProcess> {
  const program = [process.execPath, ...oneCoreFlags, ...(isGateway ? profileFlags : []), ...args]
  return start([...pin(isGateway), ...program], environment, /listen|mongodb:|ready/)
}

/**
 * Starts any other gateway on the gateways' core.
 * @param isReady what it writes when it listens
 */
export function startPinnedGateway(
  command: readonly string[],
  environment: NodeJS.ProcessEnv,
  isReady: RegExp,
): Promise<PinnedProcess> {
  return start([...pin(true), ...command], environment, isReady)
}

async function start(
  [command = '', ...rest]: readonly string[],
  environment: NodeJS.ProcessEnv,
  isReady: RegExp,
): Promise<PinnedProcess> {
  const child = spawn(command, rest, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  const readyLine = await waitForLine(child, isReady, rest.join(' '))
  const stop = async () => {
    if (child.exitCode !== null) return
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
    await exit
    clearTimeout(timer)
  }
  return { pid: child.pid ?? 0, readyLine, stop }
}

/** Leaves the gateways' core to them: this process and what it starts otherwise use the others. */
export function leaveGatewayCore(): void {
  const [command, ...args] = pin(false)
  if (command)
    execFileSync(command, ['-a', '-p', ...args, String(process.pid)], { stdio: 'ignore' })
}

function pin(isGateway: boolean): readonly string[] {
  if (gatewayCore === 0 || !existsSync(taskset)) return []
  return [taskset, '-c', isGateway ? String(gatewayCore) : `0-${gatewayCore - 1}`]
}

async function waitForLine(child: ChildProcess, isReady: RegExp, program: string): Promise<string> {
  if (!child.stdout) throw new Error(`${program} has no output`)
  for await (const line of createInterface({ input: child.stdout }))
    if (isReady.test(line)) {
      child.stdout.resume()
      return line
    }
  throw new Error(`${program} ended before it listened`)
}
