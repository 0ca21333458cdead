import type { EncodedRecord } from '../../../../common/likeness/encode'
import type { PatternCounts } from './estimate'
import type { Rarity } from './rarity'
import { seededRandom } from './random'
import type { Pattern } from './pattern'
import { patternOf } from './pattern'

/** Counts patterns; equal ones are one object. */
export class PatternCounter {
  readonly #known = new Map<string, Pattern>()
  readonly #counts = new Map<Pattern, number>()

  /** Counts the pattern once more and gives the object that stands for it. */
  count(pattern: Pattern): Pattern {
    const text = String.fromCharCode(...pattern)
    const kept = this.#known.get(text) ?? pattern
    if (kept === pattern) this.#known.set(text, pattern)
    this.#counts.set(kept, (this.#counts.get(kept) ?? 0) + 1)
    return kept
  }

  get counts(): PatternCounts {
    return this.#counts
  }
}

export interface RandomPairs {
  readonly wanted: number
  readonly seed: number
  readonly isComparable: (a: number, b: number) => boolean
  readonly rarity: Rarity
}

/** Patterns of pairs drawn at random, with repetition. */
export function countRandomPairs(
  records: readonly EncodedRecord[],
  { wanted, seed, isComparable, rarity }: RandomPairs,
): PatternCounts {
  const random = seededRandom(seed)
  const counter = new PatternCounter()
  const draw = () => Math.floor(random() * records.length)
  for (let done = 0, tries = 0; done < wanted && tries < wanted * 4; tries += 1) {
    const [a, b] = [draw(), draw()]
    const [left, right] = [records[a], records[b]]
    if (a === b || !left || !right || !isComparable(a, b)) continue
    counter.count(patternOf(left, right, rarity))
    done += 1
  }
  return counter.counts
}
