import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'

import { recordKey } from './matching/linkable-record'

/**
 * Agencies' references of records as the index keeps them. A reference may be a number that names somebody, so none
 * stands there as it is: a record is known by a keyed hash of it, and the reference itself is encrypted, for the agency
 * is asked by it.
 */
export interface ReferenceSealer {
  /** The key of a record: `<agency>/~<keyed hash>`; the same for the same reference. */
  readonly record: (agency: string, ref: string) => string
  /** The reference of the record with this key, encrypted; the same each time. */
  readonly sealReference: (key: string, ref: string) => string
  /** @throws Error for what was sealed for another record, with another key, or changed */
  readonly openReference: (key: string, sealed: string) => string
  /** Of a text that names references: nobody finds out which by trying. 43 base64url characters. */
  readonly digest: (text: string) => string
}

const cipher = 'aes-256-gcm'
const tagBytes = 16
const nonceBytes = 12
/** Before a hash, so that it is told from a reference that was kept as it is. */
const mark = '~'

/** @param secret the index's own */
export function createReferenceSealer(secret: Uint8Array): ReferenceSealer {
  const derived = (info: string) => Buffer.from(hkdfSync('sha256', secret, '', info, 32))
  const [nameKey, textKey, digestKey] = [
    derived('reference names'),
    derived('reference texts'),
    derived('reference digests'),
  ]
  const hash = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  return {
    record: (agency, ref) => {
      const name = hash(nameKey, `${agency}\n${ref}`).subarray(0, 16)
      return recordKey(agency, `${mark}${name.toString('base64url')}`)
    },
    sealReference: (key, ref) => {
      const encrypting = createCipheriv(cipher, textKey, nonceOf(key))
      encrypting.setAAD(Buffer.from(key))
      const body = Buffer.concat([encrypting.update(ref, 'utf8'), encrypting.final()])
      return Buffer.concat([encrypting.getAuthTag(), body]).toString('base64url')
    },
    openReference: (key, sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      const decrypting = createDecipheriv(cipher, textKey, nonceOf(key))
      decrypting.setAAD(Buffer.from(key))
      decrypting.setAuthTag(bytes.subarray(0, tagBytes))
      const body = [decrypting.update(bytes.subarray(tagBytes)), decrypting.final()]
      return Buffer.concat(body).toString('utf8')
    },
    digest: (text) => hash(digestKey, text).toString('base64url'),
  }
}

/** A key belongs to one reference, so that no nonce serves two texts. */
function nonceOf(key: string): Buffer {
  const name = key.slice(key.lastIndexOf(mark) + 1)
  return Buffer.from(name, 'base64url').subarray(0, nonceBytes)
}

/** Whether a key holds no reference as it is. */
export function isSealedKey(key: string): boolean {
  return /^[^/]+\/~[A-Za-z0-9_-]{22}$/.test(key)
}
