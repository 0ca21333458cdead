/** An entry of a code list: lists change, so a code has the days on which it was in use. */
export interface ListedCode {
  readonly display: string
  /** First day, ISO 8601; absent when the list does not say. */
  readonly validFrom?: string
  /** First day on which it was no longer in use, ISO 8601. */
  readonly validTo?: string
}

/** A code list by code. */
export interface CodeList {
  readonly name: string
  readonly codes: ReadonlyMap<string, ListedCode>
}

/** A value of the schema's `Code` type. */
export interface CodedValue {
  readonly system: string
  readonly code: string
  readonly display: string | null
  readonly validFrom: string | null
  readonly validTo: string | null
}

/** A code as the schema shows it, with what the list says; null for no code. */
export function codedValue(list: CodeList, code: unknown): CodedValue | null {
  if (typeof code !== 'string') return null
  const { display, validFrom, validTo } = list.codes.get(code) ?? {}
  return {
    system: list.name,
    code,
    display: display ?? null,
    validFrom: validFrom ?? null,
    validTo: validTo ?? null,
  }
}

/** True when the code was in use on that day (ISO 8601); an unknown code never was. */
export function wasInUse(list: CodeList, code: string, day: string): boolean {
  const entry = list.codes.get(code)
  if (!entry) return false
  return (entry.validFrom ?? '') <= day && (entry.validTo === undefined || day < entry.validTo)
}
