import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { buildSubgraphSchema } from '@apollo/subgraph'
import type { DocumentNode } from 'graphql'
import { graphql } from 'graphql'
import { decode } from 'jsonwebtoken'

import type { Agency } from '../../common/register'
import { echoOf } from '../../common/tokens/echo'
import { echoField, referencesField } from '../../schema/instance-sdl'

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
export type Misbehaviour = (response: ServerResponse, asked: Asked) => void

/** By type and field; a reference resolver stands among the fields. */
export type TypeResolvers = Readonly<
  Record<string, Readonly<Record<string, (parent: never, args: never, context: never) => unknown>>>
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
    const asked = { ...body, body: text, authorization: headers.authorization, headers }
    this.asked.push(asked)
    if (this.misbehaviour) {
      this.misbehaviour(response, asked)
      return
    }
    const result = await graphql({
      schema: this.#schema,
      source: body.query,
      variableValues: body.variables,
      contextValue: { callId: callIdOf(asked) },
    })
    sendJson(response, this.extensions ? { ...result, extensions: this.extensions } : result)
  }
}

/** The id of a call under a token of its own; where a test's hub signs nothing, what stands for it. */
function callIdOf({ authorization = '' }: Asked): string {
  const token = authorization.replace('Bearer ', '')
  const claims = decode(token)
  return typeof claims === 'object' && claims?.jti !== undefined ? claims.jti : token
}

/** How a stub of an agency says whom its answer is about: by the references of what it resolved. */
export function echoResolvers(agency: Agency): TypeResolvers[string] {
  const refs = referencesField(agency)
  return {
    [echoField(agency)]: (
      person: Readonly<Record<string, unknown>>,
      _args: unknown,
      { callId }: { readonly callId: string },
    ) => echoOf(callId, { id: String(person['id']), refs: (person[refs] ?? []) as string[] }),
  }
}

/** Answers to a question about people with these entities, each about the one who was asked about. */
export function sendEntities(
  response: ServerResponse,
  asked: Asked,
  { entities, errors }: { readonly entities: readonly object[]; readonly errors?: unknown },
): void {
  const data = { _entities: echoing(asked, entities) }
  sendJson(response, { data, ...(errors === undefined ? {} : { errors }) })
}

/** Each entity with the echo of the person who was asked about in its place. */
export function echoing(asked: Asked, entities: readonly object[]): readonly object[] {
  const people = asked.variables['representations'] as readonly Readonly<Record<string, unknown>>[]
  return entities.map((entity, index) => ({ ...echoFor(asked, people[index]), ...entity }))
}

function echoFor(asked: Asked, person: Readonly<Record<string, unknown>> = {}): object {
  const name = Object.keys(person).find((key) => key.endsWith('Refs')) ?? ''
  const refs = (person[name] ?? []) as string[]
  const echo = echoOf(callIdOf(asked), { id: String(person['id']), refs })
  return { [name.replace(/Refs$/, 'Echo')]: echo }
}

/** Answers with this JSON whatever was asked. */
export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
