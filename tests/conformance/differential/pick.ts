import type { Pick } from './world'

/** Gives evenly spread whole numbers, the same ones for the same seed (xorshift). */
export function pickFrom(seed: number): Pick {
  let state = (seed ^ 0x9e3779b9) | 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}
