import { createHmac, hkdfSync } from 'node:crypto'

/** A key that names records in the log; it is kept outside of the log's store. */
export interface RecordKey {
  /** Stands before each digest: which key it was made with. Eight hexadecimal digits. */
  readonly id: string
  readonly secret: Uint8Array
}

/** Names an agency's record as the log does: with the newest key first, then with earlier ones. */
export type RecordNames = (agency: string, reference: string) => readonly [string, ...string[]]

/** The key with this secret. @param secret 32 random bytes */
export function recordKeyOf(secret: Uint8Array): RecordKey {
  const id = Buffer.from(hkdfSync('sha256', secret, '', 'sightline record key id', 4))
  return { id: id.toString('hex'), secret }
}

/**
 * What stands in the log for one of an agency's records: the key's id and the HMAC-SHA-256 of the
 * agency's code and its own reference. Whoever reads the log cannot find a reference by trying, and
 * whoever has the key and a reference finds its entries.
 * @see RFC 2104
 */
export function hashRecord(key: RecordKey, agency: string, reference: string): string {
  const digest = createHmac('sha256', key.secret).update(JSON.stringify([agency, reference]))
  return `${key.id}:${digest.digest('hex')}`
}

/** @param secrets of the keys; the one that entries are written with first */
export function recordNamesOf(secrets: readonly [Uint8Array, ...Uint8Array[]]): RecordNames {
  const [first, ...earlier] = secrets
  const [newest, others] = [recordKeyOf(first), earlier.map(recordKeyOf)]
  return (agency, reference) => [
    hashRecord(newest, agency, reference),
    ...others.map((key) => hashRecord(key, agency, reference)),
  ]
}
