import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'

import { agencyOf, recordKey } from './matching/linkable-record'

/**
 * Agencies' references of records as the index keeps them. A reference may be a number that names somebody, so none
 * stands there as it is: a record is known by a keyed hash of it, and the reference itself is encrypted, for the agency
 * is asked by it.
 */
export interface ReferenceSealer {
  /** The key of a record: `<agency>/~<keyed hash>`, one `~` for each of the index's keys; the same for the same reference. */
  readonly record: (agency: string, ref: string) => string
  /** The reference of the record with this key, encrypted; the same each time. */
  readonly sealReference: (key: string, ref: string) => string
  /** @throws Error for what was sealed for another record, with another key, or changed */
  readonly openReference: (key: string, sealed: string) => string
  /** Of a text that names references: nobody finds out which by trying. 43 base64url characters, behind marks as above. */
  readonly digest: (text: string) => string
}

/** What is sealed, sealed once more; what already is stays as it is. */
export interface ReferenceResealer {
  readonly record: (key: string) => string
  /** @param key as it was when the reference was sealed */
  readonly reference: (key: string, sealed: string) => string
  readonly digest: (digest: string) => string
}

const cipher = 'aes-256-gcm'
const tagBytes = 16
const nonceBytes = 12
/** Before a hash: it is told from a reference that was kept as it is, and says under how many keys it was made. */
const mark = '~'

/** @param own the index's own secrets, the oldest first: a hash is made with each in turn, a text encrypted with the last */
export function createReferenceSealer(...own: readonly Uint8Array[]): ReferenceSealer {
  const naming = own.map((secret) => hashWith(secret, 'reference names', 16))
  const digesting = own.map((secret) => hashWith(secret, 'reference digests', 32))
  const textKey = textKeyOf(own)
  return {
    record: (agency, ref) => {
      const [first = noHash, ...later] = naming
      return later.reduce(renamed, recordKey(agency, `${mark}${first(`${agency}\n${ref}`)}`))
    },
    sealReference: (key, ref) => encrypt(key, ref, textKey),
    openReference: (key, sealed) => decrypt(key, sealed, textKey),
    digest: (text) => {
      const [first = noHash, ...later] = digesting
      return later.reduce(digestedAgain, first(text))
    },
  }
}

/** As if one more key had been among them, the last. */
export function createReferenceResealer(
  own: readonly Uint8Array[],
  next: Uint8Array,
): ReferenceResealer {
  const [before, after] = [textKeyOf(own), textKeyOf([next])]
  const name = hashWith(next, 'reference names', 16)
  const digest = hashWith(next, 'reference digests', 32)
  const isDone = (text: string, least: number) => marksIn(text) > own.length - least
  const record = (key: string) => (isDone(key, 0) ? key : renamed(key, name))
  return {
    record,
    reference: (key, sealed) =>
      isDone(key, 0) ? sealed : encrypt(record(key), decrypt(key, sealed, before), after),
    digest: (made) => (isDone(made, 1) ? made : digestedAgain(made, digest)),
  }
}

/** Whether a key holds no reference as it is. */
export function isSealedKey(key: string): boolean {
  return /^[^/]+\/~+[A-Za-z0-9_-]{22}$/.test(key)
}

type Hash = (text: string) => string

function noHash(): never {
  throw new Error('The index has no key of its own')
}

function renamed(key: string, hash: Hash): string {
  const agency = agencyOf(key)
  return recordKey(agency, `${mark.repeat(marksIn(key) + 1)}${hash(key)}`)
}

function digestedAgain(digest: string, hash: Hash): string {
  return `${mark.repeat(marksIn(digest) + 1)}${hash(digest)}`
}

function marksIn(text: string): number {
  return text.split(mark).length - 1
}

function hashWith(secret: Uint8Array, info: string, bytes: number): Hash {
  const key = derived(secret, info)
  return (text) =>
    createHmac('sha256', key).update(text).digest().subarray(0, bytes).toString('base64url')
}

function textKeyOf(own: readonly Uint8Array[]): Buffer {
  return derived(own.at(-1) ?? noHash(), 'reference texts')
}

function derived(secret: Uint8Array, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', info, 32))
}

function encrypt(key: string, ref: string, textKey: Buffer): string {
  const encrypting = createCipheriv(cipher, textKey, nonceOf(key))
  encrypting.setAAD(Buffer.from(key))
  const body = Buffer.concat([encrypting.update(ref, 'utf8'), encrypting.final()])
  return Buffer.concat([encrypting.getAuthTag(), body]).toString('base64url')
}

function decrypt(key: string, sealed: string, textKey: Buffer): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const decrypting = createDecipheriv(cipher, textKey, nonceOf(key))
  decrypting.setAAD(Buffer.from(key))
  decrypting.setAuthTag(bytes.subarray(0, tagBytes))
  const body = [decrypting.update(bytes.subarray(tagBytes)), decrypting.final()]
  return Buffer.concat(body).toString('utf8')
}

/** A key belongs to one reference, so that no nonce serves two texts. */
function nonceOf(key: string): Buffer {
  const name = key.slice(key.lastIndexOf(mark) + 1)
  return Buffer.from(name, 'base64url').subarray(0, nonceBytes)
}
