import { getOwn, isObject } from '../../common/json'
import { isAgencyPart, isSourced } from '../answer/decided-leaves'
import type { PlacedFault } from '../answer/request-record'
import type { AgencyContent } from '../answer/response-builder'
import type { DecidedField } from '../authorization/decided-selection'
import type { RequiredField, RequiredLevel } from '../authorization/required-tree'
import { requiredTree } from '../authorization/required-tree'
import type { GivenFields } from './given-fields'
import { Givings, isNothing } from './given-fields'

/** What came of the data that others compute with. */
export interface GivenRequired {
  /** What each service gave, and kept back of it itself. */
  readonly given: ReadonlyMap<string, GivenFields>
  /** By code of the agency: coverage has to tell it from "no record". */
  readonly content: ReadonlyMap<string, AgencyContent>
}

/**
 * Reads from everything that was fetched what was fetched for others to compute with: the caller's answer does
 * not hold it.
 * @param data by fetched names
 */
export function readGivenRequired(
  fields: readonly DecidedField[],
  data: unknown,
  faults: readonly PlacedFault[],
): GivenRequired {
  const walk = new RequiredWalk(faults)
  walk.visitLevel(requiredTree(fields), data, nowhere)
  return { given: walk.givings.services, content: walk.content }
}

/** Where a fault would be: from the person, or other entity, that was asked about. */
interface Place {
  readonly entityId: string | null
  /** Null: there itself. */
  readonly step: readonly [above: Place, name: string | number] | null
}

const nowhere: Place = { entityId: null, step: null }

class RequiredWalk {
  readonly givings = new Givings()
  readonly content = new Map<string, AgencyContent>()
  /** By entity, then by path. */
  readonly #faults = new Map<string | null, Map<string, PlacedFault>>()

  constructor(faults: readonly PlacedFault[]) {
    for (const fault of faults) {
      const ofEntity = this.#faults.get(fault.entityId) ?? new Map<string, PlacedFault>()
      this.#faults.set(fault.entityId, ofEntity.set(fault.path.join('.'), fault))
    }
  }

  visitLevel({ required, inside }: RequiredLevel, value: unknown, place: Place): void {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries())
        this.visitLevel({ required, inside }, item, below(place, index))
    } else if (isObject(value)) {
      const at = placeOf(value, place)
      this.#visitFields(required, value, at)
      for (const { name, level } of inside)
        this.visitLevel(level, getOwn(value, name), below(at, name))
    }
  }

  #visitFields(fields: readonly RequiredField[], parent: Item, place: Place): void {
    for (const one of fields) {
      const name = one.field.definition?.name ?? ''
      this.#visitValue(one, getOwn(parent, name), below(place, name))
    }
  }

  #visitValue(one: RequiredField, value: unknown, place: Place): void {
    const { field } = one
    const found = this.#faultAt(place)
    if (found) this.givings.markWithheld(ownOf(one), found.fault)
    else if (value === undefined) return
    else if (isNothing(value)) this.givings.markNothing(field, ownOf(one))
    else if (Array.isArray(value))
      for (const [index, item] of value.entries()) this.#visitValue(one, item, below(place, index))
    else {
      this.givings.give(field)
      if (!isObject(value)) return
      this.#count(field)
      this.#visitFields(one.below, value, placeOf(value, place))
    }
  }

  #count(field: DecidedField): void {
    const { agency } = field.source
    if (!agency) return
    const { people, records } = this.content.get(agency.code) ?? { people: 0, records: 0 }
    this.content.set(agency.code, {
      people: people + Number(isAgencyPart(field)),
      records: records + Number(isSourced(field)),
    })
  }

  /** Where nothing went wrong no path has to be written. */
  #faultAt(place: Place): PlacedFault | undefined {
    return this.#faults.get(place.entityId)?.get(pathOf(place).join('.'))
  }
}

type Item = Readonly<Record<string, unknown>>

/** What is asked about by reference has an id; its faults count from there. */
function placeOf({ id }: Item, place: Place): Place {
  return typeof id === 'string' ? { entityId: id, step: null } : place
}

function below(place: Place, name: string | number): Place {
  return { entityId: place.entityId, step: [place, name] }
}

function pathOf({ step }: Place): readonly (string | number)[] {
  return step ? [...pathOf(step[0]), step[1]] : []
}

/** The field and what is below it of the same service. */
function ownOf({ field, below: inside }: RequiredField): readonly DecidedField[] {
  const own = inside.filter((one) => one.field.source.service === field.source.service)
  return [field, ...own.flatMap(ownOf)]
}
