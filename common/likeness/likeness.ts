import type { TokenValue } from './encode'
import { featureToken, valueTokens } from './encode'
import type { CanonicalRecord, FieldName } from './fields'
import { fieldNames } from './fields'
import type { Hash } from './hashing'
import { keyedHash, remembered } from './hashing'
import { linkKeys } from './link-keys'
import type { SearchKeys } from './search-keys'
import { searchKeys, yearsOf } from './search-keys'

/** Version of what agencies register: whoever was registered under an earlier one is registered anew. */
export const likenessVersion = 4

/** Values by field, as tokens. */
export type ValueTokens = Readonly<Partial<Record<FieldName, readonly TokenValue[]>>>

/**
 * What somebody is found by and compared by, as an agency tells it to the person index: tokens under a key
 * that the index does not have. Each is a whole number below 2^48.
 */
export interface Likeness extends FoundLikeness {
  /** See `LinkKeys`. */
  readonly lookupKeys: readonly number[]
  readonly lookupPlaceKeys: readonly number[]
}

interface FoundLikeness {
  readonly values: ValueTokens
  /** See `SearchKeys`. */
  readonly keys: readonly number[]
  readonly placeKeys: readonly number[]
}

/** Likewise of who is searched for. */
export interface SearchedLikeness extends FoundLikeness {
  /** Years of birth of which one is meant, when the date is not known; as features of a date. */
  readonly years: readonly number[]
}

/** Fields whose near values say nothing: the next number is somebody else's. */
const exactOnly: ReadonlySet<FieldName> = new Set(['other', 'otherIdentifier'])

/** Most values of a field: the first ones, which agencies hold to be the right ones. */
export const mostValues = 5

/** Most keys of one kind: the first ones. So many has who is known by five names and as many dates. */
export const mostKeys = 400

/** The likeness of a record. @param key the partnership's, see `openNameKey` */
export function likenessOf(key: Uint8Array, record: CanonicalRecord): Likeness {
  const hash = remembered(keyedHash(key))
  const bounded = firstValues(record)
  const found = linkKeys(bounded)
  return {
    values: tokensOf(bounded, hash),
    ...hashed(hash, found),
    lookupKeys: tokensFor(hash, found.lookupKeys),
    lookupPlaceKeys: tokensFor(hash, found.lookupPlaceKeys),
  }
}

/**
 * The likeness of who is searched for.
 * @param years of birth, four digits each, when the date is not known
 */
export function searchedLikeness(
  key: Uint8Array,
  record: CanonicalRecord,
  years: readonly string[],
): SearchedLikeness {
  const hash = keyedHash(key)
  const bounded = firstValues(record)
  const found = searchKeys(bounded, [...yearsOf(record), ...years])
  const asked = years.map((year) => yearToken(hash, year))
  return { values: tokensOf(bounded, hash), ...hashed(hash, found), years: asked }
}

function hashed(hash: Hash, { keys, placeKeys }: SearchKeys) {
  return { keys: tokensFor(hash, keys), placeKeys: tokensFor(hash, placeKeys) }
}

function tokensFor(hash: Hash, keys: readonly string[]): readonly number[] {
  return keys.slice(0, mostKeys).map((text) => hash(`FIND|${text}`))
}

/** As a date has it among its features. */
function yearToken(hash: Hash, year: string): number {
  return featureToken(hash, 'dateOfBirth', { level: 'PART', feature: year })
}

function firstValues(record: CanonicalRecord): CanonicalRecord {
  return Object.fromEntries(
    fieldNames.flatMap((name) => {
      const values = record[name]
      return values ? [[name, values.slice(0, mostValues)] as const] : []
    }),
  )
}

function tokensOf(record: CanonicalRecord, hash: Hash): ValueTokens {
  return Object.fromEntries(
    fieldNames.flatMap((name) => {
      const values = record[name] ?? []
      const tokens = values.map((value) => withoutNear(name, valueTokens(hash, name, value)))
      return tokens.length > 0 ? [[name, tokens] as const] : []
    }),
  )
}

function withoutNear(name: FieldName, value: TokenValue): TokenValue {
  return exactOnly.has(name) ? { ...value, slip: [], close: [], part: [] } : value
}
