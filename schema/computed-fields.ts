import type {
  ConstDirectiveNode,
  DefinitionNode,
  DocumentNode,
  FieldDefinitionNode,
  FieldNode,
  ObjectTypeDefinitionNode,
  SelectionSetNode,
} from 'graphql'
import { Kind, parse, print, visit } from 'graphql'

/** Marks a computed field; only the files of computed services know it, no schema that is served does. */
const mark = 'computed'

/** One agency's view, as its kind declares it. */
export interface ViewSource {
  /** The agency's field on `Person`. */
  readonly field: string
  /** The SDL of its kind, and the value types it shares with others. */
  readonly types: readonly DefinitionNode[]
  /** Name of its view in them. */
  readonly view: string
}

/**
 * The SDL of a computed service with every `@computed(from: ["events"], of: "people")` written out as what it
 * stands for: `@requires` of that part of each agency's view, of the person, or of each of the people in the
 * field that `of` names, and of the fields beside it that `with` names; and the views as external types. So a new agency is computed over without a change.
 * @param inputs schema/event-inputs.graphql: a fragment for each name in `from`
 * @throws Error naming the part that no fragment gives, or the field that a view does not have
 */
export function expandComputed(
  own: DocumentNode,
  inputs: DocumentNode,
  sources: readonly ViewSource[],
): DocumentNode {
  const parts = partsOf(inputs)
  const used = new Set<string>()
  const expanded: DocumentNode = visit(own, {
    FieldDefinition(field) {
      const found = field.directives?.find(({ name }) => name.value === mark)
      if (!found) return undefined
      const names = textsOf(found, 'from')
      for (const name of names) used.add(name)
      return withRequires(field, requirementText(sources, selectionOf(parts, names), found))
    },
  })
  if (used.size === 0) return own
  const external = externalTypes(sources, selectionOf(parts, [...used]))
  return { ...expanded, definitions: [...withViews(expanded, sources), ...external] }
}

/** Every field of a view that something may be computed over. @param inputs as in `expandComputed` */
export function inputFields(inputs: DocumentNode): readonly string[] {
  return [...partsOf(inputs).values()].flatMap(({ selections }) =>
    selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : [])),
  )
}

type Parts = ReadonlyMap<string, SelectionSetNode>

function partsOf({ definitions }: DocumentNode): Parts {
  return new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet]] : [],
    ),
  )
}

function selectionOf(parts: Parts, names: readonly string[]): SelectionSetNode {
  const selections = names.flatMap((name) => {
    const part = parts.get(name)
    if (!part)
      throw new Error(`@${mark}(from: ["${name}"]): schema/event-inputs.graphql has no such part`)
    return part.selections
  })
  return { kind: Kind.SELECTION_SET, selections }
}

function requirementText(
  sources: readonly ViewSource[],
  selection: SelectionSetNode,
  computed: ConstDirectiveNode,
): string {
  const inside = print(selection).replaceAll(/\s+/g, ' ')
  const views = sources.map(({ field }) => `${field} ${inside}`).join(' ')
  const [of] = textsOf(computed, 'of')
  const beside = textsOf(computed, 'with')
  return [of === undefined ? views : `${of} { id ${views} }`, ...beside].join(' ')
}

function withRequires(field: FieldDefinitionNode, text: string): FieldDefinitionNode {
  const others = (field.directives ?? []).filter(({ name }) => name.value !== mark)
  const requires: ConstDirectiveNode = {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'requires' },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'fields' },
        value: { kind: Kind.STRING, value: text },
      },
    ],
  }
  return { ...field, directives: [...others, requires] }
}

/** The definitions with each agency's view on `Person`. */
function withViews(
  { definitions }: DocumentNode,
  sources: readonly ViewSource[],
): readonly DefinitionNode[] {
  const sdl = sources.map(({ field, view }) => `${field}: ${view} @external`).join('\n')
  const [holder] = parse(`type Person {\n${sdl}\n}`, { noLocation: true }).definitions
  const views = holder?.kind === Kind.OBJECT_TYPE_DEFINITION ? (holder.fields ?? []) : []
  return definitions.map((node) =>
    node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'Person'
      ? { ...node, fields: [...(node.fields ?? []), ...views] }
      : node,
  )
}

/** The types that the selection goes through, each with the fields that are selected of it. */
function externalTypes(
  sources: readonly ViewSource[],
  selection: SelectionSetNode,
): readonly ObjectTypeDefinitionNode[] {
  const found = new Map<string, ObjectTypeDefinitionNode>()
  for (const { types, view } of sources) collect(selection, { types, name: view, found })
  return [...found.values()]
}

interface Collecting {
  readonly types: readonly DefinitionNode[]
  readonly name: string
  readonly found: Map<string, ObjectTypeDefinitionNode>
}

function collect({ selections }: SelectionSetNode, { types, name, found }: Collecting): void {
  const type = types.find((node) => isObjectNamed(node, name))
  for (const node of selections) {
    if (node.kind !== Kind.FIELD) continue
    const field = type?.fields?.find((one) => one.name.value === node.name.value)
    if (!type || !field)
      throw new Error(`${name}.${node.name.value} is read by computed fields, and is not there`)
    found.set(name, withField(found.get(name) ?? { ...type, ...shareable, fields: [] }, field))
    collectInside(node, field, { types, found })
  }
}

function collectInside(
  { selectionSet }: FieldNode,
  { type }: FieldDefinitionNode,
  context: Omit<Collecting, 'name'>,
): void {
  if (selectionSet) collect(selectionSet, { ...context, name: namedType(type) })
}

function withField(
  type: ObjectTypeDefinitionNode,
  field: FieldDefinitionNode,
): ObjectTypeDefinitionNode {
  const { fields = [] } = type
  if (fields.some(({ name }) => name.value === field.name.value)) return type
  return { ...type, fields: [...fields, { ...field, directives: [directive('external')] }] }
}

const shareable = { directives: [directive('shareable')] }

function directive(name: string): ConstDirectiveNode {
  return { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: name } }
}

function namedType(type: FieldDefinitionNode['type']): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type)
}

function isObjectNamed(node: DefinitionNode, name: string): node is ObjectTypeDefinitionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === name
}

/** The texts of an argument that is a text or a list of them. */
function textsOf(node: ConstDirectiveNode, name: string): readonly string[] {
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value
  const values = value?.kind === Kind.LIST ? value.values : [value]
  return values.flatMap((one) => (one?.kind === Kind.STRING ? [one.value] : []))
}
