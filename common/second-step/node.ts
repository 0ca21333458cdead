import type { KeyObject } from 'node:crypto'

import type { CanonicalRecord } from '../likeness/fields'
import type { RecordFilters } from './filters'
import { filtersOf } from './filters'
import { ageOfJob, jobLifeSeconds } from './job-id'
import { pairKeys } from './pair-keys'

/** What one of two agencies is asked: to encode records of its own, each for one pair. */
export interface SecondStepJob {
  /** Used once; says when it was made: see `newJobId`. */
  readonly id: string
  /** Code of the other agency. */
  readonly with: string
  /** The agency's references, one a pair. */
  readonly refs: readonly string[]
}

/** One agency's answer: filters for each pair, null for a record of which nothing is told. */
export type JobAnswer = readonly (RecordFilters | null)[]

export interface NodeOptions {
  readonly agency: string
  readonly privateKey: KeyObject
  /** Public keys of the other agencies as they were agreed on; null: there is none. */
  readonly pinned: (agency: string) => KeyObject | null
  /** Records as they are now; nothing is told of one that is not among them. */
  readonly findRecords: (refs: readonly string[]) => Promise<ReadonlyMap<string, CanonicalRecord>>
  /** Writes down durably that a job is answered; false: it was before. */
  readonly claim: (id: string) => Promise<boolean>
  readonly now?: () => number
}

/** Most pairs of one job. */
export const mostPairs = 50

/** An agency's part of the second step: it encodes its own records and learns nothing of the other's. */
export class SecondStepNode {
  readonly #options: NodeOptions

  constructor(options: NodeOptions) {
    this.#options = options
  }

  /**
   * A job is answered once: under its key a second answer could be compared with the first.
   * @throws Error for a job that was answered, is too old or too long, or is with an agency unknown here
   */
  async answer({ id, with: other, refs }: SecondStepJob): Promise<JobAnswer> {
    const { agency, privateKey, pinned, findRecords, claim, now = Date.now } = this.#options
    if (other === agency) throw new Error('The job is not between this agency and another one.')
    if (refs.length > mostPairs) throw new Error(`A job has at most ${mostPairs} pairs.`)
    const key = pinned(other)
    if (!key) throw new Error(`No key of ${other} was agreed on.`)
    const age = ageOfJob(id, now())
    if (age === null || age > jobLifeSeconds) throw new Error('The job is not of today.')
    if (!(await claim(id))) throw new Error('The job was answered before.')
    const records = await findRecords(refs)
    const keyOf = pairKeys(privateKey, key)
    return refs.map((ref, pair) => {
      const record = records.get(ref)
      return record ? filtersOf(record, keyOf({ job: id, pair })) : null
    })
  }
}
