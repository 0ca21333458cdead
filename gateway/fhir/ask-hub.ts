import { randomUUID } from 'node:crypto'

import { HubError, isHubErrorCode } from '../../common/errors'
import { hubWording } from '../../common/http/error-mask'
import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'
import type { AnswerExtensions } from '../answer/hub-answer'
import type { HubRequest } from '../operation/requester'
import type { GraphqlServer } from '../server/graphql-server'
import { statusOf } from './error-terms'
import { openEnquiryText } from './operations'
import type { PersonQuestion } from './read-question'

/** What the hub answered about a person. */
export interface PersonAnswer extends Pick<AnswerExtensions, 'coverage' | 'review'> {
  /** Each agency's part by its field; null: nobody is known by this identifier, or nobody who may be. */
  readonly found: JsonObject | null
  /** Fields of agencies that have more than was asked for. */
  readonly cutOff: ReadonlySet<string>
}

type Ask = GraphqlServer['ask']

/** An answer as GraphQL writes it; the hub's own. */
interface SentAnswer {
  readonly data?: JsonObject | null
  readonly errors?: readonly SentError[]
  readonly extensions?: Partial<AnswerExtensions>
}

interface SentError {
  readonly message: string
  readonly path?: readonly unknown[]
  readonly extensions: {
    readonly code: string
    readonly reason?: string
    readonly retryAfterSeconds?: number
  }
}

/** The purpose is the policy's reading of the reason; the rest is what came. */
export type StatedQuestion = PersonQuestion & { readonly purpose: string }

/**
 * Opens an enquiry for the question, and asks it: two operations as anybody may send them, so that there
 * is one way to data.
 * @param query what is asked, with the variables `type` and `value`
 * @throws HubError as the hub refuses: the enquiry, the value of the identifier, or the whole question
 */
export async function askHub(
  ask: Ask,
  { request, question, query }: { request: HubRequest; question: StatedQuestion; query: string },
): Promise<PersonAnswer> {
  const enquiryToken = await openEnquiry(ask, request, question)
  const variables = { ...question.identifier }
  const answer = await send(ask, { ...request, enquiryToken }, { query, variables })
  const { coverage, review, listsAtLimit = [] } = answer.extensions ?? {}
  const refusal = (answer.errors ?? []).find((error) => !coverage || isRefusal(error))
  if (refusal || !coverage) throw asHubError(refusal)
  const found = answer.data?.['found']
  const cutOff = new Set(listsAtLimit.map((path) => String(path[1])))
  return { found: isObject(found) ? found : null, cutOff, coverage, ...(review ? { review } : {}) }
}

async function openEnquiry(
  ask: Ask,
  request: HubRequest,
  { purpose, reason, caseReference, publicInterestTest }: StatedQuestion,
): Promise<string> {
  const input = { purpose, reason, caseReference, publicInterestTest }
  // The log has one entry for a request, and this is one by itself.
  const opening = { ...request, requestId: randomUUID(), enquiryToken: null }
  const { data, errors } = await send(ask, opening, {
    query: openEnquiryText,
    variables: { input },
  })
  const opened = data?.['opened']
  const token = isObject(opened) ? opened['token'] : null
  if (typeof token === 'string') return token
  throw asHubError(errors?.[0])
}

async function send(ask: Ask, request: HubRequest, body: object): Promise<SentAnswer> {
  const headers = { 'content-type': 'application/json' }
  const response = await ask({ headers, body, identify: () => Promise.resolve(request) })
  return JSON.parse(response.body.toString()) as SentAnswer
}

/** A root field that a rule keeps back, or that the index is silent about, is told by coverage. */
function isRefusal({ path = [], extensions: { code } }: SentError): boolean {
  return path.length < 2 && code !== 'WITHHELD' && code !== 'AGENCY_UNAVAILABLE'
}

/** Which parameter an enquiry's own words are about. */
const hints: ReadonlyMap<string, string> = new Map([
  ['CASE_REQUIRED', 'Send it as the parameter identifier.'],
  ['CASE_REFERENCE_INVALID', 'It is the parameter identifier.'],
  ['STATEMENT_TOO_SHORT', 'It is the parameter public-interest-test.'],
  ['STATEMENT_TOO_LONG', 'It is the parameter public-interest-test.'],
])

const failure: SentError = {
  message: hubWording.failure,
  extensions: { code: 'INTERNAL_SERVER_ERROR' },
}

function asHubError({ message, extensions }: SentError = failure): HubError {
  const { code, reason, retryAfterSeconds } = extensions
  const known = isHubErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR'
  const hint = hints.get(reason ?? '')
  return new HubError(known, hint === undefined ? message : `${message} ${hint}`, {
    httpStatus: statusOf(known),
    ...(reason === undefined ? {} : { reason }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  })
}
