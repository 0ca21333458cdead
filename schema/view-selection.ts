import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql'
import { buildASTSchema, getNamedType, isListType, isObjectType, parse } from 'graphql'

/** How a selection is written: what every list is asked with, and what is left out of it. */
export interface SelectionTerms {
  /** Most records of one list. */
  readonly listSize: number
  /** First day of the records that are asked for, ISO 8601; null for all. */
  readonly since: string | null
  /** Names of fields, whatever their type. */
  readonly leftOut: ReadonlySet<string>
}

/** Reads the composed schema; its join directives do no harm here. */
export function readSchema(supergraphSdl: string): GraphQLSchema {
  return buildASTSchema(parse(supergraphSdl), { assumeValidSDL: true, assumeValid: true })
}

/**
 * Selections of everything that types offer, one fragment for each type, so that a new agency or field is
 * asked for without a change here.
 */
export class ViewSelection {
  readonly #terms: SelectionTerms
  readonly #fragments = new Map<string, string>()

  constructor(terms: SelectionTerms) {
    this.#terms = terms
  }

  /** The fragments that the selections written so far need. */
  get fragments(): readonly string[] {
    return [...this.#fragments.values()]
  }

  /** A field with everything below it. */
  select(field: GraphQLField<unknown, unknown>): string {
    const type = getNamedType(field.type)
    if (!isObjectType(type)) return field.name
    return `${field.name}${this.#listArguments(field)} { ...${this.#fragmentFor(type)} }`
  }

  #listArguments(field: GraphQLField<unknown, unknown>): string {
    const { since, listSize } = this.#terms
    if (!isListType(field.type) || !field.args.some(({ name }) => name === 'first')) return ''
    const hasPeriod = field.args.some(({ name }) => name === 'from')
    const from = since !== null && hasPeriod ? `, from: ${JSON.stringify(since)}` : ''
    return `(first: ${listSize}${from})`
  }

  #fragmentFor(type: GraphQLObjectType): string {
    if (this.#fragments.has(type.name)) return type.name
    this.#fragments.set(type.name, '')
    const fields = Object.values(type.getFields()).filter(
      ({ name }) => !this.#terms.leftOut.has(name),
    )
    const text = fields.map((field) => this.select(field)).join(' ')
    this.#fragments.set(type.name, `fragment ${type.name} on ${type.name} { ${text} }`)
    return type.name
  }
}
