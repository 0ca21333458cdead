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
   * links them. `APART`: a named member of staff says that they are two people. `UNLIKE`: they have one NHS number,
   * and everything else says that they are two (`misfiledNumbers`).
   */
  readonly kind?: 'ASSERTED' | 'ALIKE' | 'APART' | 'UNLIKE'
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

const nhsPrefix = 'NHS_NUMBER:'

/** Before the hash of an NHS number of which its agency says that it has not traced it. */
const untracedPrefix = 'NHS_NUMBER_UNTRACED:'

/** The token of the record's NHS number, or null when it has none, or one that was not traced. */
export function nhsTokenOf({ tokens }: Pick<LinkableRecord, 'tokens'>): string | null {
  return tokens.find((token) => token.startsWith(nhsPrefix)) ?? null
}

/** The token of an NHS number as it stands where it was not traced: it ties nobody. */
export function untracedForm(token: string): string {
  return token.replace(nhsPrefix, untracedPrefix)
}

/** The token as it would stand if the number had been traced. */
export function tracedForm(token: string): string {
  return token.replace(untracedPrefix, nhsPrefix)
}

/** Tokens that tie their record to others that have them. */
export function tyingTokens(tokens: readonly string[]): readonly string[] {
  return tokens.filter((token) => !isUntraced(token))
}

function isUntraced(token: string): boolean {
  return token.startsWith(untracedPrefix)
}

/** Whether the record's NHS number was not traced. */
export function hasUntracedNumber({ tokens }: Pick<LinkableRecord, 'tokens'>): boolean {
  return tokens.some(isUntraced)
}

/** The number of a record whether it was traced or not, as the token of a traced one. */
export function anyNumberOf(record: Pick<LinkableRecord, 'tokens'>): string | null {
  return nhsTokenOf(record) ?? record.tokens.filter(isUntraced).map(tracedForm)[0] ?? null
}
