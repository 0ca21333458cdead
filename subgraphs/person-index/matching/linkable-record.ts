/** A local record as the index knows it: keyed tokens, nothing that identifies anyone. */
export interface LinkableRecord {
  /** `<agency>/<local reference>`: one record of one agency. */
  readonly key: string
  /** Tokens of verified identifiers, each `<identifier type>:<keyed hash>`. */
  readonly tokens: readonly string[]
}

/** A named member of staff says that two records are the same person. */
export interface AssertedPair {
  readonly a: string
  readonly b: string
}

/** The key of a record. */
export function recordKey(agency: string, ref: string): string {
  return `${agency}/${ref}`
}

/** The token of the record's NHS number, or null when it has none. */
export function nhsTokenOf(record: LinkableRecord): string | null {
  return record.tokens.find((token) => token.startsWith('NHS_NUMBER:')) ?? null
}
