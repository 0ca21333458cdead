import { HubError } from '../../common/errors'
import type { JsonObject } from '../../common/json'
import type { Agency } from '../../common/register'
import type { DecidedField } from '../authorization/decided-selection'
import { restorePath } from '../authorization/re-alias'
import type { Variables } from '../operation/selection'
import type { PlacedFault } from './request-record'
import { linkDisputed, linkPossible } from './request-record'

export type ResponsePath = readonly (string | number)[]

/** Codes of agencies by hub id of a person. */
export type DisputedAgencies = ReadonlyMap<string, ReadonlySet<string>>

/** Who has records that may be of somebody in the answer. */
export interface UncertainAgencies {
  readonly disputed?: DisputedAgencies
  readonly possible?: DisputedAgencies
}

/** What the answer holds of one agency. */
export interface AgencyContent {
  /** People of whom it holds something. */
  people: number
  /** Records it gave: objects that carry their source. */
  records: number
}

/** At most so many errors of one field in lists; the coverage knows them all. */
const maxErrorsPerField = 100

/** Builds one response: the path its reader is at, and the errors found so far. */
export class ResponseBuilder {
  /** The path the reader is at: pushed and popped, so that an answer costs one list. */
  readonly path: (string | number)[] = []
  readonly errors: HubError[] = []
  readonly unexplained: HubError[] = []
  readonly listsAtLimit: ResponsePath[] = []
  readonly content = new Map<string, AgencyContent>()
  readonly people = new Set<string>()
  /** Coerced. */
  readonly variables: Variables
  readonly #faults: ReadonlyMap<string, readonly PlacedFault[]>
  readonly #disputed: DisputedAgencies
  readonly #possible: DisputedAgencies
  readonly #told = new Map<DecidedField, number>()
  readonly #toldFaults = new Map<string, number>()

  constructor(
    faults: readonly PlacedFault[],
    variables: Variables,
    { disputed = new Map(), possible = new Map() }: UncertainAgencies = {},
  ) {
    this.#faults = groupByPath(faults)
    this.#disputed = disputed
    this.#possible = possible
    this.variables = variables
  }

  /** Takes the person at this path into the response, with what went wrong about them. */
  addPerson(pathKey: string, id: string, names: ReadonlySet<string>): void {
    this.people.add(id)
    this.addFaults(pathKey, id, names)
  }

  /**
   * What went wrong with what was only required has no path in the response: coverage tells it.
   * @param pathKey as `pathKeyOf` names it
   * @param names fetched names of what the caller asks for here
   */
  addFaults(pathKey: string, entityId: string | null, names: ReadonlySet<string>): void {
    if (this.#faults.size === 0) return
    for (const { service, path, fault } of this.#faults.get(faultKey(pathKey, entityId)) ?? []) {
      if (!names.has(String(path[0])) || !this.#mayTell(service, path)) continue
      const { code, message, reason } = fault
      const where = [...this.path, ...restorePath(path)]
      const details = { agency: service, path: where, ...(reason === undefined ? {} : { reason }) }
      this.errors.push(new HubError(code, message, details))
    }
  }

  /** Errors of one field in lists are as many as an agency likes; the first of them say enough. */
  #mayTell(service: string, path: PlacedFault['path']): boolean {
    if (path.length < 3) return true
    const key = `${service} ${path.filter((step) => typeof step === 'string').join('.')}`
    const told = (this.#toldFaults.get(key) ?? 0) + 1
    this.#toldFaults.set(key, told)
    return told <= maxErrorsPerField
  }

  addWithheld(field: DecidedField, reason: string): void {
    const told = this.#told.get(field) ?? 0
    this.#told.set(field, told + 1)
    if (told >= maxErrorsPerField) return
    const { agency } = field.source
    const message = `${agency?.displayName ?? 'The hub'} does not disclose this to your role for this purpose.`
    this.errors.push(
      new HubError('WITHHELD', message, {
        reason,
        path: [...this.path],
        ...(agency ? { agency: agency.code } : {}),
      }),
    )
  }

  /** Says where an agency's part of a person is missing because nobody knows whose its records are. */
  addDisputes(id: string, parts: readonly DecidedField[], answer: JsonObject): void {
    const reasons = this.#reasonsOf(id)
    for (const { source, responseName } of parts) {
      const { agency } = source
      if (!agency || agency.existenceProtected || (answer[responseName] ?? null) !== null) continue
      const reason = reasons.get(agency.code)
      if (reason !== undefined) this.#addUncertain(agency, responseName, reason)
    }
  }

  /** Why records of an agency, by its code, may be somebody's and are not told as theirs. */
  #reasonsOf(id: string): ReadonlyMap<string, string> {
    const reasonFor = (known: DisputedAgencies, reason: string) =>
      [...(known.get(id) ?? [])].map((code) => [code, reason] as const)
    const [possible, disputed] = [this.#possible, this.#disputed]
    return new Map([...reasonFor(possible, linkPossible), ...reasonFor(disputed, linkDisputed)])
  }

  #addUncertain({ displayName, code }: Agency, name: string, reason: string): void {
    const path = [...this.path, name]
    if (this.errors.some((error) => isSamePath(error.path ?? [], path))) return
    const why = reason === linkDisputed ? 'whose they are is disputed' : 'nobody has confirmed it'
    const message = `${displayName} holds records that may be of this person: ${why}.`
    this.errors.push(new HubError('WITHHELD', message, { reason, agency: code, path }))
  }

  /** A null where none may be, unless it has been said why. */
  addError(agency: Agency | null): void {
    if (this.errors.some((error) => startsWith(error.path ?? [], this.path))) return
    const error = incomplete(agency, [...this.path])
    this.errors.push(error)
    this.unexplained.push(error)
  }

  contentOf({ code }: Agency): AgencyContent {
    const known = this.content.get(code)
    if (known) return known
    const content = { people: 0, records: 0 }
    this.content.set(code, content)
    return content
  }
}

/** The error for a null where the schema promises a value. */
export function incomplete(agency: Agency | null, path: ResponsePath): HubError {
  if (!agency)
    return new HubError('INTERNAL_SERVER_ERROR', 'This part of the answer is missing.', { path })
  const message = `${agency.displayName} gave an answer that cannot be used.`
  return new HubError('AGENCY_UNAVAILABLE', message, {
    agency: agency.code,
    reason: 'BAD_ANSWER',
    path,
  })
}

/** A path as the planner names it: fetched names, lists as `@`. */
export function pathKeyOf(fetchPath: readonly string[]): string {
  return fetchPath.join('.')
}

function groupByPath(faults: readonly PlacedFault[]): ReadonlyMap<string, PlacedFault[]> {
  const groups = new Map<string, PlacedFault[]>()
  for (const fault of faults) {
    const key = faultKey(pathKeyOf(fault.fetchPath), fault.entityId)
    const group = groups.get(key)
    if (group) group.push(fault)
    else groups.set(key, [fault])
  }
  return groups
}

function faultKey(pathKey: string, entityId: string | null): string {
  return `${pathKey} ${entityId ?? ''}`
}

function isSamePath(path: ResponsePath, other: ResponsePath): boolean {
  return path.length === other.length && startsWith(path, other)
}

function startsWith(path: ResponsePath, start: ResponsePath): boolean {
  return start.every((step, index) => path[index] === step)
}
