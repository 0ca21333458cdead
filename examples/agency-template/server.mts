/**
 * The subgraph of an agency. Settings: PORT, HUB_JWKS (where the hub publishes its keys), HUB_JWKS_TIMEOUT_MS,
 * KEY_FILE (its own private key in PEM), RECORD_FILE (its disclosure record).
 */
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { DocumentNode } from 'graphql'
import {
  execute,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql'

import type { CallContext } from './agency.mts'
import { agreement, code, createSchema, field, isSuspended } from './agency.mts'
import { createCallCheck, Refusal } from './hub-call.mjs'

interface Answer {
  readonly status?: number
  readonly content: unknown
}

interface Operation {
  readonly document: DocumentNode
  readonly variables: Readonly<Record<string, unknown>>
}

const { PORT = '4990', HUB_JWKS_TIMEOUT_MS = '3000' } = process.env
const maxBody = 256 * 1024
const hubKeys = setting('HUB_JWKS')

const privateKey = createPrivateKey(await readFile(setting('KEY_FILE')))
const jwk = createPublicKey(privateKey).export({ format: 'jwk' })
const ownKeys = { keys: [{ ...jwk, kid: `${code}-1`, alg: 'ES256', use: 'sig' }] }
const record = await open(setting('RECORD_FILE'), 'a', 0o600)
const schema = createSchema()
const checkCall = createCallCheck({ code, privateKey, findHubKey: createKeyFinder() })

const pages: Readonly<Record<string, unknown>> = {
  '/.well-known/jwks.json': ownKeys,
  '/health/live': { service: code, status: 'live' },
  '/health/ready': { service: code, status: 'ready' },
}

const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  void answer(request)
    .catch((error: unknown) => describe(error))
    .then(({ status = 200, content }) => {
      if (!request.complete) response.setHeader('connection', 'close')
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
      }
      response.writeHead(status, headers).end(JSON.stringify(content))
    })
})
server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`)
})

async function answer(request: IncomingMessage): Promise<Answer> {
  const { method, url = '' } = request
  if (method === 'GET' && Object.hasOwn(pages, url)) return { content: pages[url] }
  if (url !== '/graphql') throw new Refusal('NOT_FOUND', 404, 'BAD_USER_INPUT')
  if (method !== 'POST') throw new Refusal('NOT_ALLOWED', 405, 'BAD_USER_INPUT')
  const body = await readBody(request)
  const call = await checkCall(
    request.headers.authorization,
    request.headers['sightline-call'],
    body,
  )
  const { document, variables } = readOperation(body)
  const context: CallContext = {
    call,
    isSuspended: isSuspended(),
    fields: new Set(),
    withheld: new Map(),
  }
  const result = await execute({
    schema,
    document,
    variableValues: variables,
    contextValue: context,
  })
  await writeDown(context, variables)
  const errors = result.errors?.map(({ path, extensions, message }) =>
    extensions['code'] === undefined
      ? { message: 'It failed.', path, extensions: { code: 'INTERNAL_SERVER_ERROR' } }
      : { message, path, extensions },
  )
  return { content: { ...(errors ? { errors } : {}), data: result.data ?? null } }
}

function readOperation(body: Buffer): Operation {
  try {
    const { query, variables } = JSON.parse(body.toString('utf8')) as {
      readonly query: string
      readonly variables?: Operation['variables']
    }
    const document = parse(query)
    const hasSdl = document.definitions.some(
      (node) =>
        node.kind === Kind.OPERATION_DEFINITION &&
        node.selectionSet.selections.some(
          (one) => one.kind === Kind.FIELD && one.name.value === '_service',
        ),
    )
    const rules = [...specifiedRules, NoSchemaIntrospectionCustomRule]
    if (!hasSdl && validate(schema, document, rules).length === 0)
      return { document, variables: variables ?? {} }
  } catch {
    // Nothing of what was sent is repeated.
  }
  throw new Refusal('INVALID_OPERATION', 400, 'BAD_USER_INPUT')
}

/** AC-22: on the disk before the answer leaves. */
async function writeDown(
  { call, fields, withheld }: CallContext,
  variables: Operation['variables'],
): Promise<void> {
  const {
    requestId,
    enquiryId,
    sub,
    onBehalfOf,
    homeAgency,
    roles,
    purpose,
    caseReference,
    legalPower,
  } = call
  const asked = Object.values(variables).flat() as (Readonly<Record<string, unknown>> | null)[]
  const entry = {
    ...{ at: new Date().toISOString(), requestId, enquiryId, sub, onBehalfOf, homeAgency, roles },
    ...{ purpose, caseReference, legalPower, stated: call.stated ?? [] },
    ...{ fields: [...fields], withheld: [...withheld], agreement: agreement.version },
    records: asked.flatMap((one) => one?.[`${field}Refs`] ?? []),
    people: asked.map((one) => one?.['id']),
  }
  try {
    await record.write(`${JSON.stringify(entry)}\n`)
    await record.sync()
  } catch {
    throw new Refusal('RECORD_UNAVAILABLE', 503, 'LOG_UNAVAILABLE')
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBody) throw new Refusal('BODY_TOO_LARGE', 413, 'QUERY_TOO_LARGE')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Keeps the hub's keys; asks again for an unknown one, once a second at most. */
function createKeyFinder() {
  let keys = new Map<string, object>()
  let askedAt = 0
  return async (kid: string): Promise<object | null> => {
    if (!keys.has(kid) && Date.now() - askedAt > 1000) {
      askedAt = Date.now()
      try {
        const signal = AbortSignal.timeout(Number(HUB_JWKS_TIMEOUT_MS))
        const published = (await (await fetch(hubKeys, { signal })).json()) as {
          readonly keys: readonly { readonly kid: string }[]
        }
        keys = new Map(published.keys.map((one) => [one.kid, one]))
      } catch {
        throw new Refusal('HUB_KEYS_UNAVAILABLE', 503, 'KEYS_UNAVAILABLE')
      }
    }
    return keys.get(kid) ?? null
  }
}

function describe(error: unknown): Answer {
  if (!(error instanceof Refusal)) console.error('a call failed')
  const {
    status,
    code: word,
    reason,
    message,
  } = error instanceof Refusal
    ? error
    : { status: 500, code: 'INTERNAL_SERVER_ERROR', reason: undefined, message: 'It failed.' }
  return {
    status,
    content: { errors: [{ message, extensions: { code: word, reason, agency: code } }] },
  }
}

function setting(name: string): string {
  const value = process.env[name]
  if (value !== undefined && value !== '') return value
  throw new Error(`The setting ${name} is missing; README.md says what it is`)
}
