import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

import { remembered } from '../../../common/likeness/hashing'
import type { Likeness, ValueTokens } from '../../../common/likeness/likeness'
import type { LikenessDocument } from '../documents'
import type { Lookups } from './packed-lookups'
import { packLookups, unpackLookups } from './packed-lookups'
import { packValues, unpackValues } from './packed-values'

/** The keys of a likeness as the index keeps them. */
export interface HashedLikeness {
  readonly keys: number[]
  readonly placeKeys: number[]
  /** See `packLookups`. */
  readonly lookups: Buffer
}

/** A likeness as the index keeps it. */
export interface SealedLikeness extends HashedLikeness {
  readonly values: Uint8Array
}

/**
 * Likenesses as they stand in the index's database. Keys are hashed once more under a key that only the index
 * has, and still equal each other where they did: by them records are found. Tokens of single values are
 * encrypted, each record by itself: how often one occurs cannot be counted in a copy of the database.
 */
export interface LikenessSealer {
  seal(likeness: Likeness): SealedLikeness
  /** @throws Error for what was sealed with another key, or changed */
  open(values: Uint8Array): ValueTokens
  /** Keys as they are stored. */
  keys(tokens: readonly number[]): number[]
  /** What of a likeness is the same each time it is sealed. */
  hashed(likeness: Omit<Likeness, 'values'>): HashedLikeness
}

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16
const tokenBytes = 6

/** Likenesses as they stand, sealed once more. */
export interface LikenessResealer {
  readonly keys: (stored: readonly number[]) => number[]
  readonly lookups: (stored: Uint8Array) => Uint8Array
  /** @throws Error for what was sealed with another key, or changed */
  readonly values: (stored: Uint8Array) => Uint8Array
}

/** @param own the index's own keys: keys of a search are hashed with each in turn, values encrypted under the last */
export function createLikenessSealer(...own: readonly Buffer[]): LikenessSealer {
  const hashing = own.map(hashWith)
  const sealKey = (token: number) => hashing.reduce((key, hash) => hash(key), token)
  const keyOfValues = valueKeyOf(own)
  const hashed: LikenessSealer['hashed'] = ({ lookupKeys, lookupPlaceKeys, ...found }) => {
    const keys = hashedOnce(remembered(sealKey))
    return {
      ...{ keys: keys(found.keys), placeKeys: keys(found.placeKeys) },
      lookups: packHashed({ keys: lookupKeys, placeKeys: lookupPlaceKeys }, keys),
    }
  }
  return {
    ...{ keys: hashedOnce(sealKey), hashed },
    seal: ({ values, ...found }) => ({
      ...hashed(found),
      values: encrypt(packValues(values), keyOfValues),
    }),
    open: (values) => unpackValues(decrypt(values, keyOfValues)),
  }
}

function packHashed({ keys, placeKeys }: Lookups, hash: LikenessSealer['keys']): Buffer {
  return packLookups({ keys: hash(keys), placeKeys: hash(placeKeys) })
}

/** As if one more key had been among them, the last. */
export function createLikenessResealer(own: readonly Buffer[], next: Buffer): LikenessResealer {
  const [before, after] = [valueKeyOf(own), valueKeyOf([next])]
  const keys = hashedOnce(hashWith(next))
  return {
    keys,
    lookups: (stored) => packHashed(unpackLookups(stored), keys),
    values: (stored) => encrypt(decrypt(stored, before), after),
  }
}

function hashWith(secret: Buffer): (key: number) => number {
  const keyOfKeys = derived(secret, 'likeness keys')
  return (key) =>
    createHmac('sha256', keyOfKeys).update(String(key)).digest().readUIntBE(0, tokenBytes)
}

/** Each once. */
function hashedOnce(hash: (key: number) => number): (keys: readonly number[]) => number[] {
  return (keys) => [...new Set(keys.map(hash))]
}

function valueKeyOf(own: readonly Buffer[]): Buffer {
  return derived(own.at(-1) ?? Buffer.alloc(0), 'likeness values')
}

function derived(secret: Buffer, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', info, 32))
}

function encrypt(plain: Buffer, key: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const encrypting = createCipheriv(cipher, key, nonce)
  const body = Buffer.concat([encrypting.update(plain), encrypting.final()])
  return Buffer.concat([nonce, encrypting.getAuthTag(), body])
}

function decrypt(sealed: Uint8Array, key: Buffer): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  const decrypting = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes))
  decrypting.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  const body = bytes.subarray(nonceBytes + tagBytes)
  return Buffer.concat([decrypting.update(body), decrypting.final()])
}

/** The driver gives bytes as a `Binary` of BSON. */
export function bytesOf(value: Uint8Array | { readonly buffer: Uint8Array }): Uint8Array {
  return value instanceof Uint8Array ? value : value.buffer
}

/** By what a record looks for others: where that is not stored, by what it is found. */
export function lookupsOf({
  keys,
  placeKeys,
  lookups,
}: Pick<LikenessDocument, 'keys' | 'placeKeys' | 'lookups'>): Lookups {
  return lookups ? unpackLookups(bytesOf(lookups)) : { keys, placeKeys }
}
