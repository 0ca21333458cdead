import { badValue } from './errors'
import { compileItem, isOperatorDocument } from './matcher'
import { matchesRegex } from './matcher-operators'
import { isNumeric, toNumber } from './numbers'
import { cloneValue } from './paths'
import { sortDocuments, sortValues } from './sort'
import type { Document } from './values'
import { bracket, bracketOf, equalValues, isDocument } from './values'

/** `$push`: appends, or inserts, orders and cuts as its modifiers say. */
export function push(current: unknown, operand: unknown): unknown[] {
  const list = [...readList(current, '$push')]
  const { items, modifiers } = readEach(operand, ['$position', '$slice', '$sort'], '$push')
  list.splice(readPosition(modifiers['$position'], list.length), 0, ...items)
  return slice(order(list, modifiers['$sort']), modifiers['$slice'])
}

/** `$addToSet`: appends what is not in the list yet. */
export function addToSet(current: unknown, operand: unknown): unknown[] {
  const list = [...readList(current, '$addToSet')]
  for (const item of readEach(operand, [], '$addToSet').items)
    if (!list.some((known) => equalValues(known, item))) list.push(item)
  return list
}

/** `$pull`: leaves out the items that equal the operand or pass it as a condition. */
export function pull(list: readonly unknown[], operand: unknown): unknown[] {
  const isPulled = compilePull(operand)
  return list.filter((item) => !isPulled(item))
}

/** `$pullAll`: leaves out the items that equal one of the operand's. */
export function pullAll(list: readonly unknown[], operand: unknown): unknown[] {
  if (!Array.isArray(operand)) throw badValue('$pullAll requires an array argument')
  return list.filter((item) => !operand.some((pulled) => equalValues(pulled, item)))
}

/** `$pop`: leaves out the last item for 1, the first for -1. */
export function pop(list: readonly unknown[], operand: unknown): unknown[] {
  const end = isNumeric(operand) ? toNumber(operand) : 0
  if (end !== 1 && end !== -1) throw badValue('$pop expects 1 or -1')
  return end === 1 ? list.slice(0, -1) : list.slice(1)
}

function compilePull(operand: unknown): (item: unknown) => boolean {
  if (bracketOf(operand) === bracket.regex) return matchesRegex(operand)
  if (!isDocument(operand)) return (item) => equalValues(item, operand)
  if (isOperatorDocument(operand) || Object.keys(operand).length > 0) return compileItem(operand)
  return (item) => equalValues(item, operand)
}

function readList(current: unknown, operator: string): readonly unknown[] {
  if (current === undefined) return []
  if (!Array.isArray(current)) throw badValue(`The field ${operator} applies to must be an array`)
  return current
}

function readEach(
  operand: unknown,
  known: readonly string[],
  operator: string,
): { items: readonly unknown[]; modifiers: Document } {
  if (!isDocument(operand) || !Object.hasOwn(operand, '$each'))
    return { items: [cloneValue(operand)], modifiers: {} }
  const { $each: items, ...modifiers } = operand
  if (!Array.isArray(items)) throw badValue(`The argument to $each in ${operator} must be an array`)
  const unknown = Object.keys(modifiers).find((name) => !known.includes(name))
  if (unknown !== undefined) throw badValue(`Unrecognized clause in ${operator}: ${unknown}`)
  return { items: cloneValue(items), modifiers }
}

function readPosition(operand: unknown, length: number): number {
  if (operand === undefined) return length
  const place = readWhole(operand, '$position')
  return place < 0 ? Math.max(0, length + place) : Math.min(place, length)
}

function order(list: unknown[], operand: unknown): unknown[] {
  if (operand === undefined) return list
  if (isDocument(operand)) return sortDocuments(list as Document[], operand)
  return sortValues(list, readWhole(operand, '$sort'))
}

function slice(list: unknown[], operand: unknown): unknown[] {
  if (operand === undefined) return list
  const count = readWhole(operand, '$slice')
  if (count === 0) return []
  return count < 0 ? list.slice(count) : list.slice(0, count)
}

function readWhole(operand: unknown, name: string): number {
  const value = isNumeric(operand) ? toNumber(operand) : Number.NaN
  if (!Number.isInteger(value)) throw badValue(`The value for ${name} must be an integer`)
  return value
}
