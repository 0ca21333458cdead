/** Ends a wait. */
export type Cancel = () => void

/** A wait is so many waits: what came meanwhile is heard after each of them. */
const slices = 10

/**
 * Calls back when so much time has gone by in which the process could listen: while it is busy, as at its start, the
 * store's answer may have come long ago and be read only afterwards.
 * @param durationMs in milliseconds
 */
export function afterTime(durationMs: number, callback: () => void): Cancel {
  let left = slices
  let timer = setTimeout(check, durationMs / slices)
  function check() {
    left -= 1
    if (left <= 0) callback()
    else timer = setTimeout(check, durationMs / slices)
  }
  return () => {
    clearTimeout(timer)
  }
}
