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
  while (at < bytes.length) {
    const name = fieldNames[bytes[at] ?? -1]
    const [slip = 0, close = 0, part = 0] = [bytes[at + 1], bytes[at + 2], bytes[at + 3]]
    const exactAt = at + 4
    const slipAt = exactAt + tokenBytes
    const closeAt = slipAt + slip * tokenBytes
    const partAt = closeAt + close * tokenBytes
    at = partAt + part * tokenBytes
    if (name === undefined) continue
    const value = {
      exact: bytes.readUIntBE(exactAt, tokenBytes),
      slip: readTokens(bytes, slipAt, slip),
      close: readTokens(bytes, closeAt, close),
      part: readTokens(bytes, partAt, part),
    }
    ;(values[name] ??= []).push(value)
  }
  return values
}

/** A loop: very many are read for each record that is compared. */
function readTokens(bytes: Buffer, from: number, count: number): readonly number[] {
  const tokens = new Array<number>(count)
  for (let place = 0; place < count; place += 1)
    tokens[place] = bytes.readUIntBE(from + place * tokenBytes, tokenBytes)
  return tokens
}

function packValue({ exact, slip, close, part }: TokenValue, place: number): Buffer {
  const tokens = [exact, ...slip, ...close, ...part]
  const bytes = Buffer.alloc(4 + tokens.length * tokenBytes)
  bytes.set([place, slip.length, close.length, part.length])
  tokens.forEach((token, index) => bytes.writeUIntBE(token, 4 + index * tokenBytes, tokenBytes))
  return bytes
}
