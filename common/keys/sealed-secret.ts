import type { JsonWebKey, KeyObject } from 'node:crypto'
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  randomBytes,
} from 'node:crypto'

import { isObject, parseJson } from '../json'

const algorithm = { alg: 'ECDH-ES', enc: 'A256GCM' } as const
const keyBytes = 32
const tagBytes = 16

/** Where a secret is sealed to: EC on P-256. */
export interface SealingKey extends JsonWebKey {
  readonly kid: string
}

/**
 * Seals a secret so that only the holder of the private key can open it: a JWE in compact form, direct key
 * agreement with a key made for this one.
 * @see RFC 7516 section 3.1, RFC 7518 section 4.6
 */
export function sealSecret(secret: Uint8Array, to: SealingKey): string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' })
  const header = encode(JSON.stringify({ ...algorithm, kid: to.kid, epk: { kty, crv, x, y } }))
  const shared = diffieHellman({
    privateKey,
    publicKey: createPublicKey({ key: to, format: 'jwk' }),
  })
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', concatKdf(shared, algorithm.enc, keyBytes), iv)
  cipher.setAAD(Buffer.from(header))
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()])
  return [header, '', encode(iv), encode(sealed), encode(cipher.getAuthTag())].join('.')
}

/**
 * The secret that was sealed to this key.
 * @throws Error when it was sealed to another, or has been changed
 */
export function openSealedSecret(text: string, privateKey: KeyObject): Buffer {
  try {
    return open(text.trim(), privateKey)
  } catch {
    throw new Error('It was not sealed to this key, or has been changed: ask for another')
  }
}

/**
 * The key that both sides derive from their shared secret, without names of either.
 * @param bytes 32 at most: one round
 * @see NIST SP 800-56A section 5.8.1, RFC 7518 section 4.6.2
 */
export function concatKdf(
  shared: Buffer,
  algorithmId: string,
  bytes: number,
  { apu = '', apv = '' }: { readonly apu?: string; readonly apv?: string } = {},
): Buffer {
  const parts = [algorithmId, apu, apv].flatMap((part) => [uint32(Buffer.byteLength(part)), part])
  const hash = createHash('sha256').update(uint32(1)).update(shared)
  for (const part of [...parts, uint32(bytes * 8)]) hash.update(part)
  return hash.digest().subarray(0, bytes)
}

function open(text: string, privateKey: KeyObject): Buffer {
  const [header = '', key, iv, sealed, tag, ...rest] = text.split('.')
  const said = parseJson(decode(header).toString('utf8'))
  const { alg, enc, epk } = isObject(said) ? said : {}
  if (alg !== algorithm.alg || enc !== algorithm.enc || key !== '' || rest.length > 0)
    throw new Error('not a JWE of this kind')
  const publicKey = createPublicKey({ key: epk as JsonWebKey, format: 'jwk' })
  const shared = diffieHellman({ privateKey, publicKey })
  const secretKey = concatKdf(shared, algorithm.enc, keyBytes)
  const options = { authTagLength: tagBytes }
  const cipher = createDecipheriv('aes-256-gcm', secretKey, decode(iv), options)
  cipher.setAAD(Buffer.from(header)).setAuthTag(decode(tag))
  return Buffer.concat([cipher.update(decode(sealed)), cipher.final()])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function encode(bytes: Buffer | string): string {
  return Buffer.from(bytes as string).toString('base64url')
}

function decode(text = ''): Buffer {
  return Buffer.from(text, 'base64url')
}
