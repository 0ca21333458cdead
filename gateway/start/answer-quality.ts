import type { CoverageRow } from '../answer/coverage'

/** How much worse a new supergraph may answer. */
export interface QualityBound {
  /** So many answers are needed to say anything. */
  readonly leastAnswers: number
  /** After so many without a word against it the new one is kept. */
  readonly enoughAnswers: number
  /** By how much the share of bad answers may grow, from 0 to 1. */
  readonly worseBy: number
}

export const defaultQualityBound: QualityBound = {
  leastAnswers: 20,
  enoughAnswers: 200,
  worseBy: 0.1,
}

/** Older answers count half as much each time so many have been seen. */
const halvedAfter = 1000

/** A machine that is away says nothing of a schema. */
const ofTheSchema: ReadonlySet<string | null> = new Set(['BAD_ANSWER', 'REFUSED'])

/** How well the hub answers over one supergraph: shares of what went wrong, nothing of any answer. */
export class AnswerQuality {
  #answers = 0
  #bad = 0
  #noted = 0
  readonly #doubtful = new Set<string>()

  /** @param status of HTTP; those of refusals that have nothing to do with the schema are good */
  noteStatus(status: number): void {
    this.#note(status === 400 || status >= 500)
  }

  /** The hub itself failed. */
  noteFailure(): void {
    this.#bad += 1
  }

  /** What an answer says of the agencies; one that is left alone counts when it had sent what cannot be used. */
  noteCoverage(rows: readonly CoverageRow[]): void {
    let isBad = false
    for (const { agency, status, reason } of rows) {
      if (status !== 'UNAVAILABLE') continue
      if (ofTheSchema.has(reason ?? null)) this.#doubtful.add(agency)
      if (this.#doubtful.has(agency)) isBad = true
    }
    if (isBad) this.#bad += 1
  }

  /** `WORSE` than the other beyond the bound, `GOOD` after enough answers, else not known yet. */
  compare(other: AnswerQuality, bound: QualityBound): 'WORSE' | 'GOOD' | 'NOT_KNOWN' {
    if (this.#noted < bound.leastAnswers) return 'NOT_KNOWN'
    if (this.#share - other.#share > bound.worseBy) return 'WORSE'
    return this.#noted >= bound.enoughAnswers ? 'GOOD' : 'NOT_KNOWN'
  }

  get #share(): number {
    return this.#answers === 0 ? 0 : this.#bad / this.#answers
  }

  #note(isBad: boolean): void {
    this.#noted += 1
    this.#answers += 1
    if (isBad) this.#bad += 1
    if (this.#answers < halvedAfter) return
    this.#answers /= 2
    this.#bad /= 2
  }
}
