/** Returns the median; NaN of an empty list. */
export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** Returns the smallest value that at least this percentage of the values does not exceed. */
export function percentile(values: readonly number[], percentage: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percentage / 100) * sorted.length) - 1)] ?? NaN
}

/** Returns how many milliseconds each of `count` calls took, one after the other. */
export async function timeEach(
  count: number,
  call: (i: number) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < count; i += 1) {
    const startedAt = performance.now()
    await call(i)
    times.push(performance.now() - startedAt)
  }
  return times
}

/** Returns how many of `count` things one call does in a second. */
export async function measureRate(count: number, call: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await call()
  return (count * 1_000) / (performance.now() - startedAt)
}
