import type { ConstDirectiveNode, DocumentNode } from 'graphql'
import { Kind, visit } from 'graphql'

/**
 * The supergraph without keys by which a subgraph says it cannot be asked, wherever it has another one:
 * the planner goes back to a subgraph by the first key it finds, asked about or not (hazard 3).
 */
export function dropUnresolvableKeys(supergraph: DocumentNode): DocumentNode {
  return visit(supergraph, {
    ObjectTypeDefinition: (node) => ({ ...node, directives: keep(node.directives ?? []) }),
    InterfaceTypeDefinition: (node) => ({ ...node, directives: keep(node.directives ?? []) }),
  })
}

function keep(directives: readonly ConstDirectiveNode[]): readonly ConstDirectiveNode[] {
  const keys = directives.filter(
    (one) => one.name.value === 'join__type' && hasArgument(one, 'key'),
  )
  const resolvable = new Set(keys.filter((one) => !isUnresolvable(one)).map(graphOf))
  return directives.filter((one) => !isUnresolvable(one) || !resolvable.has(graphOf(one)))
}

function isUnresolvable(directive: ConstDirectiveNode): boolean {
  const value = argumentOf(directive, 'resolvable')
  return value?.kind === Kind.BOOLEAN && !value.value
}

function hasArgument(directive: ConstDirectiveNode, name: string): boolean {
  return argumentOf(directive, name) !== undefined
}

/** The enum value by which a join directive names its subgraph. */
export function graphOf(directive: ConstDirectiveNode): string | undefined {
  const value = argumentOf(directive, 'graph')
  return value?.kind === Kind.ENUM ? value.value : undefined
}

/** The value of a directive's argument. */
export function argumentOf({ arguments: args = [] }: ConstDirectiveNode, name: string) {
  return args.find((one) => one.name.value === name)?.value
}
