import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { Agency } from '../../common/register'
import { listIn } from '../hub/answer-lists'
import { safeLine } from '../words/text'

/** Somebody in a result: what agencies call them, and where their page is. */
export interface NamedPerson {
  readonly name: string
  /** The hub's own id; empty: nobody knows who it is. */
  readonly id: string
}

/** By what agencies and people are called on a page. */
export interface Naming {
  readonly agency: (code: string) => string
  /** Whom `{ id }` in a result means; null for nobody. */
  readonly person: (reference: unknown) => NamedPerson | null
}

/** Names of what is no agency and stands where one would. */
const ownNames: Readonly<Record<string, string>> = {
  'person-index': 'The list of who is recorded where',
}

/** @param people as an answer has them, each with what agencies call them */
export function namingOf(people: readonly JsonObject[], agencies: readonly Agency[]): Naming {
  const names = new Map(people.map((person) => [person['id'], nameOf(person, agencies)]))
  const codes = new Map(agencies.map(({ code, displayName }) => [code, displayName]))
  return {
    agency: (code) => codes.get(code) ?? ownNames[code] ?? safeLine(code, 60),
    person: (reference) => {
      if (!isObject(reference) || typeof reference['id'] !== 'string') return null
      const { id } = reference
      return { id: safeLine(id, 40), name: names.get(id) ?? nameless }
    },
  }
}

/** Whom nobody may name to the one who asks. */
export const nameless = 'Name not shown to you'

function nameOf(person: JsonObject, agencies: readonly Agency[]): string {
  const counts = new Map<string, number>()
  for (const { field } of agencies) {
    const view = person[field]
    for (const local of listIn(isObject(view) ? view : null, 'people'))
      for (const name of namesIn(local, (kind) => kind === 'LEGAL'))
        counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const [first] = [...counts].toSorted(([, one], [, other]) => other - one)
  return first?.[0] ?? nameless
}

/** The names of a kind by which an agency knows somebody. */
export function namesIn(
  local: JsonObject,
  isWanted: (kind: unknown) => boolean,
): readonly string[] {
  return listIn(local, 'names')
    .filter(({ kind }) => isWanted(kind))
    .map(({ forenames, surname }) => `${safeLine(forenames, 100)} ${safeLine(surname, 100)}`.trim())
    .filter((name) => name !== '')
}
