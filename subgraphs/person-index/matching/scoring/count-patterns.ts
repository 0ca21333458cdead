import type { EncodedRecord } from '../../../../common/likeness/encode'
import type { PatternCounts } from './estimate'
import type { Rarity } from './rarity'
import { seededRandom } from './random'
import type { Pattern } from './pattern'
import { writePattern } from './pattern'
import { patternLength } from './together'

/** Compares pairs of records and counts how they agree; equal patterns are one object. */
export class PatternCounter {
  readonly #rarity: Pick<Rarity, 'bandOf' | 'togetherBandOf'>
  readonly #known = new Map<string, Pattern>()
  readonly #counts = new Map<Pattern, number>()
  readonly #scratch = Buffer.alloc(patternLength)

  constructor(rarity: Pick<Rarity, 'bandOf' | 'togetherBandOf'>) {
    this.#rarity = rarity
  }

  /** Compares two records and gives the object that stands for their pattern. */
  compare(a: EncodedRecord, b: EncodedRecord): Pattern {
    writePattern(this.#scratch, [a, b], this.#rarity)
    return this.count(this.#scratch)
  }

  /** Counts a pattern once more and gives the object that stands for it: the pattern itself may change. */
  count(pattern: Pattern): Pattern {
    const text = Buffer.from(pattern.buffer, pattern.byteOffset, pattern.length).toString('latin1')
    const kept = this.#known.get(text) ?? Uint8Array.from(pattern)
    this.#known.set(text, kept)
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
  const counter = new PatternCounter(rarity)
  const draw = () => Math.floor(random() * records.length)
  for (let done = 0, tries = 0; done < wanted && tries < wanted * 4; tries += 1) {
    const [a, b] = [draw(), draw()]
    const [left, right] = [records[a], records[b]]
    if (a === b || !left || !right || !isComparable(a, b)) continue
    counter.compare(left, right)
    done += 1
  }
  return counter.counts
}
