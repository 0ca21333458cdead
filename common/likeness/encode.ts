import { blockingKeys } from './blocking-keys'
import { featuresOf } from './features'
import type { CanonicalRecord, FieldKind, FieldName } from './fields'
import { fieldNames, fields } from './fields'
import type { Hash } from './hashing'
import { keyedHash, plainHash } from './hashing'

/** Numbers that stand for a value and for what near values share with it. */
export interface TokenValue {
  /** Stands for the value itself. */
  readonly exact: number
  readonly slip: readonly number[]
  readonly close: readonly number[]
  readonly part: readonly number[]
}

/** One value of a field as it is compared. */
export interface EncodedValue extends TokenValue {
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
  return encoder(hash, (kind, value, space) => ({
    ...featureTokens(hash, kind, { value, space }),
    text: null,
  }))
}

/** A value of a field as tokens under a key, without the key nobody can tell of what. */
export function valueTokens(hash: Hash, name: FieldName, value: string): TokenValue {
  const space = spaceOf(name)
  const features = featureTokens(hash, fields[name].kind, { value, space })
  return { exact: hash(`${space}|${value}`), ...features }
}

/** The token of a feature of a value, as `valueTokens` has it at this level. */
export function featureToken(
  hash: Hash,
  space: string,
  { level, feature }: { readonly level: 'SLIP' | 'CLOSE' | 'PART'; readonly feature: string },
): number {
  return hash(`${space}|${level}|${feature}`)
}

function featureTokens(
  hash: Hash,
  kind: FieldKind,
  { value, space }: { readonly value: string; readonly space: string },
): Omit<TokenValue, 'exact'> {
  const { slip, close, part } = featuresOf(kind, value)
  const tokens = (level: 'SLIP' | 'CLOSE' | 'PART', found: readonly string[]) =>
    found.map((feature) => featureToken(hash, space, { level, feature }))
  return { slip: tokens('SLIP', slip), close: tokens('CLOSE', close), part: tokens('PART', part) }
}

/** Values of fields of one space have equal tokens. */
function spaceOf(name: FieldName): string {
  const field = fields[name]
  return 'space' in field ? field.space : name
}

type EncodeValue = (kind: FieldKind, value: string, space: string) => Omit<EncodedValue, 'exact'>

function encoder(hash: Hash, encodeValue: EncodeValue): Encode {
  const known = new Map<string, EncodedValue>()
  const encodeOnce = (name: FieldName, value: string) => {
    const space = spaceOf(name)
    const label = `${space}|${value}`
    const before = known.get(label)
    if (before) return before
    const encoded = { exact: hash(label), ...encodeValue(fields[name].kind, value, space) }
    known.set(label, encoded)
    return encoded
  }
  return (record) => ({
    values: fieldNames.map((name) => record[name]?.map((v) => encodeOnce(name, v)) ?? null),
    keys: Float64Array.from(blockingKeys(record), (key) => hash(`BLOCK|${key}`)),
  })
}
