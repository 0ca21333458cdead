import type { FieldNode, SelectionSetNode } from 'graphql'
import { Kind, parse, print, visit } from 'graphql'

const leavesPerRecord = 6

/** Of a whole person view one list of each agency, with some fields of each record. */
export function narrowView(wholeView: string): string {
  const document = parse(wholeView, { noLocation: true })
  return print(
    visit(document, {
      Field: (node) =>
        node.name.value === 'personByIdentifier' && node.selectionSet
          ? { ...node, selectionSet: narrowPerson(node.selectionSet) }
          : undefined,
    }),
  )
}

function narrowPerson(set: SelectionSetNode): SelectionSetNode {
  return withFields(
    set,
    fieldsOf(set).map((field) => {
      if (!field.selectionSet) return field
      const lists = fieldsOf(field.selectionSet).filter(({ selectionSet }) => selectionSet)
      const widest = lists.toSorted((a, b) => leavesOf(b).length - leavesOf(a).length).slice(0, 1)
      const narrowed = widest.map((list) => ({
        ...list,
        selectionSet: withFields(set, leavesOf(list).slice(0, leavesPerRecord)),
      }))
      return { ...field, selectionSet: withFields(set, narrowed) }
    }),
  )
}

function leavesOf({ selectionSet }: FieldNode): readonly FieldNode[] {
  return selectionSet ? fieldsOf(selectionSet).filter((field) => !field.selectionSet) : []
}

function fieldsOf({ selections }: SelectionSetNode): readonly FieldNode[] {
  return selections.filter((node) => node.kind === Kind.FIELD)
}

function withFields(set: SelectionSetNode, selections: readonly FieldNode[]): SelectionSetNode {
  return { ...set, selections }
}
