import type { FetchedAnswer } from '../http/bounded-fetch'
import { fetchBounded } from '../http/bounded-fetch'
import type { SigningKey } from '../keys/keys'
import { signAgencyToken } from './agency-token'

/** Who speaks with the person index, and where it is. */
export interface SignedSender {
  /** Code of the agency, or of the hub itself. */
  readonly sender: string
  readonly signingKey: SigningKey
  /** The person index, without a path. */
  readonly personIndexUrl: string | URL
}

const timeoutMs = 10_000

/**
 * Posts JSON to the person index under a signature for this body alone.
 * @throws Error when it cannot be reached, or answers at too great a length
 */
export function postSigned(
  path: string,
  content: unknown,
  { sender, signingKey, personIndexUrl, maxBytes }: SignedSender & { readonly maxBytes: number },
): Promise<FetchedAnswer> {
  const body = JSON.stringify(content)
  return fetchBounded(new URL(path, personIndexUrl), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${signAgencyToken(sender, body, signingKey)}`,
    },
    ...{ body, maxBytes, timeoutMs },
  }).catch((cause: unknown) => {
    throw new Error('the person index gave no answer that can be read', { cause })
  })
}
