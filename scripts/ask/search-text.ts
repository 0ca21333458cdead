import type { CoverageRow } from '../../common/http/hub-question'
import type { Agency } from '../../common/register'
import { describeNobody } from './answer-text'
import type { HubAnswer } from './hub-client'
import { requestLine } from './hub-client'
import { birthsOf, namesOf } from './people-in-answer'
import { asText } from './report'
import type { FoundCandidate, FoundPeople } from './search-answer'

const strengthWords: Readonly<Record<string, string>> = {
  STRONG: 'fits well',
  GOOD: 'may be meant',
  WEAK: 'fits badly',
}

/** Who may be meant and why, for a terminal. */
export function searchText(
  found: FoundPeople | null,
  { response, requestId }: HubAnswer,
  { register, pick }: { readonly register: readonly Agency[]; readonly pick: number | null },
): string {
  const lines = found ? foundLines(found, register, pick) : [describeNobody(response)]
  const silent = silentLines(response.extensions?.coverage ?? [], register)
  return [asText([...lines, ...silent]), ...requestLine(requestId)].join('\n')
}

/** Who did not answer: what they know is missing in the lines above. */
export function silentLines(
  coverage: readonly CoverageRow[],
  register: readonly Agency[],
): readonly string[] {
  const silent = coverage.filter(({ status }) => status === 'UNAVAILABLE')
  const names = register.filter(({ code }) => silent.some(({ agency }) => agency === code))
  if (names.length === 0) return []
  return [`Did not answer: ${names.map(({ displayName }) => displayName).join(', ')}`]
}

function foundLines(
  { candidates, hasMore, agenciesNotSearched }: FoundPeople,
  register: readonly Agency[],
  pick: number | null,
): readonly string[] {
  const missed = register.filter(({ code }) => agenciesNotSearched.includes(code))
  const names = missed.map(({ displayName }) => displayName).join(', ')
  return [
    ...(pick === null ? [] : [`There is no candidate ${pick}.`]),
    candidates.length === 0
      ? 'Nobody fits, or nobody you may know of. That does not mean that no agency has a record.'
      : `Who may be meant (${candidates.length})`,
    ...candidates.flatMap((one, index) => candidateLines(one, index + 1, register)),
    ...(hasMore ? ['There may be others: say more of who is meant.'] : []),
    ...(names === ''
      ? []
      : [`Not, or not all, searched by name: ${names}. Ask these by a number.`]),
    ...(candidates.length === 0 ? [] : ['Look at one of them: the same again with --pick N']),
  ]
}

function candidateLines(
  { id, strength, reasons, person }: FoundCandidate,
  place: number,
  register: readonly Agency[],
): readonly string[] {
  const names = namesOf(person, register)
  const who = names.length === 0 ? 'name not shown to you' : names.join(' / ')
  const births = birthsOf(person, register)
  const born = births.length === 0 ? '' : `  born ${births.join(' / ')}`
  return [
    `  ${place}  ${who}${born}  ${strengthWords[strength] ?? strength}  (--person ${id})`,
    ...reasons.map((reason) => `       ${reason}`),
  ]
}
