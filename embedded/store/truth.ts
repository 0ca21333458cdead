import { isNumeric, toNumber } from './numbers'

/** True for what MongoDB takes as true: everything but false, null, missing and zero. */
export function isTruthy(value: unknown): boolean {
  if (value === false || value === null || value === undefined) return false
  return !isNumeric(value) || toNumber(value) !== 0
}
