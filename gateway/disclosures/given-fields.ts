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
  return walk.givings.services
}

/** True when somebody was looked for, of whom more is asked below, and nobody was found. */
export function lacksPeople(fields: readonly DecidedField[], data: unknown): boolean {
  if (Array.isArray(data)) return data.some((item) => lacksPeople(fields, item))
  if (!isObject(data)) return false
  return fields.some((field) => {
    if (field.withheld !== null || !field.definition || isAgencyPart(field)) return false
    const value = getOwn(data, field.responseName)
    const isOfPeople = getNamedType(field.definition.type).name === personType
    const isNobody = isOfPeople && isNothing(value)
    return isNobody || lacksPeople(field.children, value)
  })
}

type Path = readonly (string | number)[]

/** Gathers what each service gave and kept back. */
export class Givings {
  readonly services = new Map<string, { fields: Set<string>; withheld: Map<string, string> }>()

  give(field: DecidedField): void {
    this.#of(field).fields.add(coordinateOf(field))
  }

  /** @param own the field and what is permitted below it of the same service */
  markWithheld(own: readonly DecidedField[], { code, reason }: Kept): void {
    if (code !== 'WITHHELD') return
    for (const one of own) this.#of(one).withheld.set(coordinateOf(one), reason ?? code)
  }

  /** That there is nothing; an agency is not asked about those of whom it is known to hold nothing. */
  markNothing(field: DecidedField, own: readonly DecidedField[]): void {
    if (!isAgencyPart(field)) for (const one of own) this.give(one)
  }

  #of({ source }: DecidedField) {
    const known = this.services.get(source.service) ?? { fields: new Set(), withheld: new Map() }
    this.services.set(source.service, known)
    return known
  }
}

/** Why there is no value. */
interface Kept {
  readonly code: string
  readonly reason?: string | null | undefined
}

class Walk {
  readonly givings = new Givings()
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
    if (this.#isMarked(field, value, path)) return
    this.givings.give(field)
    this.#visitValue(field, value, path)
  }

  #visitValue(field: DecidedField, value: unknown, path: Path): void {
    if (field.children.length === 0) return
    if (!Array.isArray(value)) this.visitObject(field.children, value as JsonObject, path)
    else for (const [index, item] of value.entries()) this.#visitItem(field, item, [...path, index])
  }

  #visitItem(field: DecidedField, item: unknown, path: Path): void {
    if (!this.#isMarked(field, item, path)) this.#visitValue(field, item, path)
  }

  /** True for what there is no value of: it was withheld, or is nothing. */
  #isMarked(field: DecidedField, value: unknown, path: Path): boolean {
    const error = this.#errors.get(keyOf(path))
    if (error) this.givings.markWithheld(permittedBelow(field), keptBy(error))
    else if (isNothing(value)) this.givings.markNothing(field, permittedBelow(field))
    else return false
    return true
  }

  #isWanted(field: DecidedField): boolean {
    for (const service of servicesOf(field)) if (this.#wanted.has(service)) return true
    return false
  }
}

function keptBy({ code, extensions: { reason } }: HubError): Kept {
  return { code, reason: typeof reason === 'string' ? reason : null }
}

/** The field and what is permitted below it of the same service. */
function permittedBelow(field: DecidedField): readonly DecidedField[] {
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
