import { createHmac } from 'node:crypto'

import type { CanonicalRecord, FieldKind, FieldName } from '../likeness/fields'
import { fieldNames, fields } from '../likeness/fields'

/** Positions of a filter, each set or not. */
export const filterBits = 512
/** Positions that each part of a value sets. */
const positionsOfPart = 10
/** Most values of a field: the first ones. */
export const mostValues = 4

/** A value as a filter (Bloom): the more parts two values share, the more positions. */
export type Filter = Uint8Array

/** A record's filters by field, for one pair only; a field without a value is absent. */
export type RecordFilters = Readonly<Partial<Record<FieldName, readonly Filter[]>>>

/**
 * The filters of a record under the key of one pair. Fields that share a space, such as both names, are encoded
 * alike, so that a swap shows.
 */
export function filtersOf(record: CanonicalRecord, key: Uint8Array): RecordFilters {
  const found = fieldNames.flatMap((name) => {
    const values = record[name]?.slice(0, mostValues) ?? []
    if (values.length === 0) return []
    const field = fields[name]
    const space = 'space' in field ? field.space : name
    return [
      [name, values.map((value) => filterOf(partsOf(field.kind, value), space, key))] as const,
    ]
  })
  return Object.fromEntries(found)
}

/** Names and texts as pairs of letters, with their ends; numbers, dates and codes as characters in their places. */
function partsOf(kind: FieldKind, value: string): readonly string[] {
  if (kind === 'NAME' || kind === 'TEXT' || kind === 'EMAIL') {
    const padded = `_${value}_`
    return Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2))
  }
  if (kind === 'CODE') return [value]
  return Array.from({ length: value.length }, (_, at) => `${at}${value.charAt(at)}`)
}

/** Each position is drawn from its own sixteen bits of the hash: never by adding up two hashes. */
function filterOf(parts: readonly string[], space: string, key: Uint8Array): Filter {
  const filter = new Uint8Array(filterBits / 8)
  for (const part of parts) {
    const digest = createHmac('sha256', key).update(`${space}|${part}`).digest()
    for (let at = 0; at < positionsOfPart; at += 1) {
      const position = digest.readUInt16BE(at * 2) % filterBits
      filter[position >> 3] = (filter[position >> 3] ?? 0) | (1 << (position & 7))
    }
  }
  return filter
}

const setBits = Uint8Array.from({ length: 256 }, (_, byte) =>
  Array.from(byte.toString(2)).reduce((sum, bit) => sum + Number(bit), 0),
)

/** How alike two filters are: twice the common positions by all, 0 to 1 (Dice). */
export function likenessOfFilters(one: Filter, other: Filter): number {
  let [common, all] = [0, 0]
  one.forEach((byte, at) => {
    const theirs = other[at] ?? 0
    common += setBits[byte & theirs] ?? 0
    all += (setBits[byte] ?? 0) + (setBits[theirs] ?? 0)
  })
  return all === 0 ? 0 : (2 * common) / all
}
