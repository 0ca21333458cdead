import type { GraphQLField, GraphQLNamedType, GraphQLSchema } from 'graphql'
import { getNamedType, isLeafType, isObjectType } from 'graphql'

import { namesOfOrigin } from './computed-leaves'

/** Whom an operation is about: arguments of the root field. */
export interface Target {
  readonly rootField:
    | 'person'
    | 'personByIdentifier'
    | 'peopleAtAddress'
    | 'address'
    | 'addressesByPostcode'
    | 'searchPersons'
  /** As in `(id: "x")`. */
  readonly args: string
}

/** How deep selections go below the root field. */
const maxDepth = 5

/** What is asked of every object of a type. */
const toldBy: Readonly<Record<string, string>> = { Event: 'kind category', Person: 'id' }

/** How many agencies one operation asks at most. */
const mostAgencies = 6

/** Directives and the ways in which they keep a field. */
const directives = ['@include(if: $yes)', '@skip(if: $no)', '@include(if: true)']

/**
 * A valid operation about a person; when the numbers are used up, every choice is the first.
 * @param numbers choices, each from 0
 */
export function buildOperation(
  schema: GraphQLSchema,
  numbers: readonly number[],
  { rootField, args }: Target,
): string {
  const builder = new OperationBuilder(numbers)
  const type = schema.getQueryType()?.getFields()[rootField]?.type
  const selection = builder.selection(type && getNamedType(type), maxDepth)
  const name = builder.pick(2) === 0 ? rootField : `asked: ${rootField}`
  const body = `${name}${args} ${selection}`
  return `query ($yes: Boolean! = true, $no: Boolean! = false) { used: __typename @include(if: $yes) @skip(if: $no) ${body} } ${builder.fragments.join(' ')}`
}

/** Makes up selections by numbers; when they are used up, every choice is the first. */
export class OperationBuilder {
  readonly fragments: string[] = []
  readonly #numbers: readonly number[]
  #used = 0
  #names = 0

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers
  }

  pick(count: number): number {
    return (this.#numbers[this.#used++] ?? 0) % count
  }

  selection(type: GraphQLNamedType | undefined, depth: number): string {
    if (!isObjectType(type)) return '{ __typename }'
    const all = Object.values(type.getFields()).filter(isVisible)
    const fields = depth > 1 ? all : all.filter((field) => isLeafType(getNamedType(field.type)))
    // Whoever judges an answer has to know what each event is, who each person is, and what is behind what.
    const told = toldBy[type.name] ?? namesOfOrigin(type)
    if (fields.length === 0) return `{ ${told} __typename }`
    const count = 1 + this.pick(type.name === 'Person' ? mostAgencies : 4)
    const chosen = Array.from({ length: count }, () => fields[this.pick(fields.length)])
    // A list among ten that is told of ten others: chosen as often as not.
    const events = fields.filter(({ name }) => name === 'events' && this.pick(2) === 1)
    const parts = [...chosen, ...events].map((field) =>
      field ? this.#wrap(type.name, this.#field(field, depth)) : '__typename',
    )
    return `{ ${told} ${parts.join(' ')} }`
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type)
    const hasFirst = field.args.some(({ name }) => name === 'first') && this.pick(3) === 2
    // Different arguments under one name would not be valid, nor different types.
    const alias = `f${(this.#names += 1)}: `
    const args = hasFirst ? `(first: ${1 + this.pick(20)})` : ''
    const below = isLeafType(type) ? '' : ` ${this.selection(type, depth - 1)}`
    const directive = this.pick(4) === 3 ? ` ${directives[this.pick(directives.length)]}` : ''
    return `${alias}${field.name}${args}${directive}${below}`
  }

  #wrap(type: string, text: string): string {
    const way = this.pick(6)
    if (way < 3) return text
    if (way === 3) return `... on ${type} { ${text} }`
    if (way === 4) return `... { ${text} }`
    const name = `F${this.fragments.length}`
    this.fragments.push(`fragment ${name} on ${type} { ${text} }`)
    return `...${name}`
  }
}

/** What callers see of the supergraph. */
function isVisible({ astNode }: GraphQLField<unknown, unknown>): boolean {
  return !astNode?.directives?.some(({ name }) => name.value === 'inaccessible')
}
