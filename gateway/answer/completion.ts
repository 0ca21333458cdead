import type { GraphQLOutputType } from 'graphql'
import { getNamedType, isListType, isNonNullType, isObjectType } from 'graphql'

import type { HubError } from '../../common/errors'
import type { JsonObject } from '../../common/json'
import { setOwn } from '../../common/json'
import type { DecidedField } from '../authorization/decided-selection'
import { entityIdAlias, fetchedName } from '../authorization/re-alias'
import { argumentsOf } from '../operation/field-arguments'
import type { Variables } from '../operation/selection'
import { eventType, personType, searchType } from '../operation/selection'
import { isAgencyPart, isPlainLeaf, isRecordList, isSourced, namedLeaf } from './decided-leaves'
import type { PlacedFault } from './request-record'
import type { AgencyContent, ResponsePath, UncertainAgencies } from './response-builder'
import { ResponseBuilder, pathKeyOf } from './response-builder'
import { allOrNull, compileSameLeaves } from './same-leaves'
import { sameOrNew } from './value-readers'

export interface Completion {
  readonly data: JsonObject | null
  readonly errors: readonly HubError[]
  /** Those of the errors that no fault of a subgraph explains: it gave null where nothing may be missing. */
  readonly unexplained: readonly HubError[]
  /** Lists that are as long as was asked for: there may be more. */
  readonly listsAtLimit: readonly ResponsePath[]
  readonly content: ReadonlyMap<string, AgencyContent>
  /** Hub ids of the people in the answer. */
  readonly people: ReadonlySet<string>
}

export interface FetchedAnswer extends UncertainAgencies {
  readonly data: JsonObject | null
  readonly faults: readonly PlacedFault[]
  /** Coerced. */
  readonly variables: Variables
}

/**
 * Builds the caller's answer from what was fetched: their names, their order, null for what is
 * withheld or missing, and an error for each such path.
 */
export type AnswerCompleter = (fetched: FetchedAnswer) => Completion

/** A null where the schema promises a value: its parent becomes null too. */
const impossible = Symbol('impossible')

/** Reads the value at the run's path, and leaves the path as it found it. */
type Reader = (value: unknown, run: ResponseBuilder) => unknown

/** Compiles how the answer of a decided selection is built. */
export function compileCompletion(fields: readonly DecidedField[]): AnswerCompleter {
  const read = fieldsReader(fields, [])
  const names = namesOf(fields)
  return ({ data: fetched, faults, variables, ...uncertain }) => {
    const run = new ResponseBuilder(faults, variables, uncertain)
    run.addFaults('', null, names)
    const data = read(fetched ?? {}, run)
    const { errors, unexplained, listsAtLimit, content, people } = run
    const whole = data === impossible ? null : (data as JsonObject)
    return { data: whole, errors, unexplained, listsAtLimit, content, people }
  }
}

function namesOf(fields: readonly DecidedField[]): ReadonlySet<string> {
  return new Set(fields.map(fetchedName))
}

function fieldsReader(fields: readonly DecidedField[], fetchPath: readonly string[]): Reader {
  const parts = fields.map((field) => ({
    step: field.responseName,
    plainName: isPlainLeaf(field) ? fetchedName(field) : null,
    read: fieldReader(field, fetchPath),
  }))
  const isSame = compileSameLeaves(allOrNull(fields.map(namedLeaf)))
  // A caller may name a field `__proto__`: plain assignment would set the prototype and lose it.
  const isSpecial = parts.some(({ step }) => step === '__proto__')
  return (fetched, run) => {
    if (isSame(fetched as JsonObject)) return fetched
    const answer: JsonObject = {}
    for (const { step, plainName, read } of parts) {
      let value: unknown = plainName === null ? null : ((fetched as JsonObject)[plainName] ?? null)
      if (value === null) {
        run.path.push(step)
        value = read(fetched, run)
        run.path.pop()
        if (value === impossible) return impossible
      }
      if (isSpecial) setOwn(answer, step, value)
      else answer[step] = value
    }
    return answer
  }
}

/** Reads a field from the object it is in. */
function fieldReader(field: DecidedField, fetchPath: readonly string[]): Reader {
  const { definition, withheld, parentType, source } = field
  if (!definition) return () => parentType.name
  if (withheld !== null)
    return (_fetched, run) => {
      run.addWithheld(field, withheld)
      return null
    }
  const name = fetchedName(field)
  const holder = isAgencyPart(field) ? source.agency : null
  const check = isRecordList(field) ? recordListCheck(field) : null
  const read = typeReader(field, definition.type, [...fetchPath, name])
  return (fetched, run) => {
    const value = (fetched as JsonObject)[name] ?? null
    if (holder && value !== null) run.contentOf(holder).people += 1
    if (check?.(value, run) === false) return read(null, run)
    return read(value, run)
  }
}

/**
 * An agency that has no such records says so with an empty list: null is no answer. More than was asked
 * for is none either, and false is given.
 */
function recordListCheck(field: DecidedField): (value: unknown, run: ResponseBuilder) => boolean {
  const { definition, nodes, source } = field
  return (value, run) => {
    if (value === null) run.addError(source.agency)
    if (!Array.isArray(value) || !definition) return true
    const { first } = argumentsOf(definition, nodes[0], run.variables)
    if (typeof first !== 'number' || value.length < first) return true
    if (value.length === first) run.listsAtLimit.push([...run.path])
    else run.addError(source.agency)
    return value.length === first
  }
}

function typeReader(
  field: DecidedField,
  type: GraphQLOutputType,
  fetchPath: readonly string[],
): Reader {
  if (isNonNullType(type)) {
    const read = typeReader(field, type.ofType as GraphQLOutputType, fetchPath)
    return (value, run) => {
      const inner = read(value, run)
      if (inner !== null) return inner
      run.addError(field.source.agency)
      return impossible
    }
  }
  if (isListType(type)) return listReader(typeReader(field, type.ofType, [...fetchPath, '@']))
  return isObjectType(type) ? objectReader(field, fetchPath) : (value) => value
}

function listReader(read: Reader): Reader {
  return (value, run) => {
    if (!Array.isArray(value)) return null
    const items = sameOrNew(value, (item, index) => {
      run.path.push(index)
      const answer = read(item ?? null, run)
      run.path.pop()
      return answer
    })
    return items.includes(impossible) ? null : items
  }
}

function objectReader(field: DecidedField, fetchPath: readonly string[]): Reader {
  const type = field.definition && getNamedType(field.definition.type)
  // An event is told of a record that counts by itself.
  const isRecord = isSourced(field) && type?.name !== eventType
  const { agency } = field.source
  const read = fieldsReader(field.children, fetchPath)
  const noteEntity = entityNoter(type?.name, pathKeyOf(fetchPath), namesOf(field.children))
  const parts = field.children.filter((child) => child.withheld === null && isAgencyPart(child))
  return (value, run) => {
    if (value === null) return null
    const person = noteEntity(value as JsonObject, run)
    if (agency && isRecord) run.contentOf(agency).records += 1
    const answer = read(value, run)
    if (answer === impossible) return null
    if (person !== null) run.addDisputes(person, parts, answer as JsonObject)
    return answer
  }
}

/** Tells the run of an object that is asked about by itself, with what went wrong; gives the id of a person. */
function entityNoter(typeName: string | undefined, pathKey: string, names: ReadonlySet<string>) {
  const isPerson = typeName === personType
  if (!isPerson && typeName !== searchType) return () => null
  return (value: JsonObject, run: ResponseBuilder): string | null => {
    const id = value[entityIdAlias]
    if (typeof id !== 'string') return null
    if (isPerson) run.addPerson(pathKey, id, names)
    else run.addFaults(pathKey, id, names)
    return isPerson ? id : null
  }
}
