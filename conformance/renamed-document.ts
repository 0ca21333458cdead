import type {
  ASTNode,
  DocumentNode,
  FieldNode,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLSchema,
} from 'graphql'
import { Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql'

import { askedPrefix } from '../gateway/authorization/re-alias'

/**
 * The document under names that no subgraph and no planner uses: a caller's alias or arguments can
 * then never stand in for an input that the planner adds (hazards 1 and 2).
 */
export function renameFields(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const types = new TypeInfo(schema)
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field(node): ASTNode | undefined {
        const hasArguments = (types.getFieldDef()?.args.length ?? 0) > 0
        const name = fetchedNameOf(node, hasArguments)
        const isAsIs = name === (node.alias?.value ?? node.name.value)
        return isAsIs ? undefined : { ...node, alias: { kind: Kind.NAME, value: name } }
      },
    }),
  )
}

/**
 * The name under which a field is fetched.
 * @param takesArguments whether the schema gives it any: an argument left out has a default
 */
export function fetchedNameOf(node: FieldNode, takesArguments: boolean): string {
  const responseName = node.alias?.value ?? node.name.value
  const isPlain = responseName === node.name.value && !takesArguments
  const isInternal = node.name.value.startsWith('__') && !node.alias
  const isAmbiguous = responseName.startsWith(askedPrefix)
  return isInternal || (isPlain && !isAmbiguous) ? responseName : askedPrefix + responseName
}

/** True when the schema gives a field any arguments. */
export function takesArguments(
  type: GraphQLObjectType | GraphQLInterfaceType,
  fieldName: string,
): boolean {
  return (type.getFields()[fieldName]?.args.length ?? 0) > 0
}
