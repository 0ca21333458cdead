import type { KeyObject } from 'node:crypto'
import { diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto'

/** An agency's own keys for the second step. */
export interface NodeKeys {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

const keyBytes = 32

/** A new X25519 key pair. */
export function createNodeKeys(): NodeKeys {
  return generateKeyPairSync('x25519')
}

/** Which pair of which job a key is for. */
export interface PairPlace {
  /** Never used twice between the same two agencies. */
  readonly job: string
  /** Place of the pair in the job, from 0. */
  readonly pair: number
}

/**
 * Gives the key under which two agencies encode one pair of records: the same for both, unknown to whoever
 * relays the answers, and another for every pair, so that answers about two pairs cannot be compared.
 * @param pinned the other agency's public key, as it was agreed on beforehand: not as the hub says it is
 * @see RFC 7748 (X25519), RFC 5869 (HKDF)
 */
export function pairKeys(own: KeyObject, pinned: KeyObject): (place: PairPlace) => Uint8Array {
  const shared = diffieHellman({ privateKey: own, publicKey: pinned })
  return ({ job, pair }) =>
    new Uint8Array(hkdfSync('sha256', shared, job, `sightline second step 1|${pair}`, keyBytes))
}
