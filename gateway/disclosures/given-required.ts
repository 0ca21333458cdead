import { getOwn, isObject } from '../../common/json'
import type { PlacedFault } from '../answer/request-record'
import { isAgencyPart } from '../answer/decided-leaves'
import type { DecidedField } from '../authorization/decided-selection'
import { fetchedName } from '../authorization/re-alias'
import { coordinateOf } from '../operation/selection'
import type { GivenFields } from './given-fields'
import { isNothing, permittedBelow } from './given-fields'

/**
 * What each service gave for others to compute with, and kept back of it itself. The caller's answer does not
 * hold it, so it is read from everything that was fetched.
 * @param data by fetched names
 */
export function readGivenRequired(
  fields: readonly DecidedField[],
  data: unknown,
  faults: readonly PlacedFault[],
): ReadonlyMap<string, GivenFields> {
  const walk = new RequiredWalk(faults)
  walk.visitSelected(fields, data, nowhere)
  return walk.services
}

/** Where a fault would be: from the person, or other entity, that was asked about. */
interface Place {
  readonly entityId: string | null
  readonly path: readonly (string | number)[]
}

const nowhere: Place = { entityId: null, path: [] }

class RequiredWalk {
  readonly services = new Map<string, { fields: Set<string>; withheld: Map<string, string> }>()
  readonly #faults: ReadonlyMap<string, PlacedFault>

  constructor(faults: readonly PlacedFault[]) {
    this.#faults = new Map(faults.map((placed) => [keyOf(placed), placed]))
  }

  /** Fields that a caller asked for; what they require stands beside them. */
  visitSelected(fields: readonly DecidedField[], value: unknown, place: Place): void {
    for (const [item, at] of itemsOf(value, place))
      for (const field of fields) {
        if (field.withheld !== null) continue
        for (const required of field.required) this.#visit(required, item, at)
        const name = fetchedName(field)
        this.visitSelected(field.children, item[name], below(at, name))
      }
  }

  #visit(field: DecidedField, parent: Item, place: Place): void {
    if (field.withheld !== null || !field.definition) return
    for (const required of field.required) this.#visit(required, parent, place)
    const { name } = field.definition
    this.#visitValue(field, getOwn(parent, name), below(place, name))
  }

  #visitValue(field: DecidedField, value: unknown, place: Place): void {
    const found = this.#faults.get(keyOf(place))
    if (found) this.#markWithheld(field, found)
    else if (value === undefined) return
    else if (isNothing(value)) this.#markNothing(field)
    else if (Array.isArray(value))
      for (const [index, item] of value.entries())
        this.#visitValue(field, item, below(place, index))
    else {
      this.#of(field).fields.add(coordinateOf(field))
      for (const [item, at] of itemsOf(value, place))
        for (const child of field.children) this.#visit(child, item, at)
    }
  }

  #markWithheld(field: DecidedField, { fault: { code, reason } }: PlacedFault): void {
    if (code !== 'WITHHELD') return
    for (const own of permittedBelow(field))
      this.#of(own).withheld.set(coordinateOf(own), reason ?? code)
  }

  /** An agency is not asked about those of whom it is known to hold nothing. */
  #markNothing(field: DecidedField): void {
    if (isAgencyPart(field)) return
    for (const own of permittedBelow(field)) this.#of(own).fields.add(coordinateOf(own))
  }

  #of({ source }: DecidedField) {
    const known = this.services.get(source.service) ?? { fields: new Set(), withheld: new Map() }
    this.services.set(source.service, known)
    return known
  }
}

type Item = Readonly<Record<string, unknown>>

/** The objects of a value, through lists of any depth, and where each is. */
function itemsOf(value: unknown, place: Place): readonly (readonly [Item, Place])[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => itemsOf(item, below(place, index)))
  if (!isObject(value)) return []
  // What is asked about by reference has an id; its faults count from there.
  const { id } = value
  return [[value, typeof id === 'string' ? { entityId: id, path: [] } : place]]
}

function below({ entityId, path }: Place, step: string | number): Place {
  return { entityId, path: [...path, step] }
}

function keyOf({ entityId, path }: Pick<PlacedFault, 'entityId' | 'path'>): string {
  return JSON.stringify([entityId, path])
}
