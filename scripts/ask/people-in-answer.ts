import { isObject, type JsonObject } from '../../common/json'
import type { Agency } from '../../common/register'
import { safeText } from '../terminal-text'

/** Longest name or reference that is printed, in characters. */
const longest = 200

/** Most addresses and people that are named as a way on. */
const mostWays = 20

/**
 * The names by which agencies know a person, the filed ones, each once; empty when none was disclosed.
 */
export function namesOf(person: JsonObject, register: readonly Agency[]): readonly string[] {
  const names = register.flatMap(({ field }) =>
    listIn(viewOf(person, field), 'people').flatMap((local) => listIn(local, 'names')),
  )
  const filed = names.filter(({ kind }) => kind === 'LEGAL' || kind === undefined)
  const texts = filed
    .map(({ forenames, surname }) =>
      safeText(`${text(forenames)} ${text(surname)}`, longest).trim(),
    )
    .filter((name) => name !== '')
  return [...new Map(texts.map((name) => [name.toLowerCase(), name])).values()]
}

/** The dates of birth that agencies have of a person, each once. */
export function birthsOf(person: JsonObject, register: readonly Agency[]): readonly string[] {
  const births = register.flatMap(({ field }) =>
    listIn(viewOf(person, field), 'people').map(({ dateOfBirth }) => text(dateOfBirth)),
  )
  return [...new Set(births.filter((birth) => birth !== ''))].map((birth) =>
    safeText(birth, longest),
  )
}

/**
 * Where the records lead: other people in them, by their agency's own reference, and addresses that
 * the next question can be about. The hub offers no look-up by a reference.
 */
export function waysOn(person: JsonObject, register: readonly Agency[]): readonly string[] {
  const views = register.map(({ field, displayName }) => ({
    displayName,
    objects: objectsIn(viewOf(person, field)),
  }))
  const people = views.flatMap(({ displayName, objects }) =>
    otherPeopleIn(objects).map((other) => `  ${displayName}  ${other}`),
  )
  const uprns = views.flatMap(({ objects }) => objects.map(({ uprn }) => text(uprn)))
  const addresses = [...new Set(uprns.filter((uprn) => /^\d{1,12}$/.test(uprn)))]
  return [
    ...section(
      'Others in these records; only their agency can say who stands behind a reference',
      people,
    ),
    ...section(
      'Who else has a record at an address of this answer, with ids for --person',
      addresses.map((uprn) => `  ask ... --uprn ${uprn}`),
    ),
  ]
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return []
  const more = lines.length > mostWays ? [`  and ${lines.length - mostWays} more`] : []
  return [heading, ...lines.slice(0, mostWays), ...more, '']
}

/** The schema's InvolvedPerson: all else with a relationship is a record with a time. */
function isOtherPerson(value: JsonObject): boolean {
  return 'reference' in value && 'relationship' in value && !('occurredAt' in value)
}

/** A line for each person: the reference, then all their parts, then all that they were called. */
function otherPeopleIn(objects: readonly JsonObject[]): readonly string[] {
  const known = new Map<string, { roles: Set<string>; relationships: Set<string> }>()
  for (const { reference, role, relationship } of objects.filter(isOtherPerson)) {
    const who = text(reference) === '' ? 'not known by a reference' : safeText(reference, longest)
    const parts = known.get(who) ?? { roles: new Set(), relationships: new Set() }
    parts.roles.add(safeText(text(role), longest).toLowerCase().replaceAll('_', ' '))
    parts.relationships.add(safeText(text(relationship), longest))
    known.set(who, parts)
  }
  return [...known].map(([who, { roles, relationships }]) =>
    [who, listText(roles), listText(relationships)].filter(Boolean).join(' · '),
  )
}

function listText(words: ReadonlySet<string>): string {
  return [...words].filter(Boolean).join(', ')
}

/** Every object of a view, records and their parts. */
function objectsIn(value: unknown): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn)
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : []
}

function viewOf(person: JsonObject, field: string): JsonObject {
  const view = person[field]
  return isObject(view) ? view : {}
}

function listIn(value: JsonObject, name: string): readonly JsonObject[] {
  const list = value[name]
  return Array.isArray(list) ? list.filter(isObject) : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
