import { isObject } from '../../common/json'
import type { Agency } from '../../common/register'
import { personIndexCode } from '../../common/services'
import type { InsightEvent } from './core/event'
import { readEvent } from './core/event'
import type { Missing } from './core/evidence'
import type { InvolvementRow } from './core/involvements'
import { readInvolvements } from './involvement-rows'
import type { MissingTerms } from './missing'
import { byCategory, joinMissing, missing, readStates } from './missing'

/** A representation as the gateway sends it: what it was asked to bring, under the names of the schema. */
export type Representation = Readonly<Record<string, unknown>>

/** A person as agencies describe them. */
export interface Described {
  /** Hub id. */
  readonly person: string
  readonly agency: string
  readonly reference: string
  /** ISO 8601 date. */
  readonly dateOfBirth: string | null
}

/** What the core is given, read from a representation. */
export interface ReadInputs {
  /** Hub ids, each once. */
  readonly people: readonly string[]
  readonly events: readonly InsightEvent[]
  readonly missing: readonly Missing[]
  readonly described: readonly Described[]
  readonly involvements: readonly InvolvementRow[]
}

/** What a computed field reads beside the people's own fields. */
export type InputTerms = MissingTerms & {
  /** The field that says whether there are more people than were given; null: there is none. */
  readonly more: string | null
  /** Codes of agencies that are never read. */
  readonly unread: readonly string[]
}

/**
 * The inputs of a computed field.
 * @throws Error when the gateway has not said whether they are whole: then nobody could tell absence from silence
 */
export function readInputs(representation: Representation, terms: InputTerms): ReadInputs {
  const people = peopleIn(representation, terms.of)
  const views = people.flatMap((person) => viewsOf(person, terms.register))
  const described = views.flatMap(describedIn)
  const persons = new Map(
    described.map(({ agency, reference, person }) => [`${agency} ${reference}`, person]),
  )
  const read = views.map((view) => readView(view, persons))
  return {
    people: [...new Set(people.map(idOf))],
    events: read.flatMap(({ events }) => events),
    described,
    involvements: views.flatMap(({ agency, view }) =>
      readInvolvements(view['involvements'], agency.code),
    ),
    missing: joinMissing(
      [
        ...readStates(representation['hub__inputs'], terms, new Set(views.map(codeOf))),
        ...read.flatMap((one) => one.missing),
        ...terms.unread.map((code) => missing(code, 'NOT_ASKED')),
        ...(terms.more !== null && representation[terms.more] === true
          ? [missing(personIndexCode, 'LEFT_OFF')]
          : []),
      ],
      terms.register,
    ),
  }
}

function peopleIn(representation: Representation, of: string | null): readonly Representation[] {
  if (of === null) return [representation]
  const people = representation[of]
  return Array.isArray(people) ? people.filter(isObject) : []
}

function idOf({ id }: Representation): string {
  if (typeof id !== 'string') throw new Error('A person without an id was given to compute with')
  return id
}

/** What one agency knows of one person. */
interface AgencyView {
  readonly person: string
  readonly agency: Agency
  readonly view: Representation
}

function codeOf({ agency }: AgencyView): string {
  return agency.code
}

function viewsOf(person: Representation, register: readonly Agency[]): readonly AgencyView[] {
  return register.flatMap((agency) => {
    const view = person[agency.field]
    return isObject(view) ? [{ person: idOf(person), agency, view }] : []
  })
}

function describedIn({ person, agency, view }: AgencyView): readonly Described[] {
  const { people } = view
  if (!Array.isArray(people)) return []
  return people.filter(isObject).flatMap(({ reference, dateOfBirth }) => {
    if (typeof reference !== 'string') return []
    const birth = typeof dateOfBirth === 'string' ? dateOfBirth : null
    return [{ person, agency: agency.code, reference, dateOfBirth: birth }]
  })
}

function readView(
  { person, agency, view }: AgencyView,
  persons: ReadonlyMap<string, string>,
): {
  readonly events: readonly InsightEvent[]
  readonly missing: Parameters<typeof joinMissing>[0]
} {
  const { code, kind } = agency
  const { events, eventsLeftOff, eventsWithheld } = view
  const rows = Array.isArray(events) ? events : []
  const personOf = (reference: string) => persons.get(`${code} ${reference}`) ?? null
  const read = rows.flatMap(
    (row) => readEvent(row, { person, agency: code, agencyKind: kind, personOf }) ?? [],
  )
  const unread = rows.length - read.length
  const leftOff = (typeof eventsLeftOff === 'number' ? eventsLeftOff : 0) + unread
  const withheld = Array.isArray(eventsWithheld)
    ? eventsWithheld.filter((category) => typeof category === 'string')
    : []
  return {
    events: read,
    missing: [
      ...(leftOff > 0 ? [missing(code, 'LEFT_OFF', leftOff)] : []),
      ...(withheld.length > 0 ? [byCategory(code, withheld)] : []),
    ],
  }
}
