import type { JsonObject } from '../common/json'
import type { CallerSignal } from '../common/http/client-abort'
import type {
  DocumentNode,
  ExecutionResult,
  FieldNode,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql'
import {
  executeSync,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  parse,
  separateOperations,
  validate,
} from 'graphql'

import { BoundedCache } from '../common/bounded-cache'
import { restorePath } from '../gateway/authorization/re-alias'
import type { Variables } from '../gateway/operation/selection'
import type { FetchSource } from '../gateway/plan/planned-fetch'
import { OperationPlanner } from '../gateway/plan/planner'
import { runPlan } from '../gateway/plan/run-plan'
import type { CompiledOperation } from './compiled-operation'
import { compileOperation } from './compiled-operation'
import type { OpenContext, OpenFault } from './open-context'
import { extendForForeign } from './plan/foreign-supergraph'
import { switchesOf } from './switched-document'

/** A GraphQL request. */
export interface OpenRequest {
  readonly query: string
  readonly variables?: Variables | null
  readonly operationName?: string | null
  /** Aborted when the caller goes away. */
  readonly signal?: CallerSignal | null
}

/** An answer and its JSON. */
export interface OpenAnswer {
  readonly result: ExecutionResult
  readonly text: string
}

/** An operation whose document is valid. */
interface KnownOperation {
  /** With this operation and its fragments only. */
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly switches: readonly string[]
  readonly compiled: BoundedCache<CompiledOperation>
}

const maxOperations = 1000

/** Most outcomes of an operation's switches that are remembered. */
const maxOutcomes = 64

/**
 * Executes operations over any supergraph, without policy and without a log: for conformance suites
 * and measurements only.
 */
export class OpenExecutor {
  readonly #planner: OperationPlanner
  readonly #schema: GraphQLSchema
  readonly #sourceFor: (service: string) => FetchSource<OpenContext>
  readonly #operations = new BoundedCache<KnownOperation | readonly GraphQLError[]>(maxOperations)

  constructor(supergraphSdl: string, sourceFor: (service: string) => FetchSource<OpenContext>) {
    this.#planner = new OperationPlanner(supergraphSdl, extendForForeign)
    this.#schema = this.#planner.apiSchema
    this.#sourceFor = sourceFor
  }

  /** The answer to one request; never throws for what a caller sends. */
  async answer(request: OpenRequest): Promise<OpenAnswer> {
    const context: OpenContext = { faults: [], signal: request.signal ?? null }
    const result = await this.#execute(request, context)
    return { result, text: JSON.stringify(result) }
  }

  async #execute(request: OpenRequest, context: OpenContext): Promise<ExecutionResult> {
    const key = JSON.stringify(request.operationName ?? null) + request.query
    const known = this.#operations.get(key, () => this.#read(request))
    if (!('operation' in known)) return { errors: known }
    const sent = request.variables ?? {}
    const definitions = known.operation.variableDefinitions ?? []
    const { coerced, errors } = getVariableValues(this.#schema, definitions, sent)
    if (!coerced) return { errors }
    return this.#run(known, this.#compiled(known, coerced), { sent, context })
  }

  async #run(
    { document, operation }: KnownOperation,
    { plan, unsatisfiable, shape, introspection }: CompiledOperation,
    { sent, context }: { readonly sent: Variables; readonly context: OpenContext },
  ): Promise<ExecutionResult> {
    if (unsatisfiable) return refuse(unsatisfiable)
    const run = { sourceFor: this.#sourceFor, variables: sent, context }
    const fetched = plan ? await runPlan(plan, run) : { data: {}, errors: [] }
    const selections = { kind: Kind.SELECTION_SET, selections: introspection } as const
    const introspected =
      introspection.length > 0
        ? this.#introspect({ ...operation, selectionSet: selections }, document, sent)
        : {}
    const errors = [...context.faults.map(asError), ...fetched.errors.map(asUnexpected)]
    const data = shape(fetched.data, { introspected, errors })
    return errors.length > 0 ? { data, errors } : { data }
  }

  #read({ query, operationName }: OpenRequest): KnownOperation | readonly GraphQLError[] {
    try {
      const whole = parse(query)
      const problems = validate(this.#schema, whole)
      if (problems.length > 0) return problems
      const operation = getOperationAST(whole, operationName)
      if (!operation) return [new GraphQLError('Name one of the operations of the document.')]
      const document = separateOperations(whole)[operation.name?.value ?? ''] ?? whole
      const compiled = new BoundedCache<CompiledOperation>(maxOutcomes)
      return { document, operation, switches: switchesOf(document), compiled }
    } catch (error) {
      return [error instanceof GraphQLError ? error : new GraphQLError('This is not GraphQL.')]
    }
  }

  #compiled(known: KnownOperation, variables: Variables): CompiledOperation {
    const { compiled, switches, document } = known
    const key = switches.map((name) => (variables[name] === true ? '1' : '0')).join('')
    return compiled.get(key, () =>
      compileOperation(document, variables, { planner: this.#planner, schema: this.#schema }),
    )
  }

  #introspect(
    operation: OperationDefinitionNode,
    { definitions }: DocumentNode,
    variableValues: Variables,
  ): JsonObject {
    const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] }
    return { ...executeSync({ schema: this.#schema, document, variableValues }).data }
  }
}

/** What cannot be planned as a whole is not answered in part (hazard 4). */
function refuse(unsatisfiable: readonly FieldNode[]): ExecutionResult {
  const extensions = { code: 'UNSATISFIABLE_OPERATION' }
  const fault = (message: string, nodes: readonly FieldNode[]) =>
    new GraphQLError(message, { nodes, extensions })
  const errors = unsatisfiable.map((node) =>
    fault(`No subgraph can give "${node.name.value}" here; nothing was fetched.`, [node]),
  )
  const whole = 'No subgraph can answer this operation as it stands; nothing was fetched.'
  return { data: null, errors: errors.length > 0 ? errors : [fault(whole, [])] }
}

function asError({ message, path, code, service }: OpenFault): GraphQLError {
  return new GraphQLError(message, { path: restorePath(path), extensions: { code, service } })
}

function asUnexpected(error: Error): GraphQLError {
  return new GraphQLError('The gateway failed.', { originalError: error })
}
