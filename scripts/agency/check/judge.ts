import type { ApprovedException } from './exceptions'
import { findException } from './exceptions'
import type { Effect, SchemaChange } from './sorts'
import { sorts } from './sorts'

/**
 * `REFUSED`: it may not be published. `APPROVED`: it may, because somebody has said so. `UNUSED`: it may,
 * because nobody asked. `NOTED`: it may.
 */
export type Outcome = 'REFUSED' | 'APPROVED' | 'UNUSED' | 'NOTED'

/** A change, and what is said of it. */
export interface JudgedChange extends SchemaChange {
  readonly effect: Effect
  /** In how many answers it was asked for, at least; null: nobody has counted, so it may be in use. */
  readonly uses: number | null
  readonly outcome: Outcome
  readonly approvedBy: string | null
}

/** What is known beside the change. */
export interface Circumstances {
  readonly uses: number | null
  readonly exceptions: readonly ApprovedException[]
  /** A day such as 2026-04-01. */
  readonly on: string
}

/** Says of a change whether it may be published. What tells more than was agreed needs somebody's word. */
export function judge(change: SchemaChange, { uses, exceptions, on }: Circumstances): JudgedChange {
  const { effect } = sorts[change.sort]
  const exception = findException(exceptions, change, on)
  const plain =
    effect === 'ADDS' ? 'NOTED' : effect !== 'WIDENS' && uses === 0 ? 'UNUSED' : 'REFUSED'
  const outcome = plain === 'REFUSED' && exception ? 'APPROVED' : plain
  const approvedBy = outcome === 'APPROVED' ? (exception?.approvedBy ?? null) : null
  return { ...change, effect, uses, outcome, approvedBy }
}
