import type {
  ConstDirectiveNode,
  DefinitionNode,
  DocumentNode,
  FieldDefinitionNode,
  ObjectTypeDefinitionNode,
} from 'graphql'
import { Kind, visit } from 'graphql'

/** Marks the view of a kind; only the files of kinds know it, no schema that is served does. */
const mark = 'view'

/** The field whose rows have categories of their own. */
const eventsField = 'events'

/**
 * A kind's SDL with what every agency offers: the type marked `@view(events: ["HEALTH"])` gets the fields of
 * the shared `View`, and the categories its events may be of; the other types come along as they are.
 * @param shared schema/every-agency.graphql
 * @throws Error when no type or more than one is marked, or a field is written out that the mark gives.
 */
export function expandView(kind: DocumentNode, shared: DocumentNode): DocumentNode {
  const marked = objectTypes(kind).filter((type) => findMark(type) !== undefined)
  const [view] = marked
  if (!view || marked.length > 1)
    throw new Error(`One type is marked @${mark}: the view of the kind; here ${marked.length} are`)
  const given = objectTypes(shared).find(({ name }) => name.value === 'View')?.fields ?? []
  const twice = view.fields?.find(({ name }) => given.some((one) => one.name.value === name.value))
  if (twice) throw new Error(`${view.name.value}.${twice.name.value} is given by @${mark}`)
  const expanded = {
    ...view,
    fields: [...(view.fields ?? []), ...given.map((field) => withRows(field, findMark(view)))],
    directives: view.directives?.filter(({ name }) => name.value !== mark) ?? [],
  }
  const others = shared.definitions.filter((node) => !isView(node))
  const own = kind.definitions.map((node) => (node === view ? expanded : node))
  return { kind: Kind.DOCUMENT, definitions: [...own, ...others] }
}

function isView(node: DefinitionNode): boolean {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'View'
}

/** Adds the categories of the rows to the classification of the events. */
function withRows(
  field: FieldDefinitionNode,
  view: ConstDirectiveNode | undefined,
): FieldDefinitionNode {
  const rows = view?.arguments?.find(({ name }) => name.value === eventsField)
  if (!rows || field.name.value !== eventsField) return field
  return visit(field, {
    Directive(directive) {
      if (directive.name.value !== 'classified') return undefined
      const added = { ...rows, name: { ...rows.name, value: 'rows' } }
      return { ...directive, arguments: [...(directive.arguments ?? []), added] }
    },
  })
}

function findMark({ directives = [] }: ObjectTypeDefinitionNode): ConstDirectiveNode | undefined {
  return directives.find(({ name }) => name.value === mark)
}

function objectTypes({ definitions }: DocumentNode): readonly ObjectTypeDefinitionNode[] {
  return definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION)
}
