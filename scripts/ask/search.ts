import type { Agency } from '../../common/register'
import { safeJson } from '../terminal-text'
import type { InsightsTerms } from './ask-insights'
import type { PersonArgument } from './person-argument'
import type { NameArgument } from './search-argument'
import { readFound } from './search-answer'
import { searchText } from './search-text'

/**
 * Looks for somebody by name, and prints who may be meant unless one of them is to be looked at.
 * @returns the one to look at; whether anybody was found
 */
export async function searchByName(
  { search, pick }: NameArgument,
  { client, enquiry, register }: InsightsTerms,
  isJson: boolean,
): Promise<{ readonly picked: PersonArgument | null; readonly isFound: boolean }> {
  const variables = { input: search }
  const answer = await client.send({ query: searchQuery(register), variables }, enquiry)
  const found = readFound(answer)
  const candidate = pick === null ? undefined : found?.candidates[pick - 1]
  if (candidate) return { picked: { by: 'id', id: candidate.id }, isFound: true }
  if (isJson) console.log(safeJson(answer.response))
  else console.log(searchText(found, answer, { register, pick }))
  return { picked: null, isFound: pick === null && (found?.candidates.length ?? 0) > 0 }
}

/** Who may be meant, why, and what every agency calls them. */
export function searchQuery(register: readonly Agency[]): string {
  const names = register.map(
    ({ field }) => `${field} { people { names { forenames surname kind } dateOfBirth } }`,
  )
  return `query Search($input: PersonSearchInput!) { searchPersons(input: $input) { hasMore agenciesNotSearched
    candidates { strength reasons { words } person { id ${names.join(' ')} } } } }`
}
