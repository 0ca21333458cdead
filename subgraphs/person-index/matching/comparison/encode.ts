import { blockingKeys } from '../candidates/blocking-keys'
import { featuresOf } from '../fields/features'
import type { CanonicalRecord, FieldKind, FieldName } from '../fields/fields'
import { fieldNames, fields } from '../fields/fields'
import type { Hash } from './hashing'
import { keyedHash, plainHash } from './hashing'

/** One value of a field as it is compared. */
export interface EncodedValue {
  /** Stands for the value itself. */
  readonly exact: number
  readonly slip: readonly number[]
  readonly close: readonly number[]
  readonly part: readonly number[]
  /** The value, when records are compared in the clear; null: nobody can read it. */
  readonly text: string | null
}

/** A record as it is compared: in the clear, or as tokens that say nothing without their key. */
export interface EncodedRecord {
  /** Values by the place of the field in `fieldNames`; null when the record has none. */
  readonly values: readonly (readonly EncodedValue[] | null)[]
  /** Hashed blocking keys. */
  readonly keys: Float64Array
}

export type Encode = (record: CanonicalRecord) => EncodedRecord

/** Records in the clear. */
export function plainEncoder(): Encode {
  return encoder(plainHash, (_kind, text) => ({ slip: [], close: [], part: [], text }))
}

/** Records as keyed tokens, several for each value so that near values meet. */
export function tokenEncoder(key: Uint8Array): Encode {
  const hash = keyedHash(key)
  return encoder(hash, (kind, value, space) => {
    const { slip, close, part } = featuresOf(kind, value)
    const tokens = (level: string, found: readonly string[]) =>
      found.map((feature) => hash(`${space}|${level}|${feature}`))
    return {
      slip: tokens('SLIP', slip),
      close: tokens('CLOSE', close),
      part: tokens('PART', part),
      text: null,
    }
  })
}

type EncodeValue = (kind: FieldKind, value: string, space: string) => Omit<EncodedValue, 'exact'>

function encoder(hash: Hash, encodeValue: EncodeValue): Encode {
  const known = new Map<string, EncodedValue>()
  const encodeOnce = (name: FieldName, value: string) => {
    const field = fields[name]
    const space = 'space' in field ? field.space : name
    const label = `${space}|${value}`
    const before = known.get(label)
    if (before) return before
    const encoded = { exact: hash(label), ...encodeValue(field.kind, value, space) }
    known.set(label, encoded)
    return encoded
  }
  return (record) => ({
    values: fieldNames.map((name) => record[name]?.map((v) => encodeOnce(name, v)) ?? null),
    keys: Float64Array.from(blockingKeys(record), (key) => hash(`BLOCK|${key}`)),
  })
}
