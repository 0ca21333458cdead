import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql'
import { getNamedType, getNullableType, isLeafType, isObjectType, Kind, typeFromAST } from 'graphql'

import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import { personType } from '../operation/selection'
import type { AskedField } from './asked-fields'
import { askedFields } from './asked-fields'
import type { LeafCheck } from './leaf-check'
import { leafCheck } from './leaf-check'
import type { NamedLeaf } from './same-leaves'
import { allOrNull, compileSameLeaves, leavesCheck } from './same-leaves'
import type { Trail, ValueReader } from './value-readers'
import { exactText, leafReader, maxListItems, ShapeError, typeReader } from './value-readers'

/**
 * Reads what a subgraph sent and gives back exactly what was asked for, so nothing else can get into
 * an answer.
 * @throws ShapeError when something is missing or is not of its type
 */
export type ShapeReader = (value: unknown) => JsonObject | null

/** What the answer to one query must look like. */
export interface AnswerShape {
  /** Reads `data` of a query without representations. */
  readonly readRoot: ShapeReader
  /** Reads one element of `_entities`; null when the query asks for none. */
  readonly readEntity: ShapeReader | null
  /** Response names at the top: of the root, or of an entity. */
  readonly responseNames: readonly string[]
}

/** The shape of the answer to a subgraph query that the planner made. */
export function readAnswerShape(schema: GraphQLSchema, document: DocumentNode): AnswerShape {
  const compiler = new ShapeCompiler(schema, document)
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)
  const root = operation ? schema.getRootType(operation.operation) : null
  if (!operation || !root) throw new Error('A subgraph query without an operation')
  const entities = operation.selectionSet.selections.find(
    (node) => node.kind === Kind.FIELD && node.name.value === '_entities',
  )
  if (entities?.kind === Kind.FIELD && entities.selectionSet) {
    const { set, type } = compiler.entitySelection(entities.selectionSet)
    const read = compiler.writableReader(type, set)
    return { readRoot: noRoot, readEntity: asReader(read), responseNames: compiler.names(set) }
  }
  const read = compiler.writableReader(root, operation.selectionSet)
  const responseNames = compiler.names(operation.selectionSet)
  return { readRoot: asReader(read), readEntity: null, responseNames }
}

const noRoot: ShapeReader = () => {
  throw new ShapeError([], 'a query for entities has no root fields')
}

function asReader(read: ValueReader): ShapeReader {
  return (value) => {
    if (value === null) return null
    const answer = read(value, [])
    return isObject(answer) ? answer : null
  }
}

class ShapeCompiler {
  readonly #schema: GraphQLSchema
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema
    this.#fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
      ),
    )
  }

  /** The planner asks `_entities` for one type at a time: the hub has no abstract types. */
  entitySelection(set: SelectionSetNode): { set: SelectionSetNode; type: GraphQLObjectType } {
    for (const node of set.selections) {
      const fragment =
        node.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(node.name.value) : node
      if (fragment?.kind === Kind.FIELD || !fragment?.typeCondition) continue
      const type = typeFromAST(this.#schema, fragment.typeCondition)
      if (isObjectType(type)) return { set: fragment.selectionSet, type }
    }
    throw new Error('A query for entities that names no type')
  }

  names(set: SelectionSetNode): readonly string[] {
    return [...askedFields(set, this.#fragments).keys()].filter((name) => name !== '__typename')
  }

  /** Gives an object of its own: other fetches are merged into it, and a shared one would mix people. */
  writableReader(type: GraphQLObjectType, set: SelectionSetNode): ValueReader {
    const readers = [...askedFields(set, this.#fragments)].map(([name, field]) => ({
      name,
      isPlain: plainCheck(name, type.getFields()[field.name]?.type),
      read: this.#fieldReader(type, field),
    }))
    return (value, at) => {
      if (!isObject(value)) throw new ShapeError(at, 'expected an object')
      const answer: JsonObject = {}
      for (const { name, isPlain, read } of readers) {
        const given = value[name]
        answer[name] = isPlain(given) ? given : readMember(value, name, { read, at })
      }
      return answer
    }
  }

  /** Gives a record as the subgraph sent it when there is nothing in it but what was asked for. */
  #objectReader(type: GraphQLObjectType, set: SelectionSetNode): ValueReader {
    const read = this.writableReader(type, set)
    const leaves = [...askedFields(set, this.#fragments)].map(([name, field]) =>
      namedLeaf(type, name, field),
    )
    const named = allOrNull(leaves)
    if (type.name === personType || !named) return read
    const isSame = compileSameLeaves(named)
    return (value, at) => (isObject(value) && isSame(value) ? value : read(value, at))
  }

  #fieldReader(parent: GraphQLObjectType, { name, set, first }: AskedField): ValueReader {
    if (name === '__typename') return exactText(parent.name)
    const field = parent.getFields()[name]
    if (!field) throw new Error(`No field ${parent.name}.${name} in the supergraph`)
    const named = getNamedType(field.type)
    const readNamed =
      isObjectType(named) && set ? this.#objectReader(named, set) : leafReader(named)
    return typeReader(field.type, readNamed, first ?? maxListItems)
  }
}

/** A field of leaves under the name it was asked for; null for everything else. */
function namedLeaf(parent: GraphQLObjectType, name: string, asked: AskedField): NamedLeaf | null {
  const type = parent.getFields()[asked.name]?.type
  const isValid = type && leavesCheck(type, (leaf) => leafCheck(leaf))
  return isValid ? { name, isValid } : null
}

/** True for a leaf that can be copied; everything else goes to the reader that says what is wrong. */
function plainCheck(name: string, type: GraphQLOutputType | undefined): LeafCheck {
  const leaf = type && getNullableType(type)
  return leaf && isLeafType(leaf) && !(name in Object.prototype) ? leafCheck(leaf) : () => false
}

function readMember(
  value: JsonObject,
  name: string,
  { read, at }: { readonly read: ValueReader; readonly at: Trail },
): unknown {
  at.push(name)
  if (!Object.hasOwn(value, name)) throw new ShapeError(at, 'is missing')
  const answer = read(value[name], at)
  at.pop()
  return answer
}
