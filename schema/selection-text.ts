import type { SelectionSetNode } from 'graphql'
import { Kind, parse } from 'graphql'

/**
 * Reads a selection as a directive's argument holds it: `id name { family }`, without the outer braces.
 * @throws Error when it is none
 * @see https://specs.apollo.dev/join/v0.4/#scalar-FieldSet
 */
export function readSelectionText(text: string): SelectionSetNode {
  const [definition] = parse(`{${text}}`, { noLocation: true }).definitions
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`Not a selection: ${text}`)
  return definition.selectionSet
}
