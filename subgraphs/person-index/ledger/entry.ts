/** Two records of which something is said, as `<agency>/<local reference>`, sorted. */
export type PairKeys = readonly [string, string]

/** What the model found when it compared two records. */
export interface ModelEvidence {
  /** Of the pair. */
  readonly pair: string
  /** How the records agree, one code a field; see `Pattern`. */
  readonly levels: readonly number[]
  readonly bits: number
  readonly modelVersion: string
}

/** What a reviewer can say of a pair. */
export const reviewOutcomes = ['SAME', 'DIFFERENT', 'CANNOT_TELL', 'FAMILY_MEMBER'] as const

export type ReviewOutcome = (typeof reviewOutcomes)[number]

/** Somebody's word about pairs of records. */
export interface Word {
  readonly outcome: ReviewOutcome
  readonly staffId: string
  readonly homeAgency: string
  /** The system that says that they said it; absent: they did themselves. */
  readonly system?: string
  /** In their own words. */
  readonly reason: string
}

/** Which records became whose. */
export interface Assigned {
  readonly type: 'PERSONS'
  /** Records whose person changed. */
  readonly assigned: readonly { readonly key: string; readonly personId: string }[]
  readonly created: readonly { readonly id: string; readonly order: number }[]
  readonly merged: readonly { readonly id: string; readonly records: readonly string[] }[]
  /** Hub id up to which people are older than the ledger; absent: these are not. */
  readonly adoptedUntil?: string
  /** What ties the records to others, by kind of identifier. */
  readonly because: readonly { readonly evidence: string; readonly keys: readonly string[] }[]
}

/**
 * Records that their agency took back; by its order a later one of the same reference is told apart. The reference, as
 * the record held it sealed: who was told through an undone link is found by it when the record is gone.
 */
export interface Withdrawn {
  readonly type: 'WITHDRAWN'
  readonly records: readonly {
    readonly key: string
    readonly order: number
    readonly sealedRef: string
  }[]
}

/** The model links two records, or no longer does. */
export interface Linked {
  readonly type: 'LINK_ASSERTED' | 'LINK_RETRACTED'
  readonly pair: PairKeys
  readonly evidence: ModelEvidence
}

/**
 * Somebody's word: that the records of each pair are one person (`MUST_LINK`), that they are two
 * (`CANNOT_LINK`), that nobody can tell (`REVIEWED`), or what a second person must say too (`PROPOSED`).
 */
export interface Spoken {
  readonly type: 'MUST_LINK' | 'CANNOT_LINK' | 'REVIEWED' | 'PROPOSED'
  readonly pairs: readonly PairKeys[]
  readonly word: Word
}

export type LedgerAct = Assigned | Withdrawn | Linked | Spoken

/** One entry of the ledger: nothing in it is ever changed. */
export interface LedgerEntry {
  /** From 1, without a gap. */
  readonly seq: number
  readonly at: Date
  readonly act: LedgerAct
}
