import { isObject, parseJson } from '../json'
import type { TokenValue } from './encode'
import type { FieldName } from './fields'
import { fieldNames } from './fields'
import type { Likeness, SearchedLikeness, ValueTokens } from './likeness'
import { mostKeys, mostValues } from './likeness'

/** Most tokens of one level of a value: a text of 60 letters with one left out. */
const mostTokens = 64

const pastLargestToken = 2 ** 48

/** Checks what came over the wire; null when it is no likeness. */
export function readLikeness(value: unknown): Likeness | null {
  const found = readFound(value)
  if (!found || !isObject(value)) return null
  // Of version 2, in which a record looked for others by what it is found by.
  const { lookupKeys = found.keys, lookupPlaceKeys = found.placeKeys } = value
  if (!isTokens(lookupKeys, mostKeys) || !isTokens(lookupPlaceKeys, mostKeys)) return null
  return { ...found, lookupKeys, lookupPlaceKeys }
}

function readFound(value: unknown): Pick<Likeness, 'values' | 'keys' | 'placeKeys'> | null {
  if (!isObject(value)) return null
  const values = readValues(value['values'])
  const { keys, placeKeys } = value
  if (!values || !isTokens(keys, mostKeys) || !isTokens(placeKeys, mostKeys)) return null
  return { values, keys, placeKeys }
}

/** Likewise of one that is searched for, as text. */
export function readSearchedLikeness(text: string): SearchedLikeness | null {
  const value = parseJson(text)
  const likeness = readFound(value)
  const years = isObject(value) ? value['years'] : null
  return likeness && isTokens(years, mostTokens) ? { ...likeness, years } : null
}

function readValues(value: unknown): ValueTokens | null {
  if (!isObject(value)) return null
  const read: Partial<Record<FieldName, readonly TokenValue[]>> = {}
  for (const [name, list] of Object.entries(value)) {
    const field = fieldNames.find((known) => known === name)
    if (!field || !Array.isArray(list) || list.length > mostValues) return null
    const tokens = list.map(readValue)
    if (!tokens.every((one) => one !== null)) return null
    read[field] = tokens
  }
  return read
}

function readValue(value: unknown): TokenValue | null {
  if (!isObject(value)) return null
  const { exact, slip, close, part } = value
  if (!isToken(exact) || !isTokens(slip, mostTokens)) return null
  if (!isTokens(close, mostTokens) || !isTokens(part, mostTokens)) return null
  return { exact, slip, close, part }
}

function isTokens(value: unknown, most: number): value is readonly number[] {
  return Array.isArray(value) && value.length <= most && value.every(isToken)
}

function isToken(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < pastLargestToken
}
