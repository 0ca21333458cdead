/** The value as one of the known words. */
export function oneOf<Word extends string>(
  known: readonly Word[],
  value: unknown,
  where: string,
): Word {
  const word = known.find((candidate) => candidate === value)
  if (word !== undefined) return word
  throw new Error(`${where}: unknown "${String(value)}"; known: ${known.join(', ')}`)
}

/** The value as an object with unknown members. */
export function asObject(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>
  throw new Error(`${where}: expected an object`)
}

/** What looks like a rule and is none would give the reader a wrong picture. */
export function refuseUnknown(
  fields: Readonly<Record<string, unknown>>,
  known: readonly string[],
  { where, what }: { readonly where: string; readonly what: string },
): void {
  const unknown = Object.keys(fields).find((key) => !known.includes(key))
  if (unknown !== undefined) throw new Error(`${where}: "${unknown}" is not part of ${what}`)
}

/** The value as a list of unknown members. */
export function asList(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw new Error(`${where}: expected a list`)
}

/**
 * The value as a text that says something.
 * @throws Error with exactly this message.
 */
export function asText(value: unknown, message: string): string {
  if (typeof value === 'string' && /\S/.test(value)) return value
  throw new Error(message)
}

/** The value as a day of the calendar, as in 2026-04-01. */
export function asDay(value: unknown, where: string): string {
  const text = asText(value, `${where} must be a day such as 2026-04-01`)
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  // JavaScript reads 30 February as 1 March.
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return text
  throw new Error(`${where} must be a day such as 2026-04-01`)
}
