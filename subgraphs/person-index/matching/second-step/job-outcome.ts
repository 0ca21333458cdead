import type { JobAnswer } from '../../../../common/second-step/node'
import { filterLevels } from './filter-levels'

/** Levels of each pair's fields; null: one of the agencies tells nothing of its record. */
export type JobOutcome = readonly (Uint8Array | null)[]

/** What both answers to a job come to: how each field of each pair agrees, and nothing else. */
export function outcomeOf(one: JobAnswer, other: JobAnswer): JobOutcome {
  return one.map((left, pair) => {
    const right = other[pair]
    return left && right ? filterLevels(left, right) : null
  })
}
