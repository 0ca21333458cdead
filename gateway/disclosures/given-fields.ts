import { getNamedType } from 'graphql'

import type { HubError } from '../../common/errors'
import type { JsonObject } from '../../common/json'
import { getOwn, isObject } from '../../common/json'
import { isAgencyPart } from '../answer/decided-leaves'
import type { DecidedField } from '../authorization/decided-selection'
import { coordinateOf, personType } from '../operation/selection'

/** What one service gave and kept back itself, by coordinates. */
export interface GivenFields {
  readonly fields: ReadonlySet<string>
  /** Coordinates that it withheld of somebody, and why. */
  readonly withheld: ReadonlyMap<string, string>
}

/** An answer as its caller gets it. */
export interface FinishedAnswer {
  readonly data: JsonObject | null
  readonly errors: readonly HubError[]
}

/**
 * What each wanted service gave in an answer, of what was permitted. As the agencies write it down: that there
 * is nothing is an answer to all that was asked below it; what failed is neither given nor withheld.
 * @param wanted the others' parts are passed over: one agency that fails must not cost as much as all
 */
export function readGivenFields(
  fields: readonly DecidedField[],
  answer: FinishedAnswer,
  wanted: ReadonlySet<unknown>,
): ReadonlyMap<string, GivenFields> {
  const walk = new Walk(answer.errors, wanted)
  walk.visitObject(fields, answer.data ?? {}, [])
  return walk.services
}

/** True when somebody was looked for, of whom more is asked below, and nobody was found. */
export function lacksPeople(fields: readonly DecidedField[], data: unknown): boolean {
  if (Array.isArray(data)) return data.some((item) => lacksPeople(fields, item))
  if (!isObject(data)) return false
  return fields.some((field) => {
    if (field.withheld !== null || !field.definition || isAgencyPart(field)) return false
    const value = getOwn(data, field.responseName)
    const isOfPeople = getNamedType(field.definition.type).name === personType
    return isOfPeople && value !== undefined && isNothing(value)
      ? true
      : lacksPeople(field.children, value)
  })
}

type Path = readonly (string | number)[]

class Walk {
  readonly services = new Map<string, { fields: Set<string>; withheld: Map<string, string> }>()
  readonly #errors: ReadonlyMap<string, HubError>
  readonly #wanted: ReadonlySet<unknown>

  constructor(errors: readonly HubError[], wanted: ReadonlySet<unknown>) {
    this.#wanted = wanted
    this.#errors = new Map(errors.map((error) => [keyOf(error.path ?? []), error]))
  }

  visitObject(fields: readonly DecidedField[], value: JsonObject, path: Path): void {
    for (const field of fields) {
      if (!this.#isWanted(field)) continue
      const inside = getOwn(value, field.responseName)
      if (inside !== undefined && field.withheld === null && field.definition)
        this.#visitField(field, inside, [...path, field.responseName])
    }
  }

  #visitField(field: DecidedField, value: unknown, path: Path): void {
    const error = this.#errors.get(keyOf(path))
    if (error) this.#markWithheld(field, error)
    else if (isNothing(value)) this.#markNothing(field)
    else {
      this.#of(field).fields.add(coordinateOf(field))
      this.#visitValue(field, value, path)
    }
  }

  #visitValue(field: DecidedField, value: unknown, path: Path): void {
    if (field.children.length === 0) return
    if (!Array.isArray(value)) this.visitObject(field.children, value as JsonObject, path)
    else for (const [index, item] of value.entries()) this.#visitItem(field, item, [...path, index])
  }

  #visitItem(field: DecidedField, item: unknown, path: Path): void {
    const error = this.#errors.get(keyOf(path))
    if (error) this.#markWithheld(field, error)
    else if (isNothing(item)) this.#markNothing(field)
    else this.#visitValue(field, item, path)
  }

  #markWithheld(field: DecidedField, { extensions }: HubError): void {
    const { code, reason: said } = extensions
    if (code !== 'WITHHELD') return
    const reason = typeof said === 'string' ? said : code
    for (const own of permittedBelow(field)) this.#of(own).withheld.set(coordinateOf(own), reason)
  }

  /** An agency is not asked about those of whom it is known to hold nothing. */
  #markNothing(field: DecidedField): void {
    if (isAgencyPart(field)) return
    for (const own of permittedBelow(field)) this.#of(own).fields.add(coordinateOf(own))
  }

  #isWanted(field: DecidedField): boolean {
    for (const service of servicesOf(field)) if (this.#wanted.has(service)) return true
    return false
  }

  #of({ source }: DecidedField) {
    const known = this.services.get(source.service) ?? { fields: new Set(), withheld: new Map() }
    this.services.set(source.service, known)
    return known
  }
}

/** The field and what is permitted below it of the same service. */
export function permittedBelow(field: DecidedField): readonly DecidedField[] {
  const own = field.children.filter(
    ({ withheld, definition, source }) =>
      withheld === null && definition !== null && source.service === field.source.service,
  )
  return [field, ...own.flatMap(permittedBelow)]
}

/** Of decided fields, which are remembered. */
const knownServices = new WeakMap<DecidedField, ReadonlySet<string>>()

/** Whose data the field is, and what is below it. */
function servicesOf(field: DecidedField): ReadonlySet<string> {
  const known = knownServices.get(field)
  if (known) return known
  const below = field.children.flatMap((child) => [...servicesOf(child)])
  const services = new Set([field.source.service, ...below])
  knownServices.set(field, services)
  return services
}

/** Null, or a list without items: there is nothing. */
export function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}

function keyOf(path: Path): string {
  return path.join('.')
}
