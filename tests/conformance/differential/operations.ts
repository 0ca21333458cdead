import type {
  GraphQLCompositeType,
  GraphQLField,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLSchema,
} from 'graphql'
import { getNamedType, isAbstractType, isCompositeType, isUnionType } from 'graphql'

import type { Pick } from './world'

/** A made-up operation; it may turn out not to be valid. */
export interface MadeOperation {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

const maxDepth = 4

const variableDefinitions = {
  yes: 'Boolean! = true',
  no: 'Boolean!',
  n: 'Int',
  m: 'Int = 1',
}

/** Makes up an operation over a schema. */
export function makeOperation(schema: GraphQLSchema, pick: Pick): MadeOperation {
  return new OperationMaker(schema, pick).make()
}

class OperationMaker {
  readonly #schema: GraphQLSchema
  readonly #pick: Pick
  readonly #fragments: string[] = []

  constructor(schema: GraphQLSchema, pick: Pick) {
    this.#schema = schema
    this.#pick = pick
  }

  make(): MadeOperation {
    const root = this.#schema.getQueryType()
    if (!root) throw new Error('No query type')
    const body = this.#selection(root, 0)
    const about =
      this.#pick(12) === 0
        ? '{ __schema { queryType { name } } __typename ...Root } fragment Root on Query '
        : ''
    const rest = [about + body, ...this.#fragments].join(' ')
    const definitions = Object.entries(variableDefinitions)
      .filter(([name]) => new RegExp(`\\$${name}\\b`).test(rest))
      .map(([name, type]) => `$${name}: ${type}`)
    const query = `query${definitions.length > 0 ? ` (${definitions.join(', ')})` : ''} ${rest}`
    const variables = {
      no: this.#pick(2) === 0,
      ...(this.#pick(3) === 0 ? { yes: this.#pick(2) === 0 } : {}),
      ...(this.#pick(2) === 0 ? { n: this.#pick(4) } : {}),
      ...(this.#pick(3) === 0 ? { m: this.#pick(4) } : {}),
    }
    return { query, variables }
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.#pick(4)
    const parts = Array.from({ length: count }, () => this.#part(type, depth))
    return `{ ${parts.join(' ')} }`
  }

  #part(type: GraphQLCompositeType, depth: number): string {
    if (this.#pick(10) === 0) return this.#pick(2) === 0 ? '__typename' : 'what: __typename'
    const isDeep = depth >= maxDepth
    if (!isDeep && (isUnionType(type) || this.#pick(isAbstractType(type) ? 2 : 6) === 0))
      return this.#fragment(type, depth)
    return isUnionType(type) ? '__typename' : this.#field(type, depth)
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const condition = this.#condition(type)
    const selection = this.#selection(condition, depth + 1)
    const form = this.#pick(4)
    if (form === 0) return `...${this.#switch()} ${this.#selection(type, depth + 1)}`
    if (form > 1) return `... on ${condition.name}${this.#switch()} ${selection}`
    const name = `F${this.#fragments.length}`
    this.#fragments.push(`fragment ${name} on ${condition.name} ${selection}`)
    return `...${name}${this.#switch()}`
  }

  #condition(type: GraphQLCompositeType): GraphQLCompositeType {
    if (!isAbstractType(type)) return type
    const possible = this.#schema.getPossibleTypes(type)
    return possible[this.#pick(possible.length)] ?? type
  }

  #field(type: GraphQLObjectType | GraphQLInterfaceType, depth: number): string {
    const all = Object.values(type.getFields())
    const leaves = all.filter((field) => !isCompositeType(getNamedType(field.type)))
    const fields = depth >= maxDepth && leaves.length > 0 ? leaves : all
    const field = fields[this.#pick(fields.length)]
    if (!field) return '__typename'
    const inside = getNamedType(field.type)
    if (isCompositeType(inside) && depth > maxDepth + 1) return '__typename'
    const selection = isCompositeType(inside) ? ` ${this.#selection(inside, depth + 1)}` : ''
    return this.#alias(all) + field.name + this.#arguments(field) + this.#switch() + selection
  }

  /** Often the name of another field: such an alias may not stand in for it (hazard 1). */
  #alias(fields: readonly GraphQLField<unknown, unknown>[]): string {
    const choice = this.#pick(10)
    if (choice === 0) return `x${this.#pick(3)}: `
    const other = fields[this.#pick(fields.length)]
    return choice < 3 && other ? `${other.name}: ` : ''
  }

  #arguments({ args }: GraphQLField<unknown, unknown>): string {
    const values = ['', '', '(n: 1)', '(n: 3)', '(n: $n)', '(n: $m)', '(n: null)']
    return args.length > 0 ? (values[this.#pick(values.length)] ?? '') : ''
  }

  #switch(): string {
    const values = ['@skip(if: $no)', '@include(if: $yes)', '@include(if: $no)', '@skip(if: true)']
    return this.#pick(8) === 0 ? ` ${values[this.#pick(values.length)] ?? ''}` : ''
  }
}
