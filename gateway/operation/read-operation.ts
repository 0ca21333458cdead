import type { DocumentNode, GraphQLSchema, OperationDefinitionNode, ValueNode } from 'graphql'
import { getVariableValues, Kind, valueFromASTUntyped, visit } from 'graphql'

import { HubError } from '../../common/errors'
import type { Agency } from '../../common/register'
import type { FieldOwners } from '../../schema/field-owners'
import type { Requirements } from '../../schema/requirements'
import { Memo } from './memo'
import type { SelectedField, Variables } from './selection'
import { readSelection } from './selection'

/** What never changes while the process runs. */
export interface Supergraph {
  /** The schema as callers see it. */
  readonly schema: GraphQLSchema
  readonly owners: FieldOwners
  readonly requirements: Requirements
  readonly register: readonly Agency[]
}

export interface OperationLimits {
  /** Most fields an operation may unfold to. */
  readonly maxFields: number
  /** Most elements a list may be asked for. */
  readonly maxListSize: number
}

/** An operation as sent, validated by the server. */
export interface SentOperation {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Variables
}

/** What a sent operation comes down to. */
export interface ReadOperation {
  /** The same list for the same document and the same outcome of every @skip and @include. */
  readonly fields: readonly SelectedField[]
  /** Those of them that need a subgraph. */
  readonly asked: readonly SelectedField[]
  /** The others, which the hub answers by itself: they are about the schema, not about people. */
  readonly own: readonly SelectedField[]
  /** Coerced. */
  readonly variables: Variables
}

/** Fields of a document as they were read before. */
interface KnownSelection {
  readonly fields: readonly SelectedField[]
  readonly asked: readonly SelectedField[]
  readonly own: readonly SelectedField[]
  /** Fields that limit a list with `first`. */
  readonly limited: readonly SelectedField[]
}

/** Reads operations of one supergraph, and remembers the fields of documents it has seen. */
export class OperationReader {
  readonly #supergraph: Supergraph
  readonly #limits: OperationLimits
  readonly #switches = new Memo<readonly string[]>()
  readonly #selections = new Memo<KnownSelection>()

  constructor(supergraph: Supergraph, limits: OperationLimits) {
    this.#supergraph = supergraph
    this.#limits = limits
  }

  /**
   * The fields an operation selects, with its variables as the schema understands them.
   * @throws HubError BAD_USER_INPUT for a variable of the wrong type, QUERY_TOO_LARGE
   */
  read(sent: SentOperation): ReadOperation {
    const variables = coerceVariables(this.#supergraph.schema, sent)
    const switches = this.#switches.get(sent.operation, '', () => switchesOf(sent.document))
    const key = switches.map((name) => (variables[name] === true ? '1' : '0')).join('')
    const { fields, asked, own, limited } = this.#selections.get(sent.operation, key, () =>
      this.#select({ ...sent, variables }),
    )
    checkListSizes(limited, variables, this.#limits.maxListSize)
    return { fields, asked, own, variables }
  }

  #select(sent: SentOperation): KnownSelection {
    const { maxFields } = this.#limits
    const { fields } = readSelection({ ...this.#supergraph, ...sent, maxFields })
    const asked = fields.filter(({ definition }) => definition)
    const own = fields.filter(({ definition }) => !definition)
    return { fields, asked, own, limited: limitedLists(fields) }
  }
}

function coerceVariables(
  schema: GraphQLSchema,
  { operation, variables }: SentOperation,
): Variables {
  const definitions = operation.variableDefinitions ?? []
  const { coerced, errors } = getVariableValues(schema, definitions, variables)
  if (coerced) return coerced
  throw new HubError('BAD_USER_INPUT', withoutValue(errors[0]?.message ?? ''), { httpStatus: 400 })
}

/** graphql-js quotes the value, which may be somebody's identifier, and errors end up in logs. */
function withoutValue(message: string): string {
  const variable = /^Variable "(\$\w+)" got invalid value/.exec(message)?.[1]
  if (variable !== undefined) return `Variable "${variable}" has a value that is not of its type.`
  return message === '' ? 'A variable is not valid.' : message
}

/** The variables that @skip and @include depend on: they decide which fields there are. */
function switchesOf(document: DocumentNode): readonly string[] {
  const names = new Set<string>()
  visit(document, {
    Directive({ name, arguments: args = [] }) {
      if (!['skip', 'include'].includes(name.value)) return
      for (const { value } of args) if (value.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names]
}

function limitedLists(fields: readonly SelectedField[]): readonly SelectedField[] {
  return fields.flatMap((field) => {
    const inside = limitedLists(field.children)
    return firstOf(field) ? [field, ...inside] : inside
  })
}

function firstOf({ nodes }: SelectedField): ValueNode | undefined {
  return nodes[0].arguments?.find(({ name }) => name.value === 'first')?.value
}

function checkListSizes(
  limited: readonly SelectedField[],
  variables: Variables,
  maxListSize: number,
): void {
  for (const field of limited) {
    const size = valueFromASTUntyped(firstOf(field) ?? { kind: Kind.NULL }, variables)
    if (typeof size !== 'number' || size <= maxListSize) continue
    throw new HubError(
      'QUERY_TOO_LARGE',
      `"first" of ${field.responseName} is ${size}; the most is ${maxListSize}. Ask for the rest with "from" and "to".`,
      { reason: 'LIST_TOO_LONG', httpStatus: 400 },
    )
  }
}
