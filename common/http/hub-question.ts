import { agencyWaitHeader } from '../agency-wait'
import type { BoundedFetchOptions, FetchedAnswer } from './bounded-fetch'
import { fetchBounded } from './bounded-fetch'
import { requestIdHeader } from './request-id'

/** What the hub says of one agency in an answer, as its callers read it. */
export interface CoverageRow {
  readonly agency: string
  readonly status: string
  readonly records: number | null
  readonly withheldFields: number
  readonly handling: string | null
  readonly tookMs: number | null
  readonly reason: string | null
}

/** In whose name a question is asked, and why. */
export interface HubCaller extends Pick<BoundedFetchOptions, 'maxBytes'> {
  readonly token: string
  /** Absent: no enquiry is open yet. */
  readonly enquiryToken?: string | undefined
  /** How long the question waits for an agency, in milliseconds; absent: as long as the hub does. */
  readonly agencyWaitMs?: number | undefined
}

/** What came back, and by what name the hub's own log has the request; null when the hub gave none. */
export interface HubReply extends FetchedAnswer {
  readonly requestId: string | null
}

/** The hub itself waits for no agency longer than a few seconds. */
const timeoutMs = 30_000

/**
 * Sends one operation to the hub.
 * @throws Error as `fetchBounded`
 */
export async function postQuestion(
  url: string,
  body: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> },
  { token, enquiryToken, agencyWaitMs, maxBytes }: HubCaller,
): Promise<HubReply> {
  const fetched = await fetchBounded(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(enquiryToken === undefined ? {} : { 'sightline-enquiry': enquiryToken }),
      ...(agencyWaitMs === undefined ? {} : { [agencyWaitHeader]: String(agencyWaitMs) }),
    },
    body: JSON.stringify(body),
    ...{ maxBytes, timeoutMs },
  })
  const requestId = fetched.headers.get(requestIdHeader) ?? ''
  return { ...fetched, requestId: /^[\w-]{1,64}$/.test(requestId) ? requestId : null }
}
