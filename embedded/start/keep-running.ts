import { setTimeout as sleep } from 'node:timers/promises'

import type { RunningProcess } from './children'

/** A process that is started again whenever it ends. */
export interface KeptProcess {
  readonly name: string
  /** Stops it for good. */
  stop(): Promise<void>
}

export interface KeepOptions {
  /** Starts it anew. */
  readonly launch: () => RunningProcess
  /** Resolves when it answers; rejects when it does not in time or has ended. */
  readonly waitUntilReady: (running: RunningProcess) => Promise<unknown>
  readonly report: (line: string) => void
  /** What follows for people who ask meanwhile. */
  readonly meanwhile: string
  /** Milliseconds; default 1 s, doubled to 30 s for one that ends again and again. */
  readonly pauses?: { readonly first: number; readonly longest: number }
}

/** Having run for so long, it did not end because of how it was started. */
const settledMs = 60_000

/**
 * Keeps a process running: one that ends is started again after a pause, for as long as it takes, and
 * each time is said aloud in a line.
 */
export function keepRunning(first: RunningProcess, options: KeepOptions): KeptProcess {
  const { name } = first.plan
  const stopping = new AbortController()
  let running = first
  const isStopped = () => stopping.signal.aborted
  const revive = async (): Promise<void> => {
    const nextPause = createPauses(options.pauses)
    for (;;) {
      const startedAt = Date.now()
      const end = await running.ended
      if (isStopped()) return
      const pause = nextPause(Date.now() - startedAt)
      options.report(`${name} ended (${describe(end, running)}). ${againIn(pause, options)}`)
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (isStopped()) return
      running = options.launch()
      void options.waitUntilReady(running).then(
        () => {
          options.report(`${name} is ready again.`)
        },
        // It has ended, which is said above, or takes long, and may still come.
        () => undefined,
      )
    }
  }
  const revived = revive()
  return {
    name,
    stop: async () => {
      stopping.abort()
      await running.stop()
      await revived
    },
  }
}

function createPauses({ first, longest } = { first: 1000, longest: 30_000 }) {
  let pause = first / 2
  return (ranMs: number): number => {
    pause = ranMs >= settledMs ? first : Math.min(pause * 2, longest)
    return pause
  }
}

function againIn(pauseMs: number, { meanwhile }: KeepOptions): string {
  return `Started again in ${pauseMs / 1000} s; until then ${meanwhile}.`
}

/** What it said last tells why it ended by itself; what is killed says nothing. */
function describe(end: string, { lastLines }: RunningProcess): string {
  const last = lastLines.at(-1)
  return !end.startsWith('exit status') || end === 'exit status 0' || last === undefined
    ? end
    : `${end}: ${last}`
}
