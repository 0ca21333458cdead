/** Where an agency is rung when nobody there is known to work with the person. */
export interface AgencyDesk {
  readonly name: string
  /** As people dial it: digits and spaces, perhaps a plus first. */
  readonly telephone: string
  /** When somebody answers, in words. */
  readonly hours: string
}

/** No control characters, nothing that turns the writing: it stands on pages and in terminals. */
const linePattern = /^[^\p{Cc}\p{Cf}\p{Cs}]{1,100}$/u
const telephonePattern = /^[+\d][\d ]{4,20}$/

/**
 * An agency's desk as its entry of the register has it; null: it has none.
 * @throws Error that starts with `where` and says what to change
 */
export function readDesk(desk: unknown, where: string): AgencyDesk | null {
  if (desk === undefined) return null
  const given = typeof desk === 'object' && desk !== null ? desk : {}
  const { name, telephone, hours, ...others } = given as Readonly<Record<string, unknown>>
  const isWhole = fits(name, linePattern) && fits(hours, linePattern)
  if (isWhole && fits(telephone, telephonePattern) && Object.keys(others).length === 0)
    return { name, telephone, hours }
  throw new Error(
    `${where}: desk must be { "name", "telephone", "hours" }: lines of at most 100 characters, and a number of digits and spaces`,
  )
}

/** How to reach an agency's desk, in one line; empty: it has none. */
export function deskWords(desk: AgencyDesk | undefined): string {
  return desk ? `${desk.name}, ${desk.telephone}, ${desk.hours}` : ''
}

function fits(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && value.trim() !== '' && pattern.test(value)
}
