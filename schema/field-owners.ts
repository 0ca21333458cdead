import type {
  ConstDirectiveNode,
  DefinitionNode,
  DirectiveNode,
  ObjectTypeDefinitionNode,
} from 'graphql'
import { Kind, parse } from 'graphql'

/**
 * The subgraph that alone answers for a field, by coordinate as in `Person.northshirePolice`. Fields
 * that several subgraphs share are absent: there the field that led to them says whose data it is.
 */
export type FieldOwners = ReadonlyMap<string, string>

/** Reads from a supergraph which subgraph owns which field. */
export function readFieldOwners(supergraphSdl: string): FieldOwners {
  const { definitions } = parse(supergraphSdl)
  const names = new Map(definitions.flatMap(graphNames))
  const owned = definitions.flatMap((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION ? ownedFields(node) : [],
  )
  return new Map(
    owned.flatMap(([coordinate, graph]): [string, string][] => {
      const owner = names.get(graph)
      return owner === undefined ? [] : [[coordinate, owner]]
    }),
  )
}

/** The subgraph behind each value of the supergraph's enum of graphs. */
function graphNames(node: DefinitionNode): [graph: string, subgraph: string][] {
  if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== 'join__Graph') return []
  return (node.values ?? []).map((value) => [
    value.name.value,
    textOf(value.directives?.[0], 'name'),
  ])
}

function ownedFields(type: ObjectTypeDefinitionNode): [coordinate: string, graph: string][] {
  const graphsOfType = graphsNamed(type.directives ?? [], 'join__type')
  return (type.fields ?? []).flatMap((field): [string, string][] => {
    const own = (field.directives ?? []).filter((directive) => !isExternal(directive))
    const graphs = graphsNamed(own, 'join__field')
    const [only, ...others] = graphs.length > 0 ? graphs : graphsOfType
    return only !== undefined && others.length === 0
      ? [[`${type.name.value}.${field.name.value}`, only]]
      : []
  })
}

function graphsNamed(directives: readonly DirectiveNode[], name: string): string[] {
  const graphs = directives
    .filter((directive) => directive.name.value === name)
    .map((directive) => textOf(directive as ConstDirectiveNode, 'graph'))
  return [...new Set(graphs)]
}

function isExternal({ arguments: args = [] }: DirectiveNode): boolean {
  return args.some(
    ({ name, value }) => name.value === 'external' && value.kind === Kind.BOOLEAN && value.value,
  )
}

function textOf(directive: ConstDirectiveNode | undefined, name: string): string {
  const value = directive?.arguments?.find((argument) => argument.name.value === name)?.value
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : ''
}
