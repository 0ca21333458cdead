import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql'
import { buildSchema, getNamedType, isObjectType } from 'graphql'

import type { Agency } from '../../common/register'
import { readCurrentPolicy } from '../../policies/current-policy'
import { decide } from '../../policies/decide'
import { readClassification } from '../../schema/classification'
import { benchStatements } from './open-enquiry'

const policy = readCurrentPolicy()
const roles = ['mash.analyst']
const purpose = 'ADULT_SAFEGUARDING'
const askedOn = new Date().toISOString().slice(0, 10)
const maxDepth = 6

/** What of the view is asked for; what is not given is as the schema has it. */
export interface ViewBounds {
  /** The length of each list. */
  readonly first?: number
  /** Which fields of an agency's view are asked for, by its kind. */
  readonly hasField?: (kind: string, field: string) => boolean
}

/**
 * The person view with every field that an analyst may see of every agency: neither gateway has
 * anything to withhold, so both do the same work.
 */
export function personQuery(
  supergraphSdl: string,
  register: readonly Agency[],
  bounds: ViewBounds = {},
): string {
  const schema = buildSchema(supergraphSdl, { assumeValid: true })
  const classification = readClassification(supergraphSdl)
  const isPermitted = (coordinate: string, sourceKind: string) => {
    const categories = classification.get(coordinate) ?? null
    const facts = { roles, purpose, sourceKind, askedOn, coordinate, categories }
    return decide({ ...facts, stated: benchStatements }, policy).effect === 'permit'
  }
  const agencies = register.map(({ field, kind }) => {
    const view = viewType(schema, field)
    const select = new Selector((coordinate) => isPermitted(coordinate, kind), bounds.first)
    const isAsked = (name: string) => bounds.hasField?.(kind, name) ?? true
    return `${field} ${select.fieldsOf(view, 0, isAsked)}`
  })
  return `query ($value: String!) {
  personByIdentifier(type: NHS_NUMBER, value: $value) { id ${agencies.join(' ')} }
}`
}

function viewType(schema: GraphQLSchema, field: string): GraphQLObjectType {
  const person = schema.getType('Person')
  const type = isObjectType(person) ? person.getFields()[field]?.type : undefined
  const view = type && getNamedType(type)
  if (!isObjectType(view)) throw new Error(`Person has no view ${field}`)
  return view
}

class Selector {
  readonly #isPermitted: (coordinate: string) => boolean
  readonly #first: number | undefined

  constructor(isPermitted: (coordinate: string) => boolean, first: number | undefined) {
    this.#isPermitted = isPermitted
    this.#first = first
  }

  fieldsOf(
    type: GraphQLObjectType,
    depth: number,
    isAsked: (name: string) => boolean = () => true,
  ): string {
    const fields = Object.values(type.getFields()).flatMap((field) => {
      if (!isAsked(field.name) || !this.#isPermitted(`${type.name}.${field.name}`)) return []
      const inner = getNamedType(field.type)
      if (!isObjectType(inner)) return [field.name]
      const selection = depth < maxDepth ? this.fieldsOf(inner, depth + 1) : ''
      return selection === '' ? [] : [`${field.name}${this.#lengthOf(field)} ${selection}`]
    })
    return fields.length === 0 ? '' : `{ ${fields.join(' ')} }`
  }

  #lengthOf({ args }: GraphQLField<unknown, unknown>): string {
    const isList = args.some(({ name }) => name === 'first')
    return isList && this.#first !== undefined ? `(first: ${this.#first})` : ''
  }
}
