import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway'
import type { GraphQLError, GraphQLSchema } from 'graphql'
import { graphql } from 'graphql'

import { HubError } from '../../common/errors'
import type { ExecutionContext } from './execution-context'
import type { Fault } from './request-record'

/** Executes the subgraph that runs inside the gateway. Its errors go to the request's record. */
export class LocalSource implements GraphQLDataSource {
  readonly #service: string
  readonly #schema: GraphQLSchema

  constructor(service: string, schema: GraphQLSchema) {
    this.#service = service
    this.#schema = schema
  }

  async process(options: GraphQLDataSourceProcessOptions) {
    const context = options.context as unknown as ExecutionContext
    const { data, errors = [] } = await graphql({
      schema: this.#schema,
      source: options.request.query ?? '',
      variableValues: options.request.variables ?? {},
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
    return { data: data ?? {} }
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
