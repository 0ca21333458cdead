import { hash } from 'node:crypto'

import type { ApolloServerPlugin } from '@apollo/server'
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { getOperationAST } from 'graphql'

import { BoundedCache } from './bounded-cache'
import { isObject } from './json'

/** How many queries are known. */
const maxQueries = 500

/**
 * The longest that is remembered and all of them together, in characters: parsed, each takes some
 * hundred bytes.
 */
const maxQueryLength = 20_000
const maxTotalLength = 1_000_000

/** An operation as sent, which Apollo Server has found valid. */
export interface KnownOperation {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** Not coerced. */
  readonly variables: Readonly<Record<string, unknown>>
}

interface KnownQuery {
  readonly document: DocumentNode
  /** That it was validated against. */
  readonly schema: GraphQLSchema
  /** Characters of its text. */
  readonly length: number
}

/**
 * Remembers the queries that Apollo Server has parsed and validated, so that a request seen
 * before can be answered without it. Everything out of the ordinary is not recalled: how that is
 * answered, or refused, stays Apollo Server's.
 */
export class KnownQueries {
  /** By the hash of their text. */
  readonly #queries = new BoundedCache<KnownQuery>(maxQueries, {
    maxSize: maxTotalLength,
    sizeOf: ({ length }) => length,
  })
  #schema: GraphQLSchema | null = null

  /** What has to be given to Apollo Server. */
  plugin(): ApolloServerPlugin {
    return {
      serverWillStart: () =>
        Promise.resolve({
          schemaDidLoadOrUpdate: ({ apiSchema }) => {
            this.#schema = apiSchema
          },
        }),
      requestDidStart: () =>
        Promise.resolve({
          didResolveOperation: ({ source, document, schema }) => {
            const { length } = source
            const known = { document, schema, length }
            if (length <= maxQueryLength) this.#queries.set(hashQuery(source), known)
            return Promise.resolve()
          },
        }),
    }
  }

  /**
   * The operation that a body asks for, when Apollo Server would only repeat what it did before.
   * @param body parsed JSON
   */
  recall(body: unknown): KnownOperation | null {
    const asked = readBody(body)
    const document = asked && this.#documentOf(asked.query)
    const operation = document && getOperationAST(document, asked.operationName)
    return operation ? { document, operation, variables: asked.variables } : null
  }

  #documentOf(query: string): DocumentNode | null {
    if (query.length > maxQueryLength) return null
    const known = this.#queries.find(hashQuery(query))
    if (!known) return null
    return known.schema === this.#schema ? known.document : null
  }
}

/** What a query is remembered by, as Apollo Server does: as long as any other, however long its text. */
export function hashQuery(query: string): string {
  return hash('sha256', query, 'base64url')
}

interface AskedQuery {
  readonly query: string
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
}

/** The members of a body that has them as they should be, and none that needs Apollo Server. */
function readBody(body: unknown): AskedQuery | null {
  if (!isObject(body)) return null
  const { query, operationName = null, extensions = null } = body
  const variables = body['variables'] ?? {}
  if (typeof query !== 'string' || extensions !== null || !isObject(variables)) return null
  if (operationName !== null && typeof operationName !== 'string') return null
  return { query, operationName, variables }
}
