import { fetchBounded } from '../../../common/http/bounded-fetch'
import type { SigningKey } from '../../../common/keys/keys'
import { signAgencyToken } from '../../../common/registration/agency-token'

/** What an agency needs to speak with the person index. */
export interface IndexConnection {
  readonly agency: string
  readonly signingKey: SigningKey
  /** The person index, without a path. */
  readonly personIndexUrl: string
}

/** The longest answer is a list of all whom others protect: some 20,000 references. */
const maxAnswerBytes = 1_048_576

/**
 * Posts as the agency; gives the answer's body.
 * @throws Error when the index cannot be reached, refuses, or answers with what is no JSON or too long
 */
export async function postToIndex(
  path: string,
  content: unknown,
  { agency, signingKey, personIndexUrl }: IndexConnection,
): Promise<unknown> {
  const body = JSON.stringify(content)
  const answer = await fetchBounded(new URL(path, personIndexUrl), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${signAgencyToken(agency, body, signingKey)}`,
    },
    body,
    maxBytes: maxAnswerBytes,
    timeoutMs: 10_000,
  }).catch((cause: unknown) => {
    throw new Error('the person index gave no answer that can be read', { cause })
  })
  if (!answer.isOk) throw new Error(`the person index answered with status ${answer.status}`)
  return JSON.parse(answer.body.toString())
}
