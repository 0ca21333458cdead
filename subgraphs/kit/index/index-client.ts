import type { SigningKey } from '../../../common/keys/keys'
import { postSigned } from '../../../common/registration/signed-post'

/** What an agency needs to speak with the person index. */
export interface IndexConnection {
  readonly agency: string
  readonly signingKey: SigningKey
  /** The person index, without a path. */
  readonly personIndexUrl: string
}

/** The longest answer is a list of all whom others protect: some 20,000 references. */
const maxAnswerBytes = 1_048_576

/** What the index says of a call. */
export type IndexAnswer =
  | { readonly isPutOff: false; readonly body: unknown }
  /** The call was taken, but for these references: they are to be sent again later. */
  | {
      readonly isPutOff: true
      readonly refs: readonly string[]
      /** What the answer says of registrations that came too late; read by whoever sent some. */
      readonly overtaken: unknown
      readonly retryAfterSeconds: number
    }

/**
 * Posts as the agency; gives the answer's body, or what has to wait.
 * @throws Error when the index cannot be reached or refuses, or answers with what is no JSON or too long
 */
export async function postToIndex(
  path: string,
  content: unknown,
  { agency, signingKey, personIndexUrl }: IndexConnection,
): Promise<IndexAnswer> {
  const answer = await postSigned(path, content, {
    ...{ sender: agency, signingKey, personIndexUrl, maxBytes: maxAnswerBytes },
  })
  const text = answer.body.toString()
  if (answer.status === 429) return readPutOff(text)
  if (!answer.isOk) throw new Error(`the person index answered with status ${answer.status}`)
  return { isPutOff: false, body: JSON.parse(text) as unknown }
}

interface Refusal {
  readonly errors?: readonly {
    readonly extensions?: Readonly<Record<string, unknown>>
  }[]
}

function readPutOff(text: string): IndexAnswer {
  const said = (JSON.parse(text) as Refusal).errors?.[0]?.extensions ?? {}
  const { putOff, retryAfterSeconds } = said
  const isList = Array.isArray(putOff) && putOff.every((ref) => typeof ref === 'string')
  if (!isList || typeof retryAfterSeconds !== 'number')
    throw new Error('the person index is asked too much at once')
  return { isPutOff: true, refs: putOff, overtaken: said, retryAfterSeconds }
}
