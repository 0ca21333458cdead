import type { JsonObject } from '../../common/json'
import { isObject } from '../../common/json'

/** The objects of a list in an answer; nothing when it is withheld or missing. */
export function listIn(value: JsonObject | null, name: string): readonly JsonObject[] {
  const list = value?.[name]
  return Array.isArray(list) ? list.filter(isObject) : []
}

/** The texts of a list in an answer. */
export function textsIn(value: JsonObject | null, name: string): readonly string[] {
  const list = value?.[name]
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []
}

/** A number in an answer; null when it is withheld or missing. */
export function numberIn(value: JsonObject | null, name: string): number | null {
  const number = value?.[name]
  return typeof number === 'number' ? number : null
}

/** Yes, no, or null: nobody wrote it down, or it may not be told. */
export function answerIn(value: JsonObject | null, name: string): boolean | null {
  const answer = value?.[name]
  return typeof answer === 'boolean' ? answer : null
}
