import type { GraphQLObjectType, GraphQLSchema } from 'graphql'
import { getNamedType, isObjectType } from 'graphql'

import type { Agency } from '../../common/register'
import { ViewSelection } from '../../schema/view-selection'

/** Most records of one list on the page. */
const listSize = 100

/** Dated facts are on the person's own page, and the source of all of this is the agency itself. */
const leftOut = new Set(['source', 'events', 'eventsLeftOff', 'eventsWithheld'])

/** A question for everything one agency may show of a person, and the type its answer has. */
export interface AgencyQuestion {
  readonly query: string
  readonly view: GraphQLObjectType
}

/** Writes that question, once for each agency: a field that is added to a schema is asked for. */
export function agencyQuestion(schema: GraphQLSchema, agency: Agency): AgencyQuestion {
  const person = schema.getType('Person')
  const field = isObjectType(person) ? person.getFields()[agency.field] : undefined
  const view = field && getNamedType(field.type)
  if (!field || !isObjectType(view))
    throw new Error(`schema/supergraph.graphql has no view of ${agency.code}`)
  const selection = new ViewSelection({ listSize, since: null, leftOut })
  const asked = selection.select(field)
  return {
    query: [
      `query AgencyRecords($id: ID!) { found: person(id: $id) { id ${asked} } }`,
      ...selection.fragments,
    ].join('\n'),
    view,
  }
}
