import { randomUUID } from 'node:crypto'

import { fetchBounded } from '../../../common/http/bounded-fetch'
import { isObject, parseJson } from '../../../common/json'
import type { HubCall } from '../../../common/tokens/hub-token'
import { signHubToken } from '../../../common/tokens/hub-token'
import type { Subject } from './subject'

/** What the subgraph answered. */
export interface Answer {
  readonly status: number
  readonly contentType: string
  /** The whole body as text. */
  readonly text: string
  readonly data: Readonly<Record<string, unknown>> | null
  readonly errors: readonly AnswerError[]
}

export interface AnswerError {
  readonly message: unknown
  readonly path: unknown
  readonly code: unknown
  readonly reason: unknown
}

/** As the hub bounds an answer. */
const bounds = { maxBytes: 8 * 1024 * 1024, timeoutMs: 10_000 }

/** What the hub says of a call in these checks; everything in it is made up. */
export function callTo({ code, permitted }: Subject, changes: Partial<HubCall> = {}): HubCall {
  return {
    ...{ aud: code, sub: 'conformance.check', homeAgency: 'conformance' },
    ...{ enquiryId: randomUUID(), caseReference: 'CONFORMANCE-1', requestId: randomUUID() },
    ...permitted,
    ...changes,
  }
}

/** An operation as the hub sends it. */
export interface Operation {
  readonly query: string
  readonly variables?: object
}

/** Sends an operation as the hub does, with a token of its own. */
export function ask(
  subject: Subject,
  operation: Operation,
  given: { readonly call?: Partial<HubCall>; readonly id?: string } = {},
): Promise<Answer> {
  const body = JSON.stringify(operation)
  const call = callTo(subject, given.call)
  const id = given.id ?? randomUUID()
  return post(subject, body, { authorization: bearer(subject, body, call, id) })
}

/** The header of a call that is as it must be. */
export function bearer(
  subject: Subject,
  body: string,
  call: HubCall,
  id: string = randomUUID(),
): string {
  return `Bearer ${signHubToken(call, { body, key: subject.hubKey, id })}`
}

/** Posts a body with these headers. */
export async function post(
  { url }: Subject,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const sent = { 'content-type': 'application/json', accept: 'application/json', ...headers }
  return read(await fetchBounded(url, { ...bounds, method: 'POST', headers: sent, body }))
}

/** Gets an address at the origin of the subgraph. */
export async function get({ url }: Subject, path: string): Promise<Answer> {
  return read(await fetchBounded(new URL(path, url), bounds))
}

function read({ status, headers, body }: Awaited<ReturnType<typeof fetchBounded>>): Answer {
  const text = body.toString()
  const content = parseJson(text)
  const { data = null, errors = [] } = isObject(content) ? content : {}
  return {
    ...{ status, text, contentType: headers.get('content-type') ?? '' },
    data: isObject(data) ? data : null,
    errors: (Array.isArray(errors) ? errors : [errors]).map(readError),
  }
}

function readError(error: unknown): AnswerError {
  const { message, path, extensions } = isObject(error) ? error : {}
  const { code, reason } = isObject(extensions) ? extensions : {}
  return { message, path, code, reason }
}
