import { createHmac } from 'node:crypto'

/** Of whom an answer is, as whoever gives it found them. */
export interface AnsweredPerson {
  /** The hub's id. */
  readonly id: string
  /** The agency's own references; in any order, and one that is there twice counts once. */
  readonly refs: readonly string[]
}

/**
 * What an agency says beside its answer about a person, so that the hub notices an answer about another
 * one: HMAC-SHA-256 in base64url, 43 characters. The key is the call's own id, so the digest fits no
 * other call. The text is the person's id and then the references in the order of their UTF-8 bytes,
 * each as a netstring: its length in bytes, a colon, itself, a comma.
 * @param callId the claim `jti` of the call; under a token for several calls, that of the token, a space
 * and the nonce of the call's seal
 * @see https://cr.yp.to/proto/netstrings.txt, RFC 2104
 */
export function echoOf(callId: string, { id, refs }: AnsweredPerson): string {
  let text = netstring(id)
  for (const ref of inOrder(refs)) text += netstring(ref)
  return createHmac('sha256', callId).update(text).digest('base64url')
}

function inOrder(refs: readonly string[]): readonly string[] {
  if (refs.length < 2) return refs
  return [...new Set(refs)].sort((one, other) =>
    Buffer.compare(Buffer.from(one), Buffer.from(other)),
  )
}

function netstring(text: string): string {
  return `${Buffer.byteLength(text)}:${text},`
}
