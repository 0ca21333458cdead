/** What tells how far a long import is. */
export interface ProgressOptions {
  readonly reportLine: (line: string) => void
  /** Size of the file, in bytes; null when it is read whole before the first record. */
  readonly fileBytes: number | null
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number
}

/** Often enough to see that it goes on. */
const everyMs = 2000

/** A function that is told how far an import is, and says so every two seconds. */
export function createProgress({ reportLine, fileBytes, now }: ProgressOptions) {
  const startedAt = now()
  let saidAt = startedAt
  return (stored: number, readBytes: number): void => {
    const at = now()
    if (at - saidAt < everyMs) return
    saidAt = at
    const seconds = (at - startedAt) / 1000
    const share = fileBytes === null ? [] : [`${percent(readBytes, fileBytes)} % of the file read`]
    const parts = [`${stored} stored`, ...share, `${Math.round(stored / seconds)} a second`]
    reportLine(`${parts.join(', ')} ...`)
  }
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.min(100, Math.floor((part / whole) * 100))
}
