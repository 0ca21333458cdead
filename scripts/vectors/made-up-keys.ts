import { createECDH, createHash, createPrivateKey, createPublicKey } from 'node:crypto'

import type { SigningKey } from '../../common/keys/keys'
import { thumbprintOf } from '../../common/keys/keys'
import type { NodeKeys } from '../../common/second-step/pair-keys'
import type { LinkKey } from '../../common/registration/link-tokens'

/**
 * A key pair that follows from a name, so that vectors are the same each time they are made. Whoever reads
 * this can make its private half: nothing may ever be signed with it but vectors.
 */
export function madeUpKey(name: string): SigningKey {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(digestOf(`key of ${name}`))
  const point = pair.getPublicKey()
  const jwk = {
    ...{ kty: 'EC', crv: 'P-256', d: pair.getPrivateKey('base64url') },
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' })
  const publicKey = createPublicKey(privateKey)
  return { kid: thumbprintOf(publicKey), privateKey, publicKey }
}

/** A link key of the same sort. */
export function madeUpLinkKey(): LinkKey {
  return { secret: digestOf('link key') }
}

/** Keys for the second step, of the same sort. */
export function madeUpNodeKeys(name: string): NodeKeys {
  // PKCS #8 of X25519 (RFC 8410) but for the key itself.
  const head = Buffer.from('302e020100300506032b656e04220420', 'hex')
  const der = Buffer.concat([head, digestOf(`second step of ${name}`)])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { privateKey, publicKey: createPublicKey(privateKey) }
}

function digestOf(name: string): Buffer {
  return createHash('sha256').update(`sightline test vectors: ${name}`).digest()
}

/** Whose keys the vectors are made with. */
export const hubKey = madeUpKey('the hub')
export const agencyKey = madeUpKey('the agency')
/** Of somebody who is neither. */
export const strangerKey = madeUpKey('a stranger')

/** The agency of the vectors, as it stands in tokens. */
export const exampleAgency = 'example-agency'

/** The moment of the vectors: 2026-04-01T12:00:00Z. */
export const exampleMoment = new Date('2026-04-01T12:00:00Z')
