import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { listIn } from '../hub/answer-lists'
import type { HubProblem } from '../hub/hub-client'
import type { NamedPerson, Naming } from '../insights/naming'
import { linkStatusWords } from '../words/review-words'
import { safeLine } from '../words/text'

/** Who may be the same person, and nobody has confirmed it. */
export interface PossibleLinks {
  readonly people: readonly { readonly person: NamedPerson; readonly status: string }[]
  /** What is not told; empty: nothing. */
  readonly note: string
}

/** The people in an answer about those around somebody who may be that person. */
export function possiblePeopleIn(beside: JsonObject | null): readonly JsonObject[] {
  return listIn(beside, 'possiblePeople').flatMap(({ person }) =>
    isObject(person) ? [person] : [],
  )
}

/** @param beside null: it did not come, which is no "nobody" */
export function possibleOf(
  beside: JsonObject | null,
  problems: readonly HubProblem[],
  naming: Naming,
): PossibleLinks {
  const people = listIn(beside, 'possiblePeople').flatMap((one) => {
    const person = naming.person(one['person'])
    return person ? [{ person, status: linkStatusWords(safeLine(one['status'], 40)) }] : []
  })
  return { people, note: noteOf(beside, problems) }
}

function noteOf(beside: JsonObject | null, problems: readonly HubProblem[]): string {
  if (Array.isArray(beside?.['possiblePeople'])) return ''
  const problem = problems.find(({ path }) => path[1] === 'possiblePeople')
  return problem?.reason === 'LINK_POSSIBLE'
    ? 'A record of somebody may be this person’s. Whose it is is told only once it is confirmed.'
    : 'Whether somebody else may be this person could not be found out now.'
}
