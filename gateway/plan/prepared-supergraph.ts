import type { DocumentNode } from 'graphql'
import { Kind, parse, print } from 'graphql'

import { refuseConstructs } from './refused-constructs'
import type { RequiredField } from '../../conformance/plan/required-arguments'
import { nameRequirements } from '../../conformance/plan/required-arguments'
import { argumentOf, dropUnresolvableKeys } from './resolvable-keys'

/** A supergraph as the planner is given it. */
export interface PreparedSupergraph {
  readonly sdl: string
  /** Required fields with arguments, by the names they have here. */
  readonly requiredFields: ReadonlyMap<string, RequiredField>
  /** Such names that a field needs, when this subgraph is asked for it. */
  readonly needsOf: (service: string, typeName: string, fieldName: string) => ReadonlySet<string>
}

/**
 * The supergraph without what misleads the planner.
 * @throws RefusedConstructError
 */
export function prepareSupergraph(supergraphSdl: string): PreparedSupergraph {
  const document = parse(supergraphSdl, { noLocation: true })
  refuseConstructs(document)
  const { supergraph, fields, needs } = nameRequirements(dropUnresolvableKeys(document))
  const graphs = graphsByName(document)
  return {
    sdl: print(supergraph),
    requiredFields: fields,
    needsOf: (service, typeName, fieldName) =>
      needs.get(`${graphs.get(service) ?? ''} ${typeName}.${fieldName}`) ?? none,
  }
}

const none: ReadonlySet<string> = new Set()

function graphsByName({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const graphs = definitions.flatMap((node) =>
    node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph'
      ? (node.values ?? [])
      : [],
  )
  return new Map(
    graphs.flatMap(({ name, directives = [] }) =>
      directives.flatMap((directive) => {
        const value = argumentOf(directive, 'name')
        return value?.kind === Kind.STRING ? [[value.value, name.value] as const] : []
      }),
    ),
  )
}
