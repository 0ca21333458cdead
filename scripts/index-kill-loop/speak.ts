import { randomUUID } from 'node:crypto'

import { fetchBounded } from '../../common/http/bounded-fetch'
import { isObject, parseJson } from '../../common/json'
import type { SigningKey } from '../../common/keys/keys'
import { signAgencyToken } from '../../common/registration/agency-token'
import type { Registration } from '../../common/registration/registration'
import { registrationsPath } from '../../common/registration/registration'
import { personIndexCode } from '../../common/services'
import { signHubToken } from '../../common/tokens/hub-token'

/** Where the index is, and the key that both the hub and the agencies of the loop have. */
export interface Spoken {
  readonly url: string
  readonly key: SigningKey
}

const bounds = { maxBytes: 1_048_576, timeoutMs: 20_000 }

/** Registers a record as its agency. @returns false when the index was gone before it said so */
export async function register(
  { url, key }: Spoken,
  agency: string,
  registration: Registration,
): Promise<boolean> {
  const body = JSON.stringify([registration])
  const answer = await post(url + registrationsPath, body, signAgencyToken(agency, body, key))
  return answer !== null
}

/** Asks as a manager of the hub. @returns the answer's data; null when the index was gone before it answered */
export async function ask(
  { url, key }: Spoken,
  staffId: string,
  operation: { readonly query: string; readonly variables: object },
): Promise<Readonly<Record<string, unknown>> | null> {
  const body = JSON.stringify(operation)
  const call = {
    ...{ aud: personIndexCode, sub: staffId, homeAgency: 'harrowmere-council' },
    ...{ roles: ['mash.manager'], purpose: 'ADULT_SAFEGUARDING', legalPower: 'Care Act 2014 s.42' },
    ...{ enquiryId: 'kill-loop', caseReference: 'KILL-1', requestId: randomUUID() },
  }
  const answer = await post(`${url}/graphql`, body, signHubToken(call, { body, key }))
  if (answer === null) return null
  const { data, errors } = isObject(answer) ? answer : {}
  if (errors !== undefined || !isObject(data))
    throw new Error(`The index answered ${JSON.stringify(answer).slice(0, 300)}`)
  return data
}

/** @throws Error when it answers anything but what was asked for */
async function post(url: string, body: string, token: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const request = { method: 'POST' as const, headers, body, ...bounds }
  const answer = await fetchBounded(url, request).catch(() => null)
  if (answer === null) return null
  const text = answer.body.toString()
  if (!answer.isOk) throw new Error(`The index answered ${answer.status}: ${text.slice(0, 300)}`)
  return parseJson(text)
}
