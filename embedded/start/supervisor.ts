import { setTimeout as sleep } from 'node:timers/promises'

import { fetchBounded } from '../../common/http/bounded-fetch'
import { urlHost } from '../../common/settings'
import type { RunningProcess } from './children'

const pollMs = 60

/** A process that ended or stayed unready while the hub was starting. */
export class StartError extends Error {}

/**
 * Resolves when the process answers `GET /health/ready` with 200.
 * @throws StartError with the process's last lines when it ends first or the time is over.
 */
export async function waitUntilReady(
  running: RunningProcess,
  options: { host: string; timeoutMs: number },
): Promise<void> {
  const { name, port } = running.plan
  const url = `http://${urlHost(options.host)}:${port ?? 0}/health/ready`
  const until = Date.now() + options.timeoutMs
  while (!(await isReady(url))) {
    if (running.hasEnded())
      throw new StartError(`${name} ended while starting (${await running.ended})${tail(running)}`)
    if (Date.now() > until)
      throw new StartError(
        `${name} is not ready after ${options.timeoutMs / 1000} s: see ${url}${tail(running)}`,
      )
    await sleep(pollMs)
  }
}

/** Resolves with the first match of a pattern in what the process writes. */
export async function waitForLine(
  running: RunningProcess,
  pattern: RegExp,
  timeoutMs: number,
): Promise<string> {
  const until = Date.now() + timeoutMs
  for (;;) {
    const match = running.lastLines.map((line) => pattern.exec(line)?.[0]).find((text) => text)
    if (match !== undefined) return match
    if (running.hasEnded())
      throw new StartError(
        `${running.plan.name} ended while starting (${await running.ended})${tail(running)}`,
      )
    if (Date.now() > until)
      throw new StartError(`${running.plan.name} did not start in time${tail(running)}`)
    await sleep(pollMs)
  }
}

/** Stops the processes one group after the other; within a group at the same time. */
export async function stopAll(groups: readonly (readonly RunningProcess[])[]): Promise<void> {
  for (const group of groups) await Promise.all(group.map((running) => running.stop()))
}

async function isReady(url: string): Promise<boolean> {
  try {
    const { status } = await fetchBounded(url, { maxBytes: 65_536, timeoutMs: 2000 })
    return status === 200
  } catch {
    return false
  }
}

function tail(running: RunningProcess): string {
  return running.lastLines.length === 0 ? '' : `\n  ${running.lastLines.slice(-8).join('\n  ')}`
}
