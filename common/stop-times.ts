/** How long the gateway waits for an agency, in milliseconds. Whatever is to stop is given longer. */
export const agencyTimeoutMs = 5000

/** How long an entry of the disclosure log may take to be durable, in milliseconds. */
export const logTimeoutMs = 3000

/** A subgraph that is to stop ends the calls under way: longer the gateway does not wait for them. */
export const subgraphGraceMs = agencyTimeoutMs + 500

/** How a gateway stops, from the signal on, in milliseconds. */
export interface StopTimes {
  /** First it goes on taking requests and says that it is not ready, so that no more are sent to it. */
  readonly noticeMs: number
  /** Then it takes none, and those under way may end: longer than an agency may take and the log after it. */
  readonly graceMs: number
  /** Whatever is left is ended, counted from the signal: by then what was cut is written down. */
  readonly limitMs: number
}

/** The times of a gateway that gives such notice, and waits so long for an agency. */
export function gatewayStopTimes(noticeMs: number, waitsMs = agencyTimeoutMs): StopTimes {
  const graceMs = waitsMs + logTimeoutMs
  // Once to write down who got no answer, once to sign what was written.
  const limitMs = noticeMs + graceMs + 2 * logTimeoutMs
  return { noticeMs, graceMs, limitMs }
}

/** How long whoever started a gateway waits for its end before killing it. */
export function starterGraceMs({ limitMs }: Pick<StopTimes, 'limitMs'>): number {
  return limitMs + 1000
}
