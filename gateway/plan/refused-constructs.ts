import type {
  ConstDirectiveNode,
  DefinitionNode,
  DocumentNode,
  InterfaceTypeDefinitionNode,
  ObjectTypeDefinitionNode,
} from 'graphql'
import { Kind, OperationTypeNode } from 'graphql'

import { argumentOf } from './resolvable-keys'

/** What the supergraph asks of a gateway that this one does not do. */
export class RefusedConstructError extends Error {
  readonly coordinates: readonly string[]

  constructor(refused: readonly Refused[]) {
    const lines = refused.map(({ coordinate, construct }) => `${coordinate}: ${construct}`)
    super(['The gateway does not do what the supergraph asks of it:', ...lines].join('\n  '))
    this.name = 'RefusedConstructError'
    this.coordinates = refused.map(({ coordinate }) => coordinate)
  }
}

interface Refused {
  readonly coordinate: string
  readonly construct: string
}

/** Directives that promise something which would silently not happen. */
const refusedDirectives = new Set([
  'authenticated',
  'requiresScopes',
  'policy',
  'context',
  'fromContext',
])

/**
 * Makes sure that a supergraph asks nothing that would silently not happen (hazard 7).
 * @throws RefusedConstructError that names each coordinate
 */
export function refuseConstructs({ definitions }: DocumentNode): void {
  const refused = definitions.flatMap(refusedIn)
  if (refused.length > 0) throw new RefusedConstructError(refused)
}

function refusedIn(node: DefinitionNode): readonly Refused[] {
  switch (node.kind) {
    case Kind.SCHEMA_DEFINITION:
      return node.operationTypes
        .filter(({ operation }) => operation === OperationTypeNode.SUBSCRIPTION)
        .map(({ type }) => ({ coordinate: type.name.value, construct: 'subscriptions' }))
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return refusedInType(node)
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.UNION_TYPE_DEFINITION:
      return refusedOf(node.name.value, node.directives)
    default:
      return []
  }
}

function refusedInType({
  name,
  directives,
  fields = [],
}: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode): readonly Refused[] {
  const inside = fields.flatMap((field) => {
    const coordinate = `${name.value}.${field.name.value}`
    const inArguments = (field.arguments ?? []).flatMap((one) =>
      refusedOf(`${coordinate}(${one.name.value}:)`, one.directives),
    )
    return [...refusedOf(coordinate, field.directives), ...inArguments]
  })
  return [...refusedOf(name.value, directives), ...inside]
}

function refusedOf(
  coordinate: string,
  directives: readonly ConstDirectiveNode[] | undefined,
): readonly Refused[] {
  return (directives ?? []).flatMap((directive) => {
    const name = directive.name.value.replace(/^.*__/, '')
    if (refusedDirectives.has(name)) return [{ coordinate, construct: `@${name}` }]
    if (directive.name.value !== 'join__field') return []
    if (argumentOf(directive, 'overrideLabel'))
      return [{ coordinate, construct: '@override with a label' }]
    const isContextual = argumentOf(directive, 'contextArguments') !== undefined
    return isContextual ? [{ coordinate, construct: '@fromContext' }] : []
  })
}
