import type { DocumentNode } from 'graphql'
import { print, visit } from 'graphql'

import type { EntityFetch, PlannerExtension } from '../../gateway/plan/planner-extension'
import { graphsByName } from '../../gateway/plan/sent-requirements'
import {
  declareForPlanner,
  readOperationDirectives,
  withDirectiveDefaults,
  withOperationDirectives,
} from './operation-directives'
import type { NamedRequirements } from './required-arguments'
import { nameRequirements } from './required-arguments'
import { splitRequirements } from './split-requirements'

/**
 * Lets the planner plan over supergraphs of others: with `@requires` that has arguments, and with
 * directives that callers write in operations.
 */
export function extendForForeign(
  supergraphSdl: string,
  supergraph: DocumentNode,
): PlannerExtension {
  const directives = readOperationDirectives(supergraphSdl)
  const named = nameRequirements(supergraph)
  return {
    supergraph: named.supergraph,
    splitFetch: fetchSplitter(named, graphsByName(supergraph)),
    realName: (name) => named.fields.get(name)?.node.name.value ?? name,
    extendApiSchema: (schema) => withOperationDirectives(schema, directives),
    extendPlannedSchema: (schema) => {
      declareForPlanner(schema, directives)
    },
    completeDocument: (document) => withDirectiveDefaults(document, directives),
  }
}

function fetchSplitter(
  { fields, needs }: NamedRequirements,
  graphs: ReadonlyMap<string, string>,
): PlannerExtension['splitFetch'] {
  return (service, fetch) => {
    if (fields.size === 0) return [fetch]
    const needsOf = (typeName: string, fieldName: string) =>
      needs.get(`${graphs.get(service) ?? ''} ${typeName}.${fieldName}`) ?? none
    return splitRequirements(fetch, { fields, needsOf }).map((one) => withRealFields(one, fields))
  }
}

const none: ReadonlySet<string> = new Set()

/** Fields that have a name of their own in the plan are asked for by their real one. */
function withRealFields(
  { document, requires }: Omit<EntityFetch, 'query'>,
  fields: NamedRequirements['fields'],
): EntityFetch {
  const restored = visit(document, {
    Field(field) {
      const required = fields.get(field.name.value)
      if (!required) return undefined
      const { name, arguments: args = [] } = required.node
      return { ...field, alias: field.alias ?? field.name, name, arguments: args }
    },
  })
  return { document: restored, query: print(restored), requires }
}
