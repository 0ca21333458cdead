/** How far a record's identifiers count. */
export type Weight =
  /** They say who it is of, and tie others together. */
  | 'FULL'
  /** It joins the one person it leads to and ties nobody: some may not know that it is there. */
  | 'FOLLOWS'
  /** They tie nobody, not even the record: its agency's disputes are looked at first. */
  | 'NONE'

/** A local record as the index knows it: keyed tokens, nothing that identifies anyone. */
export interface LinkableRecord {
  /** `<agency>/<local reference>`: one record of one agency. */
  readonly key: string
  /** Tokens of verified identifiers, each `<identifier type>:<keyed hash>`. */
  readonly tokens: readonly string[]
  /** Default: FULL. */
  readonly weight?: Weight
}

/** What is said of two records, beside their identifiers. */
export interface SaidPair {
  readonly a: string
  readonly b: string
  /**
   * `ASSERTED`, the default: a named member of staff says that they are the same person. `ALIKE`: the model
   * links them. `APART`: a named member of staff says that they are two people.
   */
  readonly kind?: 'ASSERTED' | 'ALIKE' | 'APART'
  /** How much speaks for it, of those that are alike; others have none. */
  readonly bits?: number
}

/** The key of a record. */
export function recordKey(agency: string, ref: string): string {
  return `${agency}/${ref}`
}

/** The code of the agency whose record it is. */
export function agencyOf(key: string): string {
  return key.split('/', 1)[0] ?? ''
}

/** The token of the record's NHS number, or null when it has none. */
export function nhsTokenOf({ tokens }: Pick<LinkableRecord, 'tokens'>): string | null {
  return tokens.find((token) => token.startsWith('NHS_NUMBER:')) ?? null
}
