/** Keys by which a record looks for others, as they are stored. */
export interface Lookups {
  readonly keys: readonly number[]
  readonly placeKeys: readonly number[]
}

const countBytes = 2
const keyBytes = 6

/**
 * Lookups as bytes: how many there are of the first kind, then each in six. Nobody is found by them, so that they need no
 * list that a database could index, which takes many times the room.
 */
export function packLookups({ keys, placeKeys }: Lookups): Buffer {
  const packed = Buffer.alloc(countBytes + (keys.length + placeKeys.length) * keyBytes)
  packed.writeUInt16BE(keys.length)
  for (const [place, key] of [...keys, ...placeKeys].entries())
    packed.writeUIntBE(key, countBytes + place * keyBytes, keyBytes)
  return packed
}

export function unpackLookups(bytes: Uint8Array): Lookups {
  const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = packed.readUInt16BE()
  const all = Array.from({ length: (packed.length - countBytes) / keyBytes }, (_none, place) =>
    packed.readUIntBE(countBytes + place * keyBytes, keyBytes),
  )
  return { keys: all.slice(0, count), placeKeys: all.slice(count) }
}
