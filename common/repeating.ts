/** Work that is done again and again until it is stopped. */
export interface Repeating {
  /** Resolves when the run under way has ended; no other follows. */
  stop(): Promise<void>
}

/**
 * Runs a task now and again after a pause, never two at once. When runs fail, the first failure is
 * reported, and the next one only after a run that succeeded.
 */
export function repeat(
  task: () => Promise<unknown>,
  {
    pauseMs,
    onFailure,
  }: { readonly pauseMs: number; readonly onFailure: (error: unknown) => void },
): Repeating {
  let isStopped = false
  let isFailing = false
  let timer: NodeJS.Timeout | undefined
  const run = async (): Promise<void> => {
    try {
      await task()
      isFailing = false
    } catch (error) {
      if (!isFailing) onFailure(error)
      isFailing = true
    }
    if (!isStopped) timer = setTimeout(start, pauseMs)
  }
  let running = Promise.resolve()
  const start = () => {
    running = run()
  }
  start()
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
