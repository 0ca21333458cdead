import type { KeyObject } from 'node:crypto'

import type { CanonicalRecord } from '../likeness/fields'
import type { RecordFilters } from './filters'
import { filtersOf } from './filters'
import { pairKeys } from './pair-keys'

/** What the hub asks two agencies: pairs of records, one of each. */
export interface SecondStepJob {
  /** Used once. */
  readonly id: string
  /** Codes of both agencies. */
  readonly agencies: readonly [string, string]
  /** References of each pair's records, in the order of the agencies. */
  readonly pairs: readonly (readonly [string, string])[]
}

/** One agency's answer: filters for each pair, null for a record that is no longer there. */
export type JobAnswer = readonly (RecordFilters | null)[]

export interface NodeOptions {
  readonly agency: string
  readonly privateKey: KeyObject
  /** Public keys of the other agencies as they were agreed on; null: there is none. */
  readonly pinned: (agency: string) => KeyObject | null
  /** The record as it is now, or null. */
  readonly findRecord: (ref: string) => CanonicalRecord | null
}

/** Most pairs of one job. */
export const mostPairs = 500

/** An agency's part of the second step: it encodes its own records and learns nothing of the other's. */
export class SecondStepNode {
  readonly #options: NodeOptions
  readonly #answered = new Set<string>()

  constructor(options: NodeOptions) {
    this.#options = options
  }

  /**
   * A job is answered once: under its key a second one could be compared with the first.
   * @throws Error for a job that is not for this agency, was answered, is too long, or is with an agency unknown here
   */
  answer({ id, agencies, pairs }: SecondStepJob): JobAnswer {
    const { agency, privateKey, pinned, findRecord } = this.#options
    const place = agencies.indexOf(agency)
    const other = agencies[1 - place]
    if (place < 0 || other === undefined || other === agency)
      throw new Error('The job is not between this agency and another one.')
    if (pairs.length > mostPairs) throw new Error(`A job has at most ${mostPairs} pairs.`)
    const key = pinned(other)
    if (!key) throw new Error(`No key of ${other} was agreed on.`)
    if (this.#answered.has(id)) throw new Error('The job was answered before.')
    this.#answered.add(id)
    const keyOf = pairKeys(privateKey, key)
    return pairs.map((refs, pair) => {
      const record = findRecord(refs[place] ?? '')
      return record ? filtersOf(record, keyOf({ job: id, pair })) : null
    })
  }
}
