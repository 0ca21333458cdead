import type { FieldNode, GraphQLObjectType } from 'graphql'
import { Kind } from 'graphql'

import { isObject } from '../../common/json'

/** What an object of a computed result says of what is behind it. */
export interface Origin {
  /** Name of the object's type. */
  readonly type: string
  /** Codes of the agencies that it names, itself or by its sources. */
  readonly agencies: readonly string[]
  readonly recordId: string | null
  readonly kind: string | null
  readonly category: string | null
  /** Of a row of a chronology, or why an input is missing. */
  readonly sort: string | null
}

type Json = Readonly<Record<string, unknown>>

/**
 * What must be asked of every object of a computed result, that it can be judged: first and under their own names.
 * Empty for all other types.
 */
export function namesOfOrigin(type: GraphQLObjectType): string {
  if (!isComputedType(type)) return ''
  const fields = type.getFields()
  const names = ['agency', 'agencies', 'recordId', 'kind', 'category', 'type', 'reason']
  const own = names.filter((name) => fields[name])
  return [...own, ...(fields['sources'] ? ['sources { agency recordId }'] : [])].join(' ')
}

/** True for a type of which insights alone has fields. */
export function isComputedType({ name, astNode }: GraphQLObjectType): boolean {
  if (name === 'Query' || name === 'Mutation') return false
  const graphs = (astNode?.directives ?? [])
    .filter(({ name: directive }) => directive.value === 'join__type')
    .flatMap(({ arguments: args = [] }) => args.filter(({ name: by }) => by.value === 'graph'))
    .flatMap(({ value }) => (value.kind === Kind.ENUM ? [value.value] : []))
  return graphs.length > 0 && graphs.every((graph) => graph === 'INSIGHTS')
}

/** The origin of an object; of what it does not say, that of the object around it. */
export function readOrigin(
  value: object,
  nodes: readonly FieldNode[],
  { type, around }: { readonly type: GraphQLObjectType; readonly around: Origin | null },
): Origin | null {
  if (type.name === 'Person') return null
  if (!isComputedType(type)) return around
  const read = (name: string): unknown => {
    const node = nodes.find((one) => one.name.value === name)
    return node && (value as Json)[node.alias?.value ?? name]
  }
  const text = (name: string) => textOf(read(name))
  const named = ['agency', 'agencies', 'sources'].flatMap((name) => read(name)).flatMap(codeOf)
  const sort = text('type') ?? text('reason')
  const own = { type: type.name, recordId: text('recordId'), ...wordsOf(text) }
  if (!around) return { ...own, agencies: [...new Set(named)], sort }
  const agencies = named.length > 0 ? [...new Set(named)] : around.agencies
  return { ...own, agencies, sort: sort ?? around.sort }
}

function wordsOf(text: (name: string) => string | null) {
  return { kind: text('kind'), category: text('category') }
}

/** An agency by its code, or the one of a source. */
function codeOf(value: unknown): readonly string[] {
  const code = isObject(value) ? value['agency'] : value
  return typeof code === 'string' ? [code] : []
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
