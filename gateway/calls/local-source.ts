import type { GraphQLError, GraphQLSchema } from 'graphql'
import { execute } from 'graphql'

import { HubError } from '../../common/errors'
import type { JsonObject } from '../../common/json'
import type { Fault } from '../answer/request-record'
import type { FetchRequest, FetchSource } from '../plan/planned-fetch'
import type { ExecutionContext } from './execution-context'

/** Executes the subgraph that runs inside the gateway. Its errors go to the request's record. */
export class LocalSource implements FetchSource<ExecutionContext> {
  readonly #service: string
  readonly #schema: GraphQLSchema

  constructor(service: string, schema: GraphQLSchema) {
    this.#service = service
    this.#schema = schema
  }

  async fetch(request: FetchRequest<ExecutionContext>): Promise<JsonObject> {
    const { fetch, variables, context } = request
    const { data, errors = [] } = await execute({
      schema: this.#schema,
      document: fetch.document,
      variableValues: variables,
      contextValue: context,
    })
    for (const error of errors)
      context.record.faults.push({
        service: this.#service,
        fetchPath: [],
        entityId: null,
        path: error.path ?? [],
        fault: faultOf(error),
      })
    return { ...data }
  }
}

function faultOf(error: GraphQLError): Fault {
  const own = error.originalError ?? error
  if (!(own instanceof HubError)) throw error
  const { reason } = own.extensions
  return {
    code: own.code,
    message: own.message,
    ...(typeof reason === 'string' ? { reason } : {}),
  }
}
