import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { buildSubgraphSchema } from '@apollo/subgraph'
import type { DocumentNode } from 'graphql'
import { graphql } from 'graphql'

/** What a stub was asked. */
export interface Asked {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly authorization: string | undefined
  readonly headers: IncomingHttpHeaders
  /** Exactly as received. */
  readonly body: string
}

/** Answers instead of the schema: to fail in a particular way. */
export type Misbehaviour = (response: ServerResponse) => void

/** By type and field; a reference resolver stands among the fields. */
export type TypeResolvers = Readonly<
  Record<string, Readonly<Record<string, (parent: never, args: never) => unknown>>>
>

type SubgraphModule = Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>[number]
type Resolvers = NonNullable<Extract<SubgraphModule, { resolvers?: unknown }>['resolvers']>

/** A subgraph on a port of its own that counts what it is asked and can be told to misbehave. */
export class StubSubgraph {
  readonly asked: Asked[] = []
  misbehaviour: Misbehaviour | null = null
  /** What it says of its health; null: nothing at all. */
  healthStatus: number | null = 200
  /** Said beside every answer. */
  extensions: object | null = null
  readonly #server: Server
  readonly #schema

  constructor(sdl: DocumentNode, resolvers: TypeResolvers) {
    this.#schema = buildSubgraphSchema([{ typeDefs: sdl, resolvers: resolvers as Resolvers }])
    this.#server = createServer((request, response) => {
      void this.#answer(request, response)
    })
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/graphql`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') {
      if (this.healthStatus !== null) sendJson(response, {}, this.healthStatus)
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString('utf8')
    const body = JSON.parse(text) as {
      query: string
      variables: Record<string, unknown>
    }
    const { headers } = request
    this.asked.push({ ...body, body: text, authorization: headers.authorization, headers })
    if (this.misbehaviour) {
      this.misbehaviour(response)
      return
    }
    const result = await graphql({
      schema: this.#schema,
      source: body.query,
      variableValues: body.variables,
    })
    sendJson(response, this.extensions ? { ...result, extensions: this.extensions } : result)
  }
}

/** Answers with this JSON whatever was asked. */
export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
