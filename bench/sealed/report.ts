import type { Times } from './in-turn'
import { compareSamples } from './two-sample'

/** Groups that were asked for in turn, the last but one for nobody and the last for somebody known. */
export interface Compared {
  readonly what: string
  readonly times: Times
}

/** Whom nobody must be able to tell from the hidden. */
export const unknown = 'UNKNOWN'

/** Prints how long each group took, and whether a two-sample test can tell it from the unknown. */
export function print({ what, times }: Compared): void {
  console.log(`\n${what}`)
  for (const [group, sample] of times) {
    const sorted = sample.toSorted((one, other) => one - other)
    const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2)
    const percentiles = `p50 ${at(0.5)} ms  p90 ${at(0.9)} ms  p99 ${at(0.99)} ms`
    console.log(
      `  ${group.padEnd(8)} ${percentiles}  ${group === unknown ? '' : verdict(group, times)}`,
    )
  }
}

function verdict(group: string, times: Times): string {
  const { distance, pValue } = compareSamples(times.get(group) ?? [], times.get(unknown) ?? [])
  const told = pValue < 0.01 ? 'can be told' : 'cannot be told'
  return `${told} from ${unknown} (Kolmogorov-Smirnov distance ${distance.toFixed(4)}, p ${pValue.toFixed(4)})`
}
