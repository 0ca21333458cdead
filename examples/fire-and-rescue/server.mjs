/**
 * A subgraph of an agency outside, written by docs/agency-contract.md alone. Settings: PORT, HUB_JWKS (where
 * the hub publishes its keys), HUB_JWKS_TIMEOUT_MS, KEY_FILE (its own private key in PEM), RECORD_FILE (its
 * disclosure record).
 */
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'

import { execute, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate } from 'graphql'

import { code, createSchema } from './agency.mjs'
import { createCallCheck, Refusal } from './hub-call.mjs'

const { PORT = '4990', HUB_JWKS, HUB_JWKS_TIMEOUT_MS = '3000', KEY_FILE, RECORD_FILE } = process.env
const maxBody = 256 * 1024

const privateKey = createPrivateKey(await readFile(KEY_FILE))
const jwk = createPublicKey(privateKey).export({ format: 'jwk' })
const ownKeys = { keys: [{ ...jwk, kid: `${code}-1`, alg: 'ES256', use: 'sig' }] }
const record = await open(RECORD_FILE, 'a', 0o600)
const schema = createSchema()
const checkCall = createCallCheck({ code, privateKey, findHubKey: createKeyFinder() })

const pages = {
  '/.well-known/jwks.json': ownKeys,
  '/health/live': { service: code, status: 'live' },
  '/health/ready': { service: code, status: 'ready' },
}

createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  answer(request)
    .catch((error) => describe(error))
    .then(({ status = 200, content }) => {
      const headers = { 'content-type': 'application/json; charset=utf-8' }
      if (!request.complete) headers.connection = 'close'
      response.writeHead(status, { ...headers, 'cache-control': 'no-store' })
      response.end(JSON.stringify(content))
    })
}).listen(Number(PORT), '127.0.0.1', function () {
  console.log(`ready at http://127.0.0.1:${this.address().port}/graphql`)
})

async function answer(request) {
  if (request.method === 'GET' && Object.hasOwn(pages, request.url))
    return { content: pages[request.url] }
  if (request.url !== '/graphql') throw new Refusal('NOT_FOUND', 404, 'BAD_USER_INPUT')
  if (request.method !== 'POST') throw new Refusal('NOT_ALLOWED', 405, 'BAD_USER_INPUT')
  const body = await readBody(request)
  const { authorization } = request.headers
  const call = await checkCall(authorization, request.headers['sightline-call'], body)
  const { document, variables } = readOperation(body)
  const context = { call, fields: new Set(), withheld: new Map() }
  const result = await execute({
    ...{ schema, document, variableValues: variables, contextValue: context },
  })
  await writeDown(context, variables)
  const errors = result.errors?.map(({ path, extensions, message }) =>
    extensions.code
      ? { message, path, extensions }
      : { message: 'It failed.', path, extensions: { code: 'INTERNAL_SERVER_ERROR' } },
  )
  return { content: { ...(errors ? { errors } : {}), data: result.data ?? null } }
}

function readOperation(body) {
  try {
    const { query, variables } = JSON.parse(body.toString('utf8'))
    const document = parse(query)
    const hasSdl = document.definitions.some(({ selectionSet }) =>
      selectionSet?.selections.some(({ name }) => name?.value === '_service'),
    )
    const rules = [...specifiedRules, NoSchemaIntrospectionCustomRule]
    if (!hasSdl && validate(schema, document, rules).length === 0) return { document, variables }
  } catch {
    // Nothing of what was sent is repeated.
  }
  throw new Refusal('INVALID_OPERATION', 400, 'BAD_USER_INPUT')
}

/** AC-22: on the disk before the answer leaves. */
async function writeDown({ call, fields, withheld }, variables) {
  const { requestId, enquiryId, sub, onBehalfOf, homeAgency, roles, purpose, caseReference } = call
  const asked = Object.values(variables ?? {}).flat()
  const entry = {
    ...{ at: new Date().toISOString(), requestId, enquiryId, sub, onBehalfOf, homeAgency, roles },
    ...{ purpose, caseReference, legalPower: call.legalPower, stated: call.stated ?? [] },
    ...{ fields: [...fields], withheld: [...withheld], agreement: '1' },
    records: asked.flatMap((one) => one?.fireAndRescueRefs ?? []),
    people: asked.map((one) => one?.id),
  }
  try {
    await record.write(`${JSON.stringify(entry)}\n`)
    await record.sync()
  } catch {
    throw new Refusal('RECORD_UNAVAILABLE', 503, 'LOG_UNAVAILABLE')
  }
}

async function readBody(request) {
  const chunks = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length
    if (length > maxBody) throw new Refusal('BODY_TOO_LARGE', 413, 'QUERY_TOO_LARGE')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Keeps the hub's keys; asks again for an unknown one, once a second at most. */
function createKeyFinder() {
  let keys = new Map()
  let askedAt = 0
  return async (kid) => {
    if (!keys.has(kid) && Date.now() - askedAt > 1000) {
      askedAt = Date.now()
      try {
        const published = await fetch(HUB_JWKS, {
          signal: AbortSignal.timeout(Number(HUB_JWKS_TIMEOUT_MS)),
        })
        keys = new Map((await published.json()).keys.map((one) => [one.kid, one]))
      } catch {
        throw new Refusal('HUB_KEYS_UNAVAILABLE', 503, 'KEYS_UNAVAILABLE')
      }
    }
    return keys.get(kid) ?? null
  }
}

function describe(error) {
  const known = error instanceof Refusal
  if (!known) console.error('a call failed')
  const {
    status,
    code: word,
    reason,
    message,
  } = known ? error : { status: 500, code: 'INTERNAL_SERVER_ERROR', message: 'It failed.' }
  return {
    status,
    content: { errors: [{ message, extensions: { code: word, reason, agency: code } }] },
  }
}
