import type { GraphQLOutputType } from 'graphql'
import { getArgumentValues, getNamedType, isListType, isNonNullType, isObjectType } from 'graphql'

import { HubError } from '../../common/errors'
import type { Agency } from '../../common/register'
import type { DecidedField } from '../authorization/decided-selection'
import type { AnswerObject } from './answer-shape'
import { entityIdAlias, fetchedName, restorePath } from './re-alias'
import type { PlacedFault } from './request-record'
import type { Variables } from './selection'
import { personType } from './selection'

export type ResponsePath = readonly (string | number)[]

/** What the answer holds of one agency. */
export interface AgencyContent {
  /** People of whom it holds something. */
  people: number
  /** Records it gave: objects that carry their source. */
  records: number
}

export interface Completion {
  readonly data: AnswerObject | null
  readonly errors: readonly HubError[]
  /** Those of the errors that no fault of a subgraph explains: it gave null where nothing may be missing. */
  readonly unexplained: readonly HubError[]
  /** Lists that are as long as was asked for: there may be more. */
  readonly listsAtLimit: readonly ResponsePath[]
  readonly content: ReadonlyMap<string, AgencyContent>
  /** Hub ids of the people in the answer. */
  readonly people: ReadonlySet<string>
}

/** At most so many WITHHELD errors of one field in lists; the coverage counts them all. */
const maxErrorsPerField = 100

export interface FetchedAnswer {
  readonly data: AnswerObject | null
  readonly faults: readonly PlacedFault[]
  /** Coerced. */
  readonly variables: Variables
}

/**
 * Builds the caller's answer from what was fetched: their names, their order, null for what is
 * withheld or missing, and an error for each such place.
 */
export function completeAnswer(
  fields: readonly DecidedField[],
  { data: fetched, faults, variables }: FetchedAnswer,
): Completion {
  const completer = new Completer(faults, variables)
  const data = completer.completeRoot(fields, fetched ?? {})
  const { errors, unexplained, listsAtLimit, content, people } = completer
  return { data, errors, unexplained, listsAtLimit, content, people }
}

interface Position {
  readonly path: ResponsePath
  /** The same place as the planner names it: fetched names, lists as `@`. */
  readonly fetchPath: readonly string[]
  readonly agency: Agency | null
}

/** A null where none may be: it takes its parent with it. */
const impossible = Symbol('impossible')

class Completer {
  readonly errors: HubError[] = []
  readonly unexplained: HubError[] = []
  readonly listsAtLimit: ResponsePath[] = []
  readonly content = new Map<string, AgencyContent>()
  readonly people = new Set<string>()
  readonly #faults: ReadonlyMap<string, readonly PlacedFault[]>
  readonly #told = new Map<DecidedField, number>()
  readonly #variables: Variables

  constructor(faults: readonly PlacedFault[], variables: Variables) {
    this.#faults = groupByPlace(faults)
    this.#variables = variables
  }

  completeRoot(fields: readonly DecidedField[], fetched: AnswerObject): AnswerObject | null {
    const root = { path: [], fetchPath: [], agency: null }
    this.#tellFaults(root, null)
    const data = this.#completeFields(fields, fetched, root)
    return data === impossible ? null : data
  }

  #completeFields(
    fields: readonly DecidedField[],
    fetched: AnswerObject,
    at: Position,
  ): AnswerObject | typeof impossible {
    // Without a prototype, because a caller may name a field `__proto__`.
    const data = Object.create(null) as AnswerObject
    for (const field of fields) {
      const value = this.#completeField(field, fetched, at)
      if (value === impossible) return impossible
      data[field.responseName] = value
    }
    return data
  }

  #completeField(field: DecidedField, fetched: AnswerObject, at: Position): unknown {
    const path = [...at.path, field.responseName]
    if (!field.definition) return field.parentType.name
    if (field.withheld !== null) {
      this.#tellWithheld(field, field.withheld, path)
      return null
    }
    const name = fetchedName(field)
    const position = { path, fetchPath: [...at.fetchPath, name], agency: field.source.agency }
    const value = fetched[name] ?? null
    if (value !== null) this.#countPerson(field)
    if (isRecordList(field)) this.#checkRecordList(field, value, path)
    return this.#completeValue(field, field.definition.type, { value, at: position })
  }

  #completeValue(
    field: DecidedField,
    type: GraphQLOutputType,
    { value, at }: { readonly value: unknown; readonly at: Position },
  ): unknown {
    if (isNonNullType(type)) {
      const inner = this.#completeValue(field, type.ofType as GraphQLOutputType, { value, at })
      if (inner === null) this.#tellUnexplained(field, at.path)
      return inner ?? impossible
    }
    if (value === null || value === undefined) return null
    if (isListType(type)) return this.#completeList(field, type.ofType, { value, at })
    if (!isObjectType(type)) return value
    const completed = this.#completeObject(field, value as AnswerObject, at)
    return completed === impossible ? null : completed
  }

  #completeList(
    field: DecidedField,
    itemType: GraphQLOutputType,
    { value, at }: { readonly value: unknown; readonly at: Position },
  ): unknown {
    if (!Array.isArray(value)) return null
    const fetchPath = [...at.fetchPath, '@']
    const items = value.map((item: unknown, index) =>
      this.#completeValue(field, itemType, {
        value: item,
        at: { ...at, path: [...at.path, index], fetchPath },
      }),
    )
    return items.includes(impossible) ? null : items
  }

  #completeObject(
    field: DecidedField,
    fetched: AnswerObject,
    at: Position,
  ): AnswerObject | typeof impossible {
    const type = field.definition ? getNamedType(field.definition.type) : null
    if (type?.name === personType) this.#tellPerson(fetched, at)
    if (at.agency && isObjectType(type) && 'source' in type.getFields())
      this.#contentOf(at.agency).records += 1
    return this.#completeFields(field.children, fetched, at)
  }

  #tellPerson(fetched: AnswerObject, at: Position): void {
    const id = fetched[entityIdAlias]
    if (typeof id !== 'string') return
    this.people.add(id)
    this.#tellFaults(at, id)
  }

  #tellFaults(at: Position, entityId: string | null): void {
    const key = placeKey({ fetchPath: at.fetchPath, entityId })
    for (const { service, path, fault } of this.#faults.get(key) ?? []) {
      const { code, message, reason } = fault
      const place = [...at.path, ...restorePath(path)]
      const details = { agency: service, path: place, ...(reason === undefined ? {} : { reason }) }
      this.errors.push(new HubError(code, message, details))
    }
  }

  #tellWithheld(field: DecidedField, reason: string, path: ResponsePath): void {
    const told = this.#told.get(field) ?? 0
    this.#told.set(field, told + 1)
    if (told >= maxErrorsPerField) return
    const { agency } = field.source
    const message = `${agency?.displayName ?? 'The hub'} does not disclose this to your role for this purpose.`
    this.errors.push(
      new HubError('WITHHELD', message, {
        reason,
        path,
        ...(agency ? { agency: agency.code } : {}),
      }),
    )
  }

  /** An agency that has no such records says so with an empty list; null is no answer. */
  #checkRecordList(field: DecidedField, value: unknown, path: ResponsePath): void {
    if (value === null) this.#tellUnexplained(field, path)
    const { first } = argumentsOf(field, this.#variables)
    if (Array.isArray(value) && typeof first === 'number' && value.length >= first)
      this.listsAtLimit.push(path)
  }

  #tellUnexplained({ source: { agency } }: DecidedField, path: ResponsePath): void {
    if (this.errors.some((error) => startsWith(error.path ?? [], path))) return
    const error = incomplete(agency, path)
    this.errors.push(error)
    this.unexplained.push(error)
  }

  /** An agency's own field on a person that is not null: it holds something. */
  #countPerson({ parentType, source: { agency } }: DecidedField): void {
    if (agency && parentType.name === personType) this.#contentOf(agency).people += 1
  }

  #contentOf({ code }: Agency): AgencyContent {
    const known = this.content.get(code) ?? { people: 0, records: 0 }
    this.content.set(code, known)
    return known
  }
}

/** A list of an agency's records that the caller may page through. */
function isRecordList({ definition, source }: DecidedField): boolean {
  return source.agency !== null && definition?.args.some(({ name }) => name === 'first') === true
}

function argumentsOf({ definition, nodes }: DecidedField, variables: Variables) {
  return definition ? getArgumentValues(definition, nodes[0], variables) : {}
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

function groupByPlace(faults: readonly PlacedFault[]): ReadonlyMap<string, PlacedFault[]> {
  const groups = new Map<string, PlacedFault[]>()
  for (const fault of faults) {
    const key = placeKey(fault)
    const group = groups.get(key)
    if (group) group.push(fault)
    else groups.set(key, [fault])
  }
  return groups
}

function placeKey({ fetchPath, entityId }: Pick<PlacedFault, 'fetchPath' | 'entityId'>): string {
  return `${fetchPath.join('.')} ${entityId ?? ''}`
}

function startsWith(path: ResponsePath, start: ResponsePath): boolean {
  return start.every((step, index) => path[index] === step)
}
