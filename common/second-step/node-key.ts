import type { JsonWebKey, KeyObject } from 'node:crypto'
import { createPrivateKey, createPublicKey } from 'node:crypto'

import { isObject } from '../json'
import { readOrMakeKeyFile } from '../keys/key-file'
import type { NodeKeys } from './pair-keys'
import { createNodeKeys } from './pair-keys'

/**
 * The keys of an agency for the second step, kept in `<data folder>/keys/<code>-second-step`, made at first use.
 * @throws Error that names the key when its file does not hold a private key on X25519
 */
export function openNodeKeys(dataFolder: string, code: string): NodeKeys {
  const name = `${code}-second-step`
  const pem = readOrMakeKeyFile(dataFolder, name, () =>
    createNodeKeys().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  )
  const privateKey = attempt(() => createPrivateKey(pem))
  if (privateKey?.asymmetricKeyType !== 'x25519')
    throw new Error(`The key file "${name}" does not hold a private key on X25519`)
  return { privateKey, publicKey: createPublicKey(privateKey) }
}

/** A public key as the register pins it (RFC 8037). */
export interface PinnedNodeKey extends JsonWebKey {
  readonly kty: 'OKP'
  readonly crv: 'X25519'
  /** 32 bytes in base64url. */
  readonly x: string
}

/** The public half, fit for the register. */
export function publicNodeKey(publicKey: KeyObject): PinnedNodeKey {
  return { kty: 'OKP', crv: 'X25519', x: publicKey.export({ format: 'jwk' }).x ?? '' }
}

/**
 * What an entry of the register says of an agency's part in the second step; null: it takes none.
 * @throws Error that starts with `where` and says what to change
 */
export function readPinnedNodeKey(value: unknown, where: string): PinnedNodeKey | null {
  if (value === undefined) return null
  if (isObject(value) && 'd' in value)
    throw new Error(
      `${where}: secondStep is a private key: whoever read it is the agency; make another`,
    )
  const { kty, crv, x } = isObject(value) ? value : {}
  const isKey = kty === 'OKP' && crv === 'X25519' && typeof x === 'string'
  if (isKey && attempt(() => toPublicKey({ kty, crv, x })) !== null) return { kty, crv, x }
  throw new Error(
    `${where}: secondStep must be a public key on X25519, as npm run agency -- second-step-key prints it`,
  )
}

/** @throws Error for what is no key */
export function toPublicKey({ kty, crv, x }: PinnedNodeKey): KeyObject {
  return createPublicKey({ key: { kty, crv, x }, format: 'jwk' })
}

function attempt<Made>(make: () => Made): Made | null {
  try {
    return make()
  } catch {
    return null
  }
}
