import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql'
import { Kind, parse, visit } from 'graphql'

import { HubError } from '../../common/errors'

/** How much one request may ask for. A whole person view needs about a quarter of each. */
export interface QueryLimits {
  readonly maxBodyBytes: number
  readonly maxTokens: number
  /** Levels of fields from the root, fragments unfolded. */
  readonly maxDepth: number
  readonly maxAliases: number
  readonly maxRootFields: number
  readonly maxDirectives: number
  /** Fields once fragments are unfolded. */
  readonly maxFields: number
  /** Largest `first` of a list. */
  readonly maxListSize: number
}

export const defaultLimits: QueryLimits = {
  maxBodyBytes: 256 * 1024,
  maxTokens: 12_000,
  maxDepth: 15,
  maxAliases: 50,
  maxRootFields: 10,
  maxDirectives: 50,
  maxFields: 5000,
  maxListSize: 1000,
}

/**
 * Measures a query before anything costly is done with it. Text that is not GraphQL passes: the server
 * says what is wrong with it.
 * @throws HubError QUERY_TOO_LARGE that says what there is too much of, and the most there may be
 */
export function checkQuerySize(source: string, limits: QueryLimits): void {
  const document = parseBounded(source, limits.maxTokens)
  if (!document) return
  const { aliases, directives } = count(document)
  refuseAbove(aliases, limits.maxAliases, ['aliases', 'TOO_MANY_ALIASES'])
  refuseAbove(directives, limits.maxDirectives, ['directives', 'TOO_MANY_DIRECTIVES'])
  const measure = new Measure(document)
  refuseAbove(measure.depth(), limits.maxDepth, ['levels of fields', 'TOO_DEEP'])
  refuseAbove(measure.rootFields(), limits.maxRootFields, ['root fields', 'TOO_MANY_ROOT_FIELDS'])
}

function parseBounded(source: string, maxTokens: number): DocumentNode | null {
  try {
    return parse(source, { maxTokens, noLocation: true })
  } catch (error) {
    if (error instanceof Error && /contains more tha[nt] \d+ tokens/.test(error.message))
      throw tooLarge(`more than ${maxTokens}`, maxTokens, ['tokens', 'TOO_MANY_TOKENS'])
    return null
  }
}

function count(document: DocumentNode): { aliases: number; directives: number } {
  let aliases = 0
  let directives = 0
  visit(document, {
    Field: ({ alias }) => void (aliases += alias ? 1 : 0),
    Directive: () => void (directives += 1),
  })
  return { aliases, directives }
}

/** Measures with fragments unfolded; a fragment is measured once, and one that contains itself ends. */
class Measure {
  readonly #document: DocumentNode
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly #depths = new Map<string, number>()

  constructor(document: DocumentNode) {
    this.#document = document
    this.#fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
      ),
    )
  }

  depth(): number {
    return Math.max(0, ...this.#operations().map((set) => this.#depthOf(set)))
  }

  rootFields(): number {
    return Math.max(0, ...this.#operations().map((set) => this.#fieldsAtTop(set, new Set())))
  }

  #operations(): SelectionSetNode[] {
    return this.#document.definitions.flatMap((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? [node.selectionSet] : [],
    )
  }

  #depthOf(set: SelectionSetNode): number {
    const depths = set.selections.map((node) => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return this.#depthOfFragment(node.name.value)
      const inside = node.selectionSet ? this.#depthOf(node.selectionSet) : 0
      return node.kind === Kind.FIELD ? inside + 1 : inside
    })
    return Math.max(0, ...depths)
  }

  #depthOfFragment(name: string): number {
    const known = this.#depths.get(name)
    if (known !== undefined) return known
    this.#depths.set(name, 0)
    const fragment = this.#fragments.get(name)
    const depth = fragment ? this.#depthOf(fragment.selectionSet) : 0
    this.#depths.set(name, depth)
    return depth
  }

  #fieldsAtTop(set: SelectionSetNode, seen: Set<string>): number {
    return set.selections.reduce((total, node) => {
      if (node.kind === Kind.FIELD) return total + 1
      if (node.kind === Kind.INLINE_FRAGMENT)
        return total + this.#fieldsAtTop(node.selectionSet, seen)
      const name = node.name.value
      const fragment = seen.has(name) ? undefined : this.#fragments.get(name)
      seen.add(name)
      return fragment ? total + this.#fieldsAtTop(fragment.selectionSet, seen) : total
    }, 0)
  }
}

type What = readonly [noun: string, reason: string]

function refuseAbove(found: number, most: number, what: What): void {
  if (found > most) throw tooLarge(String(found), most, what)
}

function tooLarge(found: string, most: number, [noun, reason]: What): HubError {
  const message = `The query has ${found} ${noun}; the most is ${most}. Ask for less at a time.`
  return new HubError('QUERY_TOO_LARGE', message, { reason, httpStatus: 400 })
}
