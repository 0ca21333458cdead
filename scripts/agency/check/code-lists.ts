import type { DocumentNode, EnumTypeDefinitionNode } from 'graphql'
import { Kind } from 'graphql'

/** Code lists of others, and whose they are. */
export interface KnownLists {
  /** As in `schema/hub.graphql` or `northshire-police`. */
  readonly of: string
  readonly sdl: DocumentNode
}

/**
 * What is wrong with the code lists of an SDL, one sentence each. A list that the hub or another agency has
 * under the same name must have the same words: composition would join the two, and a word that one of them
 * does not know would be asked for and never found.
 */
export function checkCodeLists(
  sdl: DocumentNode,
  others: readonly KnownLists[],
): readonly string[] {
  const known = new Map<string, { readonly of: string; readonly words: readonly string[] }>()
  for (const other of others)
    for (const list of enumsOf(other.sdl))
      if (!known.has(list.name.value))
        known.set(list.name.value, { of: other.of, words: wordsOf(list) })
  return enumsOf(sdl).flatMap((list) => {
    const other = known.get(list.name.value)
    return [...(other ? compareLists(list, other) : []), ...findUntold(list)]
  })
}

function compareLists(
  list: EnumTypeDefinitionNode,
  other: { readonly of: string; readonly words: readonly string[] },
): readonly string[] {
  const own = wordsOf(list)
  const missing = other.words.filter((word) => !own.includes(word))
  const extra = own.filter((word) => !other.words.includes(word))
  if (missing.length === 0 && extra.length === 0) return []
  const parts = [
    ...(missing.length > 0 ? [`it lacks ${missing.join(', ')}`] : []),
    ...(extra.length > 0 ? [`it has ${extra.join(', ')} as well`] : []),
  ]
  return [
    `The code list ${list.name.value} is also that of ${other.of}: ${parts.join(', and ')}. Use the same words, or another name.`,
  ]
}

/** Who reads an answer sees the words, not the code. */
function findUntold({ name, values = [] }: EnumTypeDefinitionNode): readonly string[] {
  const untold = values.filter(({ description }) => !description?.value.trim())
  if (untold.length === 0) return []
  const codes = untold.map((value) => value.name.value).join(', ')
  return [`The code list ${name.value} does not say what ${codes} means: add a description.`]
}

function enumsOf({ definitions }: DocumentNode): readonly EnumTypeDefinitionNode[] {
  return definitions.filter((node) => node.kind === Kind.ENUM_TYPE_DEFINITION)
}

function wordsOf({ values = [] }: EnumTypeDefinitionNode): readonly string[] {
  return values.map(({ name }) => name.value)
}
