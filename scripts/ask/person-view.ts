import type { GraphQLSchema } from 'graphql'
import { isObjectType } from 'graphql'

import type { Agency } from '../../common/register'
import { ViewSelection } from '../../schema/view-selection'
import type { PersonArgument, SubjectArgument } from './person-argument'

/** A query for everything the schema offers about a person. */
export interface PersonViewQuery {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  /** Field of `data` that holds the person, or the address. */
  readonly rootField: string
}

/** Most records of one list that are asked for. */
export const listSize = 1000
/** Said once at the head of the report, the same for every record of an agency, or told of records shown. */
const leftOut = new Set(['source', 'events', 'eventsLeftOff', 'eventsWithheld'])

/** What the view is about. */
export interface ViewQuestion {
  readonly person: PersonArgument
  /** The agencies that are asked. */
  readonly agencies: readonly Agency[]
  /** First day of the records that are asked for, ISO 8601; null for all. */
  readonly since: string | null
}

/**
 * The single person view over these agencies, one fragment for each type, so that a new
 * agency or field is asked for without a change here.
 */
export function personViewQuery(
  schema: GraphQLSchema,
  { person, agencies, since }: ViewQuestion,
): PersonViewQuery {
  const personType = schema.getType('Person')
  if (!isObjectType(personType)) throw new Error('The supergraph has no type Person')
  const selection = new ViewSelection({ listSize, since, leftOut })
  const fields = agencies
    .map(({ field }) => personType.getFields()[field])
    .filter((field) => field !== undefined)
    .map((field) => selection.select(field))
  const root = rootOf(person)
  return {
    query: [
      `query PersonView${root.parameters} { ${root.call} { id ${fields.join(' ')} } }`,
      ...selection.fragments,
    ].join('\n'),
    variables: root.variables,
    rootField: root.field,
  }
}

/** The root field that finds the person or the address. */
export function rootOf(subject: SubjectArgument) {
  switch (subject.by) {
    case 'identifier':
      return {
        field: 'personByIdentifier',
        parameters: '($type: IdentifierType!, $value: String!)',
        call: 'personByIdentifier(type: $type, value: $value)',
        variables: { type: subject.type, value: subject.value },
      }
    case 'address':
      return {
        field: 'address',
        parameters: '($uprn: String!)',
        call: 'address(uprn: $uprn)',
        variables: { uprn: subject.uprn },
      }
    case 'id':
      return {
        field: 'person',
        parameters: '($id: ID!)',
        call: 'person(id: $id)',
        variables: { id: subject.id },
      }
  }
}
