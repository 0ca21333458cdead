import type { SigningKey } from '../../../common/keys/keys'
import { signAgencyToken } from '../../../common/registration/agency-token'

/** What an agency needs to speak with the person index. */
export interface IndexConnection {
  readonly agency: string
  readonly signingKey: SigningKey
  /** The person index, without a path. */
  readonly personIndexUrl: string
}

/**
 * Posts as the agency; gives the answer's body.
 * @throws Error when the index cannot be reached or refuses
 */
export async function postToIndex(
  path: string,
  content: unknown,
  { agency, signingKey, personIndexUrl }: IndexConnection,
): Promise<unknown> {
  const body = JSON.stringify(content)
  const response = await fetch(new URL(path, personIndexUrl), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${signAgencyToken(agency, body, signingKey)}`,
    },
    body,
    signal: AbortSignal.timeout(10_000),
  }).catch((cause: unknown) => {
    throw new Error('the person index cannot be reached', { cause })
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`the person index answered with status ${response.status}`)
  return JSON.parse(text)
}
