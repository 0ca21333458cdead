import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql'
import {
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  isObjectType,
  Kind,
} from 'graphql'
import { GraphQLSkipDirective } from 'graphql'

import { HubError } from '../../common/errors'
import type { Agency } from '../../common/register'
import { hubCode } from '../../common/services'
import type { FieldOwners } from '../../schema/field-owners'
import type { Requirements } from '../../schema/requirements'

export type Variables = Readonly<Record<string, unknown>>

/** One field of an answer: fragments are unfolded, skipped fields gone, equal response names joined. */
export interface SelectedField {
  readonly responseName: string
  /** Every node of the document that asks for it; they agree in name and arguments. */
  readonly nodes: readonly [FieldNode, ...FieldNode[]]
  readonly parentType: GraphQLObjectType
  /** Null for `__typename`, `__schema` and `__type`. */
  readonly definition: GraphQLField<unknown, unknown> | null
  readonly source: FieldSource
  readonly children: readonly SelectedField[]
  /**
   * What its subgraph must be given of others to answer for it, beside it in the same object. Fields
   * that callers cannot see are left out: they are the hub's own, such as an agency's references.
   */
  readonly required: readonly SelectedField[]
}

/** Whose data a field is. */
export interface FieldSource {
  /** Name of the subgraph. */
  readonly service: string
  /** Null for the person index and the hub itself. */
  readonly agency: Agency | null
}

export interface Selection {
  readonly operation: OperationDefinitionNode
  readonly fields: readonly SelectedField[]
}

export interface SelectionInput {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** Coerced. */
  readonly variables: Variables
  readonly register: readonly Agency[]
  readonly owners: FieldOwners
  readonly requirements: Requirements
  /** Most fields an operation may unfold to. */
  readonly maxFields: number
}

const none: readonly SelectedField[] = []

/** The type to which every agency adds its field. */
export const personType = 'Person'

/** The type of a search for people: what the index is asked of it may fail by itself. */
export const searchType = 'PersonSearch'

/** The type of the facts that agencies tell of their records. */
export const eventType = 'Event'

/**
 * What a validated operation asks for, as a tree of response fields.
 * @throws HubError QUERY_TOO_LARGE when fragments unfold to more than `maxFields`.
 */
export function readSelection(input: SelectionInput): Selection {
  const root = input.schema.getRootType(input.operation.operation)
  if (!root) throw new HubError('BAD_USER_INPUT', 'The hub has no such operation type.')
  const reader = new SelectionReader(input)
  return {
    operation: input.operation,
    fields: reader.readFields(root, [input.operation.selectionSet], hubItself),
  }
}

/** What no subgraph owns and nothing led to: `__typename` at the root, introspection. */
const hubItself: FieldSource = { service: hubCode, agency: null }

/** The coordinate of a field, as in `Person.id`. */
export function coordinateOf(field: SelectedField): string {
  return `${field.parentType.name}.${field.nodes[0].name.value}`
}

class SelectionReader {
  readonly #input: SelectionInput
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly #sources: ReadonlyMap<string, FieldSource>
  readonly #required = new Map<string, readonly SelectedField[]>()
  #count = 0

  constructor(input: SelectionInput) {
    this.#input = input
    this.#sources = new Map(
      input.register.map((agency) => [agency.code, { service: agency.code, agency }]),
    )
    this.#fragments = new Map(
      input.document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
      ),
    )
  }

  readFields(
    parentType: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    source: FieldSource,
  ): readonly SelectedField[] {
    const groups = new Map<string, [FieldNode, ...FieldNode[]]>()
    const seen = new Set<string>()
    for (const set of sets) this.#collect(set, groups, seen)
    return [...groups].map(([responseName, nodes]) => {
      this.#countField()
      return this.#readField(parentType, { responseName, nodes }, source)
    })
  }

  #readField(
    parentType: GraphQLObjectType,
    group: Pick<SelectedField, 'responseName' | 'nodes'>,
    parentSource: FieldSource,
  ): SelectedField {
    const name = group.nodes[0].name.value
    const definition = parentType.getFields()[name] ?? null
    const source = this.#sourceOf(`${parentType.name}.${name}`) ?? parentSource
    const type = definition ? getNamedType(definition.type) : null
    const sets = group.nodes.flatMap((node) => node.selectionSet ?? [])
    const children = isObjectType(type) ? this.readFields(type, sets, source) : []
    const required = definition ? this.#readRequired(parentType, name, source) : none
    return { ...group, parentType, definition, source, children, required }
  }

  /** The same however often the field is asked for: it has no arguments and no names of a caller's. */
  #readRequired(
    parentType: GraphQLObjectType,
    name: string,
    source: FieldSource,
  ): readonly SelectedField[] {
    const coordinate = `${parentType.name}.${name}`
    const sets = this.#input.requirements.get(coordinate)
    if (!sets) return none
    const known = this.#required.get(coordinate)
    if (known) return known
    const visible = sets.map((set) => withoutInvisible(set, parentType))
    const required = this.readFields(parentType, visible, source)
    this.#required.set(coordinate, required)
    return required
  }

  #sourceOf(coordinate: string): FieldSource | null {
    const owner = this.#input.owners.get(coordinate)
    if (owner === undefined) return null
    return this.#sources.get(owner) ?? { service: owner, agency: null }
  }

  // The hub has no interfaces and no unions, so a type condition always holds.
  #collect(
    set: SelectionSetNode,
    groups: Map<string, [FieldNode, ...FieldNode[]]>,
    seen: Set<string>,
  ): void {
    for (const node of set.selections) {
      if (!this.#isIncluded(node)) continue
      if (node.kind === Kind.FIELD) {
        const responseName = node.alias?.value ?? node.name.value
        const group = groups.get(responseName)
        if (group) group.push(node)
        else groups.set(responseName, [node])
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        this.#collect(node.selectionSet, groups, seen)
      } else if (!seen.has(node.name.value)) {
        seen.add(node.name.value)
        const fragment = this.#fragments.get(node.name.value)
        if (fragment) this.#collect(fragment.selectionSet, groups, seen)
      }
    }
  }

  #isIncluded(node: SelectionSetNode['selections'][number]): boolean {
    const { variables } = this.#input
    const skip = getDirectiveValues(GraphQLSkipDirective, node, variables)
    const include = getDirectiveValues(GraphQLIncludeDirective, node, variables)
    return skip?.['if'] !== true && include?.['if'] !== false
  }

  #countField(): void {
    this.#count += 1
    const { maxFields } = this.#input
    if (this.#count > maxFields)
      throw new HubError(
        'QUERY_TOO_LARGE',
        `The query asks for more than ${maxFields} fields once its fragments are unfolded; ask for less at a time.`,
        { reason: 'TOO_MANY_FIELDS', httpStatus: 400 },
      )
  }
}

/** The selection without fields that callers cannot see. */
function withoutInvisible(set: SelectionSetNode, type: GraphQLObjectType): SelectionSetNode {
  const selections = set.selections.flatMap((node): SelectionSetNode['selections'] => {
    if (node.kind !== Kind.FIELD) return [node]
    const field = type.getFields()[node.name.value]
    if (!field) return []
    const inside = getNamedType(field.type)
    const { selectionSet } = node
    if (!selectionSet || !isObjectType(inside)) return [node]
    return [{ ...node, selectionSet: withoutInvisible(selectionSet, inside) }]
  })
  return { ...set, selections }
}
