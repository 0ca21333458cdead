/** What the recipient may do, the strictest first: `Handling` of the schema. */
const conditions: readonly (readonly [condition: string, meaning: string])[] = [
  ['NO_ONWARD', 'not beyond you'],
  ['CONSENT_OF_OWNER', "only with its owner's consent"],
  ['MASH_ONLY', 'inside the safeguarding hub only'],
  ['OPEN_TO_PURPOSE', 'for the stated purpose'],
]

/** A handling condition in words; one that is not known allows nothing. */
export function handlingText(condition: unknown): string {
  const known = conditions.find(([name]) => name === condition) ?? conditions[0]
  return `use: ${known?.[1] ?? ''}`
}

/** True when a record's own condition allows less than that of all that its agency disclosed. */
export function isStricter(own: unknown, all: string | null): boolean {
  if (typeof own !== 'string') return false
  const rank = (condition: string) => conditions.findIndex(([name]) => name === condition)
  return all === null || rank(own) < rank(all)
}
