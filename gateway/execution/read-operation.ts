import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { getVariableValues, valueFromASTUntyped } from 'graphql'

import { HubError } from '../../common/errors'
import type { Agency } from '../../common/register'
import type { FieldOwners } from '../../schema/field-owners'
import type { SelectedField, Variables } from './selection'
import { readSelection } from './selection'

/** What never changes while the process runs. */
export interface Supergraph {
  /** The schema as callers see it. */
  readonly schema: GraphQLSchema
  readonly owners: FieldOwners
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
  readonly fields: readonly SelectedField[]
  /** Coerced. */
  readonly variables: Variables
}

/**
 * The fields an operation selects, with its variables as the schema understands them.
 * @throws HubError BAD_USER_INPUT for a variable of the wrong type, QUERY_TOO_LARGE
 */
export function readOperation(
  { schema, owners, register }: Supergraph,
  { document, operation, variables: sent }: SentOperation,
  limits: OperationLimits,
): ReadOperation {
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], sent)
  const [problem] = errors ?? []
  if (problem || !coerced)
    throw new HubError('BAD_USER_INPUT', problem?.message ?? 'A variable is not valid.', {
      httpStatus: 400,
    })
  const { maxFields } = limits
  const input = { schema, owners, register, document, operation, variables: coerced, maxFields }
  const { fields } = readSelection(input)
  checkListSizes(fields, coerced, limits.maxListSize)
  return { fields, variables: coerced }
}

function checkListSizes(
  fields: readonly SelectedField[],
  variables: Variables,
  maxListSize: number,
): void {
  for (const field of fields) {
    const first = field.nodes[0].arguments?.find(({ name }) => name.value === 'first')?.value
    const size = first ? valueFromASTUntyped(first, variables) : null
    if (typeof size === 'number' && size > maxListSize)
      throw new HubError(
        'QUERY_TOO_LARGE',
        `"first" of ${field.responseName} is ${size}; the most is ${maxListSize}. Ask for the rest with "from" and "to".`,
        { reason: 'LIST_TOO_LONG', httpStatus: 400 },
      )
    checkListSizes(field.children, variables, maxListSize)
  }
}
