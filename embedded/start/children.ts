import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

import { projectRoot } from '../../common/project-root'
import type { Environment } from '../../common/settings'
import { gatewayStopTimes, starterGraceMs } from '../../common/stop-times'
import { nodeArguments, type ProcessPlan } from './processes'

/** A started process of the hub. */
export interface RunningProcess {
  readonly plan: ProcessPlan
  /** Its process id; undefined when it could not be started. */
  readonly pid: number | undefined
  /** The last lines it wrote, oldest first. */
  readonly lastLines: readonly string[]
  readonly hasEnded: () => boolean
  /** Resolves when it has ended, with what it ended by. */
  readonly ended: Promise<string>
  stop(): Promise<void>
}

export interface SpawnOptions {
  readonly environment: Environment
  /** Called for every line the process writes. */
  readonly onLine: (line: string) => void
  /** Time it has to stop by itself before it is killed; default: as a gateway without notice has. */
  readonly stopGraceMs?: number
}

/** Outside of production graphql-js asks of each value whether it comes from another copy of itself. */
const plainNode: Environment = { NODE_ENV: 'production' }

/** Starts a process in a group of its own, so that Ctrl-C reaches only the starter. */
export function startProcess(plan: ProcessPlan, options: SpawnOptions): RunningProcess {
  const { stopGraceMs = starterGraceMs(gatewayStopTimes(0)) } = options
  const child = spawn(
    process.execPath,
    nodeArguments('embedded/start/child', [
      String(stopGraceMs),
      nodeArguments(plan.program, []).at(-1) ?? '',
      ...plan.args,
    ]),
    {
      cwd: projectRoot(),
      env: { ...plainNode, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    },
  )
  const lastLines: string[] = []
  collectLines(child, (line) => {
    lastLines.push(line)
    if (lastLines.length > 20) lastLines.shift()
    options.onLine(line)
  })
  const ended = describeEnd(child)
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  return {
    plan,
    pid: child.pid,
    lastLines,
    hasEnded,
    ended,
    stop: () => stopChild(child, hasEnded, stopGraceMs),
  }
}

async function describeEnd(child: ChildProcess): Promise<string> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  return signal === null ? `exit status ${code ?? 0}` : `signal ${signal}`
}

async function stopChild(
  child: ChildProcess,
  hasEnded: () => boolean,
  stopGraceMs: number,
): Promise<void> {
  if (hasEnded()) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopGraceMs)
  await exit
  clearTimeout(timer)
}

function collectLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', onLine)
  }
}
