import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql'
import { buildASTSchema, getNamedType, isListType, isObjectType, parse } from 'graphql'

import type { Agency } from '../../common/register'
import type { PersonArgument } from './arguments'

/** A query for everything the schema offers about a person. */
export interface PersonViewQuery {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  /** Field of `data` that holds the person or the list of people. */
  readonly rootField: string
}

/** Most people at one address that are asked for. */
export const peopleSize = 10

/** Most records of one list that are asked for. */
export const listSize = 1000
/** Said once at the head of the report, or the same for every record of an agency. */
const leftOut = new Set(['source'])

/** Reads the composed schema; its join directives do no harm here. */
export function readSchema(supergraphSdl: string): GraphQLSchema {
  return buildASTSchema(parse(supergraphSdl), { assumeValidSDL: true, assumeValid: true })
}

/**
 * The single person view over every agency of the register, one fragment for each type, so that a new
 * agency or field is asked for without a change here.
 */
export function personViewQuery(
  schema: GraphQLSchema,
  register: readonly Agency[],
  person: PersonArgument,
): PersonViewQuery {
  const personType = schema.getType('Person')
  if (!isObjectType(personType)) throw new Error('The supergraph has no type Person')
  const fragments = new Map<string, string>()
  const fields = register
    .map(({ field }) => personType.getFields()[field])
    .filter((field) => field !== undefined)
    .map((field) => select(field, fragments))
  const root = rootOf(person)
  return {
    query: [
      `query PersonView${root.parameters} { ${root.call} { id ${fields.join(' ')} } }`,
      ...fragments.values(),
    ].join('\n'),
    variables: root.variables,
    rootField: root.field,
  }
}

function rootOf(person: PersonArgument) {
  switch (person.by) {
    case 'identifier':
      return {
        field: 'personByIdentifier',
        parameters: '($type: IdentifierType!, $value: String!)',
        call: 'personByIdentifier(type: $type, value: $value)',
        variables: { type: person.type, value: person.value },
      }
    case 'address':
      return {
        field: 'peopleAtAddress',
        parameters: '($uprn: String!)',
        call: `peopleAtAddress(uprn: $uprn, first: ${peopleSize})`,
        variables: { uprn: person.uprn },
      }
    case 'id':
      return {
        field: 'person',
        parameters: '($id: ID!)',
        call: 'person(id: $id)',
        variables: { id: person.id },
      }
  }
}

function select(field: GraphQLField<unknown, unknown>, fragments: Map<string, string>): string {
  const type = getNamedType(field.type)
  if (!isObjectType(type)) return field.name
  const isPaged = isListType(field.type) && field.args.some(({ name }) => name === 'first')
  const list = isPaged ? `(first: ${listSize})` : ''
  return `${field.name}${list} { ...${fragmentFor(type, fragments)} }`
}

function fragmentFor(type: GraphQLObjectType, fragments: Map<string, string>): string {
  if (!fragments.has(type.name)) {
    fragments.set(type.name, '')
    const fields = Object.values(type.getFields()).filter(({ name }) => !leftOut.has(name))
    const selection = fields.map((field) => select(field, fragments)).join(' ')
    fragments.set(type.name, `fragment ${type.name} on ${type.name} { ${selection} }`)
  }
  return type.name
}
