import { getNamedType, getNullableType, isLeafType, isObjectType } from 'graphql'

import type { DecidedField } from '../authorization/decided-selection'
import { fetchedName } from '../authorization/re-alias'
import { personType } from '../operation/selection'
import type { NamedLeaf } from './same-leaves'
import { leavesCheck } from './same-leaves'

/** A leaf that goes into the answer as it was fetched, unless it is null or missing. */
export function isPlainLeaf(field: DecidedField): boolean {
  return isPlain(field) && isLeafType(getNullableType(field.definition.type))
}

/** Leaves that are called as they were fetched; null for everything else. */
export function namedLeaf(field: DecidedField): NamedLeaf | null {
  const name = fetchedName(field)
  if (!isPlain(field) || name !== field.responseName) return null
  const isValid = leavesCheck(field.definition.type, () => isGiven)
  return isValid && { name, isValid }
}

/** No error, no count and no check belongs to it. */
function isPlain(
  field: DecidedField,
): field is DecidedField & { definition: NonNullable<DecidedField['definition']> } {
  return (
    field.definition !== null &&
    field.withheld === null &&
    !isAgencyPart(field) &&
    !isRecordList(field)
  )
}

/** What agencies gave has been checked; what they did not give is for the reader to judge. */
function isGiven(value: unknown): boolean {
  return value !== undefined
}

/** An agency's own field on a person: when it is not null, the agency holds something. */
export function isAgencyPart({ parentType, source }: DecidedField): boolean {
  return source.agency !== null && parentType.name === personType
}

/** What says where it comes from: a record, the description of a person, or an event told of a record. */
export function isSourced({ definition }: DecidedField): boolean {
  const type = definition && getNamedType(definition.type)
  return isObjectType(type) && 'source' in type.getFields()
}

/** A list of an agency's records that the caller may page through. */
export function isRecordList({ definition, source }: DecidedField): boolean {
  return source.agency !== null && definition?.args.some(({ name }) => name === 'first') === true
}
