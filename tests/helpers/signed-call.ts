import { generateKeyPairSync } from 'node:crypto'

import type { SigningKey } from '../../common/keys/keys'
import { thumbprintOf } from '../../common/keys/keys'
import type { HubCall } from '../../common/tokens/hub-token'
import { signHubToken } from '../../common/tokens/hub-token'

/** A key pair that lives as long as the test. */
export function makeSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { kid: thumbprintOf(publicKey), privateKey, publicKey }
}

/** What the hub says of a call by a MASH analyst about an adult at risk; parts may be replaced. */
export function hubCall(audience: string, changes: Partial<HubCall> = {}): HubCall {
  return {
    aud: audience,
    sub: 'mash.analyst',
    homeAgency: 'northshire-mash',
    roles: ['mash.analyst'],
    purpose: 'ADULT_SAFEGUARDING',
    legalPower: 'Care Act 2014 s.42',
    enquiryId: 'enquiry-1',
    caseReference: 'MASH-0001',
    stated: ['PUBLIC_INTEREST_TEST'],
    requestId: 'request-1',
    ...changes,
  }
}

export interface SignedCall {
  readonly url: string
  readonly key: SigningKey
  readonly call: HubCall
  readonly now?: Date
  /** Default: a new one. */
  readonly id?: string
}

export interface CallAnswer {
  readonly status: number
  readonly body: {
    readonly data?: Readonly<Record<string, unknown>> | null
    readonly errors?: readonly {
      readonly message: string
      readonly path?: readonly (string | number)[]
      readonly extensions: Readonly<Record<string, unknown>>
    }[]
  }
}

/** Sends an operation to a subgraph as the hub does. */
export async function callSubgraph(
  { url, key, call, now, id }: SignedCall,
  operation: { readonly query: string; readonly variables?: object },
): Promise<CallAnswer> {
  const body = JSON.stringify(operation)
  const given = { ...(now ? { now } : {}), ...(id === undefined ? {} : { id }) }
  const token = signHubToken(call, { body, key, ...given })
  return postJson(`${url}/graphql`, body, token)
}

/** Posts a body with a bearer token, or with none. */
export async function postJson(url: string, body: string, token?: string): Promise<CallAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body,
  })
  return { status: response.status, body: (await response.json()) as CallAnswer['body'] }
}
