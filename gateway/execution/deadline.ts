/** Time is up. */
export class DeadlineError extends Error {
  constructor() {
    super('The time is up')
    this.name = 'TimeoutError'
  }
}

/** A signal for one call: aborted when its time is up or when nobody waits for it any more. */
export interface Deadline {
  readonly signal: AbortSignal
  /** To be called when the call has ended. */
  readonly clear: () => void
}

/** Starts the time of one call; `caller` is the signal of whoever waits for it. */
export function startDeadline(timeoutMs: number, caller: AbortSignal | null): Deadline {
  const controller = new AbortController()
  const timer = setTimeout(() => {
    controller.abort(new DeadlineError())
  }, timeoutMs)
  const leave = () => {
    controller.abort(caller?.reason)
  }
  if (caller?.aborted === true) leave()
  caller?.addEventListener('abort', leave, { once: true })
  const clear = () => {
    clearTimeout(timer)
    caller?.removeEventListener('abort', leave)
  }
  return { signal: controller.signal, clear }
}
