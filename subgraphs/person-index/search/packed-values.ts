import type { TokenValue } from '../../../common/likeness/encode'
import type { FieldName } from '../../../common/likeness/fields'
import { fieldNames } from '../../../common/likeness/fields'
import type { ValueTokens } from '../../../common/likeness/likeness'

const tokenBytes = 6

/**
 * Values as bytes: for each value the place of its field in `fieldNames`, how many tokens each level has, and
 * the tokens, six bytes each, the exact one first.
 */
export function packValues(values: ValueTokens): Buffer {
  const parts = fieldNames.flatMap((name, place) =>
    (values[name] ?? []).map((value) => packValue(value, place)),
  )
  return Buffer.concat(parts)
}

/** The values that `packValues` packed. */
export function unpackValues(bytes: Buffer): ValueTokens {
  const values: Partial<Record<FieldName, TokenValue[]>> = {}
  let at = 0
  const readTokens = (count: number) =>
    Array.from({ length: count }, () => {
      at += tokenBytes
      return bytes.readUIntBE(at - tokenBytes, tokenBytes)
    })
  while (at < bytes.length) {
    const [place = 0, slip = 0, close = 0, part = 0] = bytes.subarray(at, at + 4)
    at += 4
    const [exact = 0] = readTokens(1)
    const value = {
      ...{ exact, slip: readTokens(slip), close: readTokens(close) },
      part: readTokens(part),
    }
    const name = fieldNames[place]
    if (name) values[name] = [...(values[name] ?? []), value]
  }
  return values
}

function packValue({ exact, slip, close, part }: TokenValue, place: number): Buffer {
  const tokens = [exact, ...slip, ...close, ...part]
  const bytes = Buffer.alloc(4 + tokens.length * tokenBytes)
  bytes.set([place, slip.length, close.length, part.length])
  tokens.forEach((token, index) => bytes.writeUIntBE(token, 4 + index * tokenBytes, tokenBytes))
  return bytes
}
