import type { BaseContext } from '@apollo/server'
import type { GraphQLSchema } from 'graphql'

import { HubError } from '../../../common/errors'
import type { ErrorWording } from '../../../common/http/error-mask'
import { agencyWording } from '../../../common/http/error-mask'
import { parseJsonBody } from '../../../common/http/read-body'
import type { HttpRequest } from '../../../common/http/request'
import { bearerToken } from '../../../common/http/request'
import type { HttpResponse, Route } from '../../../common/http/route'
import { findCheckableKey } from '../../../common/keys/checkable-key'
import type { KeyFinder, SigningKey } from '../../../common/keys/keys'
import { referencesIn } from '../../../common/references'
import { verifyHubToken } from '../../../common/tokens/hub-token'
import type { HubTokenClaims } from '../../../common/tokens/hub-token-claims'
import { ReplayGuard } from '../../../common/tokens/replay-guard'
import { SealedTokenReader, sealHeader } from '../../../common/tokens/sealed-hub-token'
import type { CallDisclosure } from './disclosure-record'
import type { OperationExecutor } from './operation-executor'
import { startExecutor } from './operation-executor'
import type { ServiceCounts } from './service-counts'
import type { ObservedCall, ServiceObserver } from './service-observer'

/** A question about people; it is more where a service is given records to compute with. */
const usualBodyBytes = 256 * 1024

export interface GraphQLRouteOptions<Context extends BaseContext> {
  /** The agency's code: tokens for any other audience are refused. */
  readonly agency: string
  readonly schema: GraphQLSchema
  readonly hubKeys: KeyFinder
  /** The service's own key: with it the hub may sign once for many calls. */
  readonly ownKey?: SigningKey
  /** What the resolvers get, made anew for each call from what the hub says about it. */
  readonly createContext: (claims: HubTokenClaims) => Context | Promise<Context>
  /** What the hub is told beside the answer; null: nothing. */
  readonly extensionsOf?: (context: Context) => Readonly<Record<string, unknown>> | null
  /** Default 256 KiB. */
  readonly maxBodyBytes?: number
  readonly counts: ServiceCounts
  readonly observer: ServiceObserver
  /** Durable before it resolves; when it throws there is no answer. */
  readonly recordDisclosure?: (context: Context, call: CallDisclosure) => Promise<void>
}

/** The route `POST /graphql`, and what ends it. */
export interface GraphQLRoute {
  readonly route: Route
  stop(): Promise<void>
}

/**
 * Answers operations of the hub and of nobody else: the token is checked against the bytes of the
 * body before anything reads them.
 */
export async function createGraphQLRoute<Context extends BaseContext>(
  options: GraphQLRouteOptions<Context>,
): Promise<GraphQLRoute> {
  const { agency, counts, observer, ownKey, maxBodyBytes = usualBodyBytes } = options
  const wording = agencyWording(agency)
  const executor = await startExecutor<Context>({ ...options, wording })
  const replayGuard = ReplayGuard.fromNow()
  const sealed = ownKey ? { sealed: new SealedTokenReader(ownKey) } : {}
  const answer = async (request: HttpRequest): Promise<HttpResponse> => {
    const { body } = request
    const claims = await verifyHubToken(bearerToken(request), {
      audience: agency,
      body,
      keys: (kid) => findCheckableKey(options.hubKeys, kid, 'HUB_KEYS_UNAVAILABLE'),
      replayGuard,
      seal: request.headers[sealHeader],
      ...sealed,
    }).catch((error: unknown) => {
      observer.onRefusal(reasonOf(error))
      throw error
    })
    counts.addRequest()
    const call = observer.startCall(claims.requestId, request.traceparent ?? undefined)
    return endingWith({ call, wording }, () =>
      answerCall(executor, options, { claims, body, call }),
    )
  }
  return {
    route: { method: 'POST', path: '/graphql', maxBodyBytes, answer },
    stop: () => executor.stop(),
  }
}

/** One call that the hub has signed. */
interface SignedCall {
  readonly claims: HubTokenClaims
  readonly body: Buffer
  readonly call: ObservedCall
}

async function answerCall<Context extends BaseContext>(
  executor: OperationExecutor<Context>,
  { createContext, recordDisclosure }: GraphQLRouteOptions<Context>,
  { claims, body: bytes, call }: SignedCall,
): Promise<HttpResponse> {
  const body = parseJsonBody(bytes)
  const context = await createContext(claims)
  const { response, disclosed } = await executor.execute({ body, context, report: call.report })
  if (recordDisclosure && disclosed)
    await recordDisclosure(context, { ...disclosed, ...askedAbout(body) })
  return response
}

/** Only here it is known whose call it was: whoever answers for the process is told no more. */
async function endingWith(
  { call, wording }: { readonly call: ObservedCall; readonly wording: ErrorWording },
  work: () => Promise<HttpResponse>,
): Promise<HttpResponse> {
  let status = 500
  try {
    const answer = await work()
    status = answer.status
    return answer
  } catch (error) {
    if (!(error instanceof HubError)) {
      call.report(error)
      throw new HubError('INTERNAL_SERVER_ERROR', wording.failure, {
        httpStatus: 500,
        cause: error,
      })
    }
    const { http } = error.extensions as { readonly http?: { readonly status?: number } }
    status = http?.status ?? 400
    throw error
  } finally {
    call.end(status)
  }
}

/** Every reference and every hub id in the representations of a body. */
function askedAbout(body: unknown): Pick<CallDisclosure, 'records' | 'people'> {
  const { variables } = (body ?? {}) as { readonly variables?: Readonly<Record<string, unknown>> }
  const asked = Object.values(variables ?? {})
    .filter((value) => Array.isArray(value))
    .flat() as readonly unknown[]
  const ids = asked.map((one) => (one as { readonly id?: unknown } | null)?.id)
  return {
    records: [...new Set(asked.flatMap(referencesIn))],
    people: [...new Set(ids.filter((id) => typeof id === 'string'))],
  }
}

function reasonOf(error: unknown): string {
  const reason = error instanceof HubError ? error.extensions['reason'] : undefined
  return typeof reason === 'string' ? reason : 'OTHER'
}
