import type { Agency } from '../../common/register'
import type { CoverageRow } from '../../common/http/hub-question'
import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { listIn, textsIn } from '../hub/answer-lists'
import { agencyParts } from '../person/agency-part'
import { identityOf } from '../person/identity'
import { safeLine } from '../words/text'

export interface CandidateTerms {
  readonly agencies: readonly Agency[]
  readonly coverage: readonly CoverageRow[]
  readonly now: number
}

const strengthWords: Readonly<Record<string, string>> = {
  STRONG: 'Fits well',
  GOOD: 'May be meant',
  WEAK: 'Fits badly',
}

/** Who may be meant and why, what each agency calls them, and the date they give. */
export function searchQuery(agencies: readonly Agency[]): string {
  const names = agencies.map(
    ({ field }) => `${field} { people { names { forenames surname kind } dateOfBirth } }`,
  )
  return `query FindByName($input: PersonSearchInput!) {
  found: searchPersons(input: $input) { hasMore agenciesNotSearched
    candidates { strength reasons { words } person { id ${names.join('\n      ')} } } }
}`
}

/** What the page of results shows. */
export function candidatesOf(search: JsonObject, terms: CandidateTerms) {
  const { agencies, coverage } = terms
  const missed = textsIn(search, 'agenciesNotSearched')
  const silent = coverage.filter(({ status }) => status === 'UNAVAILABLE')
  const isSilent = ({ code }: Agency) => silent.some(({ agency }) => agency === code)
  const namesOf = (list: readonly Agency[]) => list.map(({ displayName }) => displayName).join(', ')
  return {
    candidates: listIn(search, 'candidates').flatMap((one) => candidateOf(one, terms)),
    hasMore: search['hasMore'] === true,
    notSearched: namesOf(agencies.filter(({ code }) => missed.includes(code))),
    silent: namesOf(agencies.filter(isSilent)),
  }
}

function candidateOf(candidate: JsonObject, { agencies, coverage, now }: CandidateTerms) {
  const { person, strength } = candidate
  if (!isObject(person) || typeof person['id'] !== 'string') return []
  const parts = agencyParts(person, coverage, agencies)
  const { name, birth, age } = identityOf(parts, now)
  return [
    {
      ...{ id: person['id'], name, birth, age },
      strength: strengthWords[String(strength)] ?? 'It is not said how well they fit',
      isStrong: strength === 'STRONG',
      reasons: listIn(candidate, 'reasons').map(({ words }) => safeLine(words, 200)),
    },
  ]
}
