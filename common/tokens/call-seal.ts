import type { KeyObject } from 'node:crypto'
import { createHmac, createSecretKey, diffieHellman, hkdfSync, timingSafeEqual } from 'node:crypto'

/** What is said of one call beside the token that speaks for many. */
export interface SealedDetails {
  readonly requestId: string
  /** The statutes the disclosure rests on. */
  readonly legalPower: string
  /** When the call was made; seconds since 1970. */
  readonly at: number
  /** Unique under one token: a second use is a replay. */
  readonly nonce: string
}

/** Longest seal that is looked at, in characters. */
const maxLength = 4096

/**
 * The key that only the two owners of these key pairs can work out, for one token: ECDH on P-256, then
 * HKDF-SHA256 with the token's id as salt.
 * @see NIST SP 800-56A and 800-56C, RFC 5869
 */
export function deriveSealKey(
  pair: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
  tokenId: string,
): KeyObject {
  const shared = diffieHellman(pair)
  const key = hkdfSync('sha256', shared, tokenId, 'sightline call seal', 32)
  return createSecretKey(Buffer.from(key))
}

/** The value of the header `sightline-call`: what is said of a call, bound to its body's bytes. */
export function sealCall(
  details: SealedDetails,
  body: Uint8Array | string,
  key: KeyObject,
): string {
  const content = Buffer.from(JSON.stringify(details)).toString('base64url')
  return `${content}.${macOf(content, body, key).digest('base64url')}`
}

/** What a seal says when it was made with this key for exactly this body; null otherwise. */
export function openSeal(
  seal: string,
  body: Uint8Array | string,
  key: KeyObject,
): SealedDetails | null {
  const [content, mac, ...rest] = seal.length > maxLength ? [] : seal.split('.')
  if (content === undefined || mac === undefined || rest.length > 0) return null
  const expected = macOf(content, body, key).digest()
  const given = Buffer.from(mac, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return readDetails(content)
}

/** The content holds no full stop, so its end and the body's start cannot be moved. */
function macOf(
  content: string,
  body: Uint8Array | string,
  key: KeyObject,
): ReturnType<typeof createHmac> {
  const mac = createHmac('sha256', key)
  // One update: each further call into OpenSSL costs as much as the hash itself.
  return typeof body === 'string'
    ? mac.update(`${content}.${body}`)
    : mac.update(`${content}.`).update(body)
}

/** Only the hub can have made it, so what is missing is from another version of it. */
function readDetails(content: string): SealedDetails | null {
  const details: unknown = JSON.parse(Buffer.from(content, 'base64url').toString('utf8'))
  if (typeof details !== 'object' || details === null) return null
  const { requestId, legalPower, nonce, at } = details as Readonly<Record<string, unknown>>
  const isWhole = [requestId, legalPower, nonce].every((part) => typeof part === 'string')
  return isWhole && Number.isInteger(at) ? (details as SealedDetails) : null
}
