import type { JsonWebKey, KeyObject } from 'node:crypto'
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'

import { readOrMakeKeyFile } from './key-file'

/** A key pair on P-256 (ES256); the private half never leaves the process. */
export interface SigningKey {
  /** RFC 7638 thumbprint of the public key: the same key always has the same id. */
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

/** A public key as it is published. */
export interface PublicJwk extends JsonWebKey {
  readonly kid: string
  readonly alg: 'ES256'
  readonly use: 'sig'
}

/** Finds the public key with this id; null means the owner does not publish such a key. */
export type KeyFinder = (kid: string) => Promise<KeyObject | null>

/**
 * The signing key of this name, kept in `<data folder>/keys/<name>`, made at first use.
 * @throws Error that names the key when its file does not hold a P-256 private key.
 */
export function openSigningKey(dataFolder: string, name: string): SigningKey {
  const pem = readOrMakeKeyFile(dataFolder, name, newPrivateKeyPem)
  const privateKey = readPrivateKey(pem, name)
  const publicKey = createPublicKey(privateKey)
  return { kid: thumbprintOf(publicKey), privateKey, publicKey }
}

/** The public halves as a JSON Web Key Set (RFC 7517), fit to be published. */
export function publicKeySet(keys: readonly SigningKey[]): { readonly keys: readonly PublicJwk[] } {
  return {
    keys: keys.map(({ kid, publicKey }) => ({
      ...publicKey.export({ format: 'jwk' }),
      kid,
      alg: 'ES256',
      use: 'sig',
    })),
  }
}

/** Finds among keys that are already at hand. */
export function findAmong(keys: readonly SigningKey[]): KeyFinder {
  const byId = new Map(keys.map(({ kid, publicKey }) => [kid, publicKey]))
  return (kid) => Promise.resolve(byId.get(kid) ?? null)
}

/**
 * Base64url SHA-256 over the required members in lexicographic order.
 * @see RFC 7638 section 3
 */
export function thumbprintOf(publicKey: KeyObject): string {
  const { crv, kty, x, y } = publicKey.export({ format: 'jwk' })
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
}

function newPrivateKeyPem(): string {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return privateKey
}

function readPrivateKey(pem: string, name: string): KeyObject {
  const key = parsePrivateKey(pem)
  if (key?.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new Error(`The key file "${name}" does not hold a P-256 private key`)
  return key
}

function parsePrivateKey(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem)
  } catch {
    return null
  }
}
