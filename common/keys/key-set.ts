import type { JsonWebKey, KeyObject } from 'node:crypto'
import { createPublicKey } from 'node:crypto'

import type { JsonObject } from '../json'
import { isObject } from '../json'

/** Public keys by their id, in the order in which they were published. */
export type KeySet = ReadonlyMap<string, KeyObject>

/** Most keys of a set that are looked at: the first ones. */
const maxKeys = 50

/** Longest id of a key, in characters. */
const maxKidLength = 200

/** Bits of an RSA modulus: fewer are too easily broken, more take too long to check. */
const rsaBits = { least: 2048, most: 8192 }

/**
 * The keys of a JSON Web Key Set that signatures with RS256 or ES256 can be checked with. What is no
 * such key is passed over; of two with one id the first counts.
 * @throws Error when this is no key set at all
 * @see RFC 7517 section 5
 */
export function readKeySet(text: string): KeySet {
  const set: unknown = JSON.parse(text)
  const published = isObject(set) ? set['keys'] : null
  if (!Array.isArray(published)) throw new Error('This is not a JSON Web Key Set')
  const keys = new Map<string, KeyObject>()
  for (const jwk of published.slice(0, maxKeys) as readonly unknown[]) {
    const kid = isObject(jwk) ? jwk['kid'] : null
    if (!isObject(jwk) || typeof kid !== 'string' || kid.length > maxKidLength) continue
    const key = keys.has(kid) ? null : readKey(jwk)
    if (key) keys.set(kid, key)
  }
  return keys
}

/** Null for a key of another kind, for another use, or that is none. */
function readKey(jwk: JsonObject): KeyObject | null {
  const kind = kinds.get(jwk['kty'])
  if (!kind || !isFor(kind.alg, jwk)) return null
  const parts = ['kty', ...kind.parts].map((name) => [name, jwk[name]] as const)
  if (!parts.every(([, value]) => typeof value === 'string')) return null
  const key = importKey(Object.fromEntries(parts))
  return key && kind.isStrong(key) ? key : null
}

function isFor(wanted: string, { use = 'sig', alg = wanted }: JsonObject): boolean {
  return use === 'sig' && alg === wanted
}

interface KeyKind {
  readonly alg: string
  /** Members that make the public key; all others are left out. */
  readonly parts: readonly string[]
  readonly isStrong: (key: KeyObject) => boolean
}

const ellipticCurve: KeyKind = {
  alg: 'ES256',
  parts: ['crv', 'x', 'y'],
  isStrong: (key) => key.asymmetricKeyDetails?.namedCurve === 'prime256v1',
}

const rsa: KeyKind = {
  alg: 'RS256',
  parts: ['n', 'e'],
  isStrong: (key) => {
    const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {}
    return modulusLength >= rsaBits.least && modulusLength <= rsaBits.most
  },
}

/** By the member `kty`. */
const kinds: ReadonlyMap<unknown, KeyKind> = new Map([
  ['EC', ellipticCurve],
  ['RSA', rsa],
])

function importKey(jwk: JsonWebKey): KeyObject | null {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return null
  }
}
