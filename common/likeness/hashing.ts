import { createHmac } from 'node:crypto'

/** A number below 2^53 that stands for a text: equal for equal texts, and hardly ever else. */
export type Hash = (text: string) => number

const hexDigits = 12

/** The first 48 bits of an HMAC-SHA-256: without the key nobody can tell which text it stands for. */
export function keyedHash(key: Uint8Array): Hash {
  // As text a digest costs a quarter less time than as a buffer of its own, and there are millions.
  return (text) =>
    Number.parseInt(createHmac('sha256', key).update(text).digest('hex').slice(0, hexDigits), 16)
}

/** A fast hash without a key, for records that are compared in the clear (two rounds of FNV-1a). */
export const plainHash: Hash = (text) => {
  let [low, high] = [0x811c9dc5, 0x9e3779b9]
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x85ebca6b)
    high ^= high >>> 13
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0)
}

/** A hash of which each is taken once: most keys of a record are among those by which it looks for others as well. */
export function remembered<Key>(hash: (key: Key) => number): (key: Key) => number {
  const known = new Map<Key, number>()
  return (key) => {
    const hashed = known.get(key) ?? hash(key)
    known.set(key, hashed)
    return hashed
  }
}
