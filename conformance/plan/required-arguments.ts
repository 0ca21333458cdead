import type {
  ConstDirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  FieldNode,
  GraphQLNamedType,
  GraphQLSchema,
  InterfaceTypeDefinitionNode,
  ObjectTypeDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql'
import {
  buildASTSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  visit,
} from 'graphql'

import { argumentOf, graphOf } from '../../gateway/plan/resolvable-keys'
import { readSelectionText } from '../../schema/selection-text'

/** A field that some `@requires` asks for with arguments. */
export interface RequiredField {
  /** With the arguments, under its real name. */
  readonly node: FieldNode
  /** Types that have it. */
  readonly typeNames: ReadonlySet<string>
}

/** A supergraph in which required fields with arguments have names of their own. */
export interface NamedRequirements {
  readonly supergraph: DocumentNode
  /** By the name they have there. */
  readonly fields: ReadonlyMap<string, RequiredField>
  /** Names of such fields that a field needs: by subgraph's enum value and coordinate. */
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>
}

type FieldsDefinition = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode

/**
 * Gives each required field with arguments a name of its own and no arguments. The planner joins
 * fields of the same name whatever their arguments, so that one `@requires` would get what another
 * asked for, or what the caller asked for (hazard 2).
 */
export function nameRequirements(supergraph: DocumentNode): NamedRequirements {
  const namer = new RequirementNamer(buildASTSchema(supergraph, { assumeValid: true }))
  const renamed = mapFieldTypes(supergraph, (node) => namer.renameIn(node))
  const { fields, needs } = namer
  if (fields.size === 0) return { supergraph, fields, needs }
  const isUsed = findUses(renamed)
  const named = mapFieldTypes(renamed, (node) => withNamed(node, fields))
  return { supergraph: mapFieldTypes(named, (node) => withoutUnused(node, isUsed)), fields, needs }
}

function mapFieldTypes(
  document: DocumentNode,
  change: (node: FieldsDefinition) => FieldsDefinition,
): DocumentNode {
  return visit(document, { ObjectTypeDefinition: change, InterfaceTypeDefinition: change })
}

class RequirementNamer {
  readonly fields = new Map<string, RequiredField & { readonly typeNames: Set<string> }>()
  readonly needs = new Map<string, ReadonlySet<string>>()
  readonly #schema: GraphQLSchema
  readonly #names = new Map<string, string>()

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
  }

  renameIn(node: FieldsDefinition): FieldsDefinition {
    const fields = (node.fields ?? []).map((field) => ({
      ...field,
      directives: (field.directives ?? []).map((directive) =>
        this.#renameDirective(directive, `${node.name.value}.${field.name.value}`),
      ),
    }))
    return { ...node, fields }
  }

  #renameDirective(directive: ConstDirectiveNode, coordinate: string): ConstDirectiveNode {
    const requires = argumentOf(directive, 'requires')
    if (directive.name.value !== 'join__field' || requires?.kind !== Kind.STRING) return directive
    const type = this.#schema.getType(coordinate.split('.')[0] ?? '')
    const needed = new Set<string>()
    const set = this.#rename(readSelectionText(requires.value), { type, needed })
    if (needed.size === 0) return directive
    this.needs.set(`${graphOf(directive) ?? ''} ${coordinate}`, needed)
    const value = { ...requires, value: print(set).slice(1, -1) }
    const args = (directive.arguments ?? []).map((one) =>
      one.name.value === 'requires' ? { ...one, value } : one,
    )
    return { ...directive, arguments: args }
  }

  #rename(set: SelectionSetNode, at: Inside): SelectionSetNode {
    return { ...set, selections: set.selections.map((node) => this.#renameNode(node, at)) }
  }

  #renameNode(node: SelectionNode, { type, needed }: Inside): SelectionNode {
    if (node.kind === Kind.FRAGMENT_SPREAD) return node
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const condition = node.typeCondition
      const inside = condition ? this.#schema.getType(condition.name.value) : type
      return { ...node, selectionSet: this.#rename(node.selectionSet, { type: inside, needed }) }
    }
    const inside = { type: fieldType(type, node.name.value), needed }
    const { selectionSet } = node
    const deep = selectionSet ? { ...node, selectionSet: this.#rename(selectionSet, inside) } : node
    if ((node.arguments ?? []).length === 0 || !type) return deep
    const name = this.#nameOf(type, node)
    needed.add(name)
    return { ...deep, name: { kind: Kind.NAME, value: name }, arguments: [] }
  }

  #nameOf(type: GraphQLNamedType, { name, arguments: args }: FieldNode): string {
    const node: FieldNode = { kind: Kind.FIELD, name, ...(args ? { arguments: args } : {}) }
    const text = print(node)
    const given = this.#names.get(text) ?? `${name.value}__required_${this.#names.size}`
    this.#names.set(text, given)
    const known = this.fields.get(given) ?? { node, typeNames: new Set<string>() }
    for (const one of this.#withImplementations(type)) known.typeNames.add(one.name)
    this.fields.set(given, known)
    return given
  }

  #withImplementations(type: GraphQLNamedType): readonly GraphQLNamedType[] {
    if (!isInterfaceType(type)) return [type]
    const { objects, interfaces } = this.#schema.getImplementations(type)
    return [type, ...objects, ...interfaces]
  }
}

interface Inside {
  readonly type: GraphQLNamedType | null | undefined
  readonly needed: Set<string>
}

function fieldType(type: GraphQLNamedType | null | undefined, name: string) {
  if (!isObjectType(type) && !isInterfaceType(type)) return null
  const field = type.getFields()[name]
  return field ? getNamedType(field.type) : null
}

/** The same subgraphs give the field under either name. */
function withNamed(
  type: FieldsDefinition,
  named: ReadonlyMap<string, RequiredField>,
): FieldsDefinition {
  const fields = type.fields ?? []
  const added = [...named].flatMap(([name, { node, typeNames }]): FieldDefinitionNode[] => {
    const original = fields.find((field) => field.name.value === node.name.value)
    if (!original || !typeNames.has(type.name.value)) return []
    return [{ ...original, name: { kind: Kind.NAME, value: name }, arguments: [] }]
  })
  return { ...type, fields: [...fields, ...added] }
}

/** Says whether a subgraph needs a field of others for something. */
type UseTest = (graph: string, fieldName: string) => boolean

function findUses(supergraph: DocumentNode): UseTest {
  const words = new Map<string, Set<string>>()
  visit(supergraph, {
    Directive(directive) {
      const graph = graphOf(directive as ConstDirectiveNode) ?? ''
      const known = words.get(graph) ?? new Set<string>()
      words.set(graph, known)
      for (const { name, value } of directive.arguments ?? [])
        if (selectionArguments.has(name.value) && value.kind === Kind.STRING)
          for (const word of value.value.match(/\w+/g) ?? []) known.add(word)
    },
  })
  return (graph, fieldName) => words.get(graph)?.has(fieldName) === true
}

const selectionArguments = new Set(['key', 'requires', 'provides'])

/** A subgraph may not name a field of others that it needs for nothing. */
function withoutUnused(type: FieldsDefinition, isUsed: UseTest): FieldsDefinition {
  const fields = (type.fields ?? []).map((field) => ({
    ...field,
    directives: (field.directives ?? []).filter((directive) => {
      const external = argumentOf(directive, 'external')
      const isExternal = external?.kind === Kind.BOOLEAN && external.value
      return !isExternal || isUsed(graphOf(directive) ?? '', field.name.value)
    }),
  }))
  return { ...type, fields }
}
