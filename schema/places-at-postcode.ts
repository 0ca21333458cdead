import type { GraphQLObjectType, GraphQLSchema } from 'graphql'
import { getNamedType, isListType, isObjectType } from 'graphql'

import { canonicalPostcode } from '../common/identifiers/address-identifiers'
import type { JsonObject } from '../common/json'
import { isObject } from '../common/json'
import type { Agency } from '../common/register'

/** A property at a postcode, as the records of agencies have it. */
export interface PlaceAtPostcode {
  readonly uprn: string
  /** Hub ids of who is recorded there, each once. */
  readonly people: readonly string[]
}

/** What an answer tells of a postcode. */
export interface PlacesAtPostcode {
  /** In the order of their numbers. */
  readonly places: readonly PlaceAtPostcode[]
  /** Hub ids of who is recorded at the postcode, and no record that was shown says at which property. */
  readonly elsewhere: readonly string[]
}

/** Most records of one list that are asked for: somebody moves so often. */
const listSize = 100

/**
 * A question for who is recorded at a postcode, at which property, and what agencies call them: `found` with
 * `people`, for which `placesIn` is made. A kind that is added is asked by its schema.
 */
export function postcodeQuery(schema: GraphQLSchema, agencies: readonly Agency[]): string {
  const views = agencies.map(({ field }) => {
    const lists = placeLists(viewType(schema, field))
    const people = 'people { names { forenames surname kind } dateOfBirth uprn postcode }'
    return `${field} { ${[people, ...lists].join(' ')} }`
  })
  return `query AtThisPostcode($postcode: String!, $first: Int) {
  found: addressesByPostcode(postcode: $postcode, first: $first) { postcode hasMorePeople
    people { id ${views.join('\n      ')} } }
}`
}

/** The lists of a view whose records have both a property and a postcode; not the people, asked for anyway. */
function placeLists(view: GraphQLObjectType): readonly string[] {
  return Object.values(view.getFields()).flatMap((field) => {
    const record = getNamedType(field.type)
    if (field.name === 'people' || !isListType(field.type) || !isObjectType(record)) return []
    const members = record.getFields()
    if (!members['uprn'] || !members['postcode']) return []
    const size = field.args.some(({ name }) => name === 'first') ? `(first: ${listSize})` : ''
    return [`${field.name}${size} { uprn postcode }`]
  })
}

function viewType(schema: GraphQLSchema, field: string): GraphQLObjectType {
  const person = schema.getType('Person')
  const view = isObjectType(person) ? person.getFields()[field] : undefined
  const type = view && getNamedType(view.type)
  if (isObjectType(type)) return type
  throw new Error(`schema/supergraph.graphql has no view at Person.${field}`)
}

/** At which property of a postcode the people of an answer are recorded. Pure. */
export function placesIn(found: JsonObject, agencies: readonly Agency[]): PlacesAtPostcode {
  const postcode = canonicalOf(found['postcode'])
  const people = objectsIn(found['people'])
  const byUprn = new Map<string, string[]>()
  const elsewhere: string[] = []
  for (const person of people) {
    const id = textOf(person['id'])
    const uprns = uprnsOf(person, agencies, postcode)
    if (uprns.length === 0) elsewhere.push(id)
    for (const uprn of uprns) byUprn.set(uprn, [...(byUprn.get(uprn) ?? []), id])
  }
  const inOrder = [...byUprn].toSorted(([one], [other]) => Number(one) - Number(other))
  return { places: inOrder.map(([uprn, ids]) => ({ uprn, people: ids })), elsewhere }
}

/** Where somebody is recorded at this postcode, each once. */
function uprnsOf(
  person: JsonObject,
  agencies: readonly Agency[],
  postcode: string | null,
): readonly string[] {
  const records = agencies.flatMap(({ field }) => {
    const view = person[field]
    return isObject(view) ? Object.values(view).flatMap(objectsIn) : []
  })
  const uprns = records
    .filter((record) => canonicalOf(record['postcode']) === postcode)
    .map(({ uprn }) => textOf(uprn))
  return [...new Set(uprns.filter((uprn) => /^\d{1,12}$/.test(uprn)))]
}

function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function canonicalOf(value: unknown): string | null {
  return canonicalPostcode(textOf(value))
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
