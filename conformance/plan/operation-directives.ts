import type { InputType, Schema } from '@apollo/federation-internals'
import { typeFromAST, valueFromASTUntyped } from '@apollo/federation-internals'
import type { DefinitionNode, DirectiveDefinitionNode, DocumentNode, GraphQLSchema } from 'graphql'
import { DirectiveLocation, extendSchema, Kind, parse, visit } from 'graphql'

/** Where a caller may write a directive. */
const inOperations = new Set([
  'QUERY',
  'MUTATION',
  'FIELD',
  'FRAGMENT_DEFINITION',
  'FRAGMENT_SPREAD',
  'INLINE_FRAGMENT',
  'VARIABLE_DEFINITION',
])

/** The directives that callers may write in operations, as composition left them. */
export function readOperationDirectives(supergraphSdl: string): readonly DirectiveDefinitionNode[] {
  return parse(supergraphSdl, { noLocation: true }).definitions.filter(isForOperations)
}

/** Makes them known to the schema that operations are planned over: they go to the subgraphs. */
export function declareForPlanner(
  schema: Schema,
  definitions: readonly DirectiveDefinitionNode[],
): void {
  for (const { name, locations, arguments: args = [], repeatable } of definitions) {
    if (schema.directive(name.value)) continue
    const directive = schema.addDirectiveDefinition(name.value)
    directive.repeatable = repeatable
    directive.addLocations(...locations.flatMap(({ value }) => locationOf(value)))
    for (const { name: argument, type, defaultValue } of args)
      directive.addArgument(
        argument.value,
        typeFromAST(schema, type) as InputType,
        defaultValue && valueFromASTUntyped(defaultValue),
      )
  }
}

function locationOf(name: string): DirectiveLocation | readonly [] {
  const known: Readonly<Record<string, DirectiveLocation>> = DirectiveLocation
  return known[name] ?? []
}

/**
 * The document with every argument of such directives that has a default: a subgraph may know the
 * directive without it.
 */
export function withDirectiveDefaults(
  document: DocumentNode,
  definitions: readonly DirectiveDefinitionNode[],
): DocumentNode {
  if (definitions.length === 0) return document
  return visit(document, {
    Directive(node) {
      const definition = definitions.find(({ name }) => name.value === node.name.value)
      const given = node.arguments ?? []
      const missing = (definition?.arguments ?? []).flatMap(({ name, defaultValue }) =>
        !defaultValue || given.some((one) => one.name.value === name.value)
          ? []
          : [{ kind: Kind.ARGUMENT, name, value: defaultValue } as const],
      )
      return missing.length > 0 ? { ...node, arguments: [...given, ...missing] } : undefined
    },
  })
}

/**
 * The schema with the directives that callers may write and every subgraph knows: composed directives
 * are left out of it, whatever they are for.
 */
export function withOperationDirectives(
  apiSchema: GraphQLSchema,
  directives: readonly DirectiveDefinitionNode[],
): GraphQLSchema {
  const definitions = directives.filter(({ name }) => !apiSchema.getDirective(name.value))
  return definitions.length > 0
    ? extendSchema(apiSchema, { kind: Kind.DOCUMENT, definitions }, { assumeValid: true })
    : apiSchema
}

function isForOperations(node: DefinitionNode): node is DirectiveDefinitionNode {
  return (
    node.kind === Kind.DIRECTIVE_DEFINITION &&
    node.locations.some(({ value }) => inOperations.has(value))
  )
}
