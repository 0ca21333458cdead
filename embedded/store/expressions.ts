import { Context, evalExpr, ProcessingMode } from 'mingo/core'
import type { Options } from 'mingo/types'
import * as library from 'mingo/operators/expression'

import { typed } from './arithmetic'
import { checkFieldName } from './bson-codec'
import { located, notSupported, StoreError } from './errors'
import { typeAlias } from './matcher-operators'
import { isNumeric, toNumber } from './numbers'
import { expressionValue, setOwn, splitPath } from './paths'
import type { Document } from './values'
import { bsonType, compareValues, isDocument } from './values'

const arithmetic = ['abs', 'add', 'ceil', 'divide', 'floor', 'mod', 'multiply', 'pow', 'round']
const numeric = [...arithmetic, 'sqrt', 'subtract', 'trunc'].map((name) => `$${name}`)
const dates = [
  ...['dateToString', 'dayOfMonth', 'dayOfWeek', 'dayOfYear', 'hour', 'millisecond', 'minute'],
  ...['month', 'second', 'year'],
].map((name) => `$${name}`)
const other = [
  ...['allElementsTrue', 'and', 'anyElementTrue', 'arrayElemAt', 'concat', 'concatArrays', 'cond'],
  ...['filter', 'first', 'ifNull', 'in', 'indexOfArray', 'isArray', 'last', 'let', 'map'],
  ...['mergeObjects', 'not', 'or', 'range', 'reduce', 'reverseArray', 'setDifference'],
  ...['setIntersection', 'setUnion', 'size', 'slice', 'split', 'strLenCP', 'substrCP', 'switch'],
  ...['toLower', 'toString', 'toUpper', 'trim'],
].map((name) => `$${name}`)

const comparisons: Readonly<Record<string, (order: number) => unknown>> = {
  $eq: (order) => order === 0,
  $ne: (order) => order !== 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $cmp: (order) => Math.sign(order),
}

const allowed = new Set([
  ...numeric,
  ...dates,
  ...other,
  ...Object.keys(comparisons),
  '$type',
  '$literal',
])

const options: Options = {
  idKey: '_id',
  processingMode: ProcessingMode.CLONE_OFF,
  useStrictMode: true,
  scriptEnabled: false,
  failOnError: true,
  context: makeContext(),
}

/**
 * The value of an aggregation expression for a document; undefined for a missing field. Paths keep
 * the types of what they lead to; operators compute with doubles, and whole results come back as
 * int or long.
 * @throws StoreError 168 InvalidPipelineOperator for an operator that is not on the list
 */
export function evaluateExpression(expression: unknown, document: Document): unknown {
  if (typeof expression === 'string') return evaluateText(expression, document)
  if (Array.isArray(expression))
    return expression.map((item: unknown) => evaluateExpression(item, document) ?? null)
  if (!isDocument(expression)) return expression
  const names = Object.keys(expression)
  const [first] = names
  if (first?.startsWith('$') !== true) return evaluateFields(expression, document)
  if (first === '$literal') return expression[first]
  checkExpression(expression)
  return wrapNumbers(compute(expression, document))
}

function evaluateText(text: string, document: Document): unknown {
  if (!text.startsWith('$')) return text
  if (!text.startsWith('$$')) return expressionValue(document, splitPath(text.slice(1)))
  const [variable = '', ...rest] = text.slice(2).split('.')
  if (variable === 'REMOVE') return undefined
  if (variable !== 'ROOT' && variable !== 'CURRENT')
    throw located(17276, `Use of undefined variable: ${variable}`)
  return expressionValue(document, rest)
}

function evaluateFields(fields: Document, document: Document): Document {
  const result: Document = {}
  for (const name of Object.keys(fields)) {
    checkFieldName(name)
    const value = evaluateExpression(fields[name], document)
    if (value !== undefined) setOwn(result, name, value)
  }
  return result
}

/**
 * Refuses an expression before any document is read. Only operators on the list get through, at any
 * depth: nothing that runs code is reachable.
 * @throws StoreError 168 InvalidPipelineOperator
 */
export function checkExpression(expression: unknown): void {
  if (Array.isArray(expression)) expression.forEach(checkExpression)
  if (!isDocument(expression)) return
  for (const name of Object.keys(expression)) {
    checkFieldName(name)
    if (name === '$literal') continue
    if (name.startsWith('$') && !allowed.has(name))
      throw new StoreError(168, 'InvalidPipelineOperator', `Unrecognized expression '${name}'`)
    checkExpression(expression[name])
  }
}

function compute(expression: Document, document: Document): unknown {
  try {
    return evalExpr(unwrapNumbers(document), unwrapNumbers(expression), options)
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw located(16555, error instanceof Error ? error.message : String(error))
  }
}

type Operator = (document: unknown, operand: unknown, use: Options) => unknown

function makeContext(): Context {
  const operators: Record<string, Operator> = {
    $literal: operatorOf('$literal'),
    $type: (document, operand, use) => typeAlias(wrapNumbers(evalExpr(document, operand, use))),
  }
  for (const name of other) operators[name] = operatorOf(name)
  for (const name of dates) operators[name] = nullable(operatorOf(name))
  for (const name of numeric) operators[name] = guarded(name, operatorOf(name))
  for (const [name, decide] of Object.entries(comparisons)) operators[name] = comparing(decide)
  return Context.init({ expression: operators })
}

function operatorOf(name: string): Operator {
  const operator: unknown = Reflect.get(library, name)
  if (typeof operator !== 'function') throw new Error(`The aggregation library has no ${name}`)
  return operator as Operator
}

/** Of no date MongoDB computes null; mingo fails. */
function nullable(operator: Operator): Operator {
  return (document, operand, use) => {
    const value = evalExpr(document, operand, use)
    const date = isDocument(value) ? value['date'] : value
    return date === undefined || date === null ? null : operator(document, operand, use)
  }
}

function comparing(decide: (order: number) => unknown): Operator {
  return (document, operand, use) => {
    const [left, right] = evalExpr(document, operand, use) as unknown[]
    return decide(compareValues(left, right))
  }
}

/** mingo computes with doubles: what a double cannot hold is refused, not rounded. */
function guarded(name: string, operator: Operator): Operator {
  return (document, operand, use) => {
    const operands = evalExpr(document, operand, use)
    const tooWide = [operands].flat().some((value) => /Decimal128|Long/.test(bsonType(value) ?? ''))
    if (tooWide) throw notSupported(`${name} on Decimal128 and 64-bit integers beyond 2^53`)
    return operator(document, operand, use)
  }
}

/** The value with ints, doubles and small longs as JavaScript numbers, as mingo needs them. */
function unwrapNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapNumbers)
  if (isDocument(value)) return mapFields(value, unwrapNumbers)
  if (!isNumeric(value) || bsonType(value) === 'Decimal128') return value
  const number = toNumber(value)
  return bsonType(value) === 'Long' && !Number.isSafeInteger(number) ? value : number
}

function wrapNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wrapNumbers)
  if (isDocument(value)) return mapFields(value, wrapNumbers)
  return isNumeric(value) ? typed(value) : value
}

function mapFields(document: Document, change: (value: unknown) => unknown): Document {
  const result: Document = {}
  for (const name of Object.keys(document)) setOwn(result, name, change(document[name]))
  return result
}
