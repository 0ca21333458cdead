import { badValue, failedToParse, notSupported, typeMismatch } from './errors'
import { checkExpression, evaluateExpression } from './expressions'
import { fieldOperators, matchesEqual, matchesRegex } from './matcher-operators'
import type { Segments } from './paths'
import { someValueAt, splitPath } from './paths'
import { isTruthy } from './truth'
import type { Document } from './values'
import { bracket, bracketOf, isDocument } from './values'

/** Tells whether a document is matched. */
export type Predicate = (document: Document) => boolean

const always: Predicate = () => true

/**
 * A filter compiled to a function.
 * @throws StoreError for anything it does not know, by name
 */
export function compileFilter(filter: unknown): Predicate {
  if (!isDocument(filter)) throw typeMismatch('The filter must be a document')
  const tests = Object.keys(filter).map((name) => compileClause(name, filter[name]))
  const [first] = tests
  if (first === undefined) return always
  return tests.length === 1 ? first : (document) => tests.every((test) => test(document))
}

function compileClause(name: string, operand: unknown): Predicate {
  if (!name.startsWith('$')) return compileField(name, operand)
  switch (name) {
    case '$and': {
      const all = compileList(name, operand)
      return (document) => all.every((test) => test(document))
    }
    case '$or': {
      const any = compileList(name, operand)
      return (document) => any.some((test) => test(document))
    }
    case '$nor': {
      const none = compileList(name, operand)
      return (document) => !none.some((test) => test(document))
    }
    case '$expr':
      return compileExpression(operand)
    case '$comment':
      return always
    case '$where':
    case '$text':
    case '$jsonSchema':
      throw notSupported(name)
    default:
      throw badValue(`unknown top level operator: ${name}`)
  }
}

function compileExpression(expression: unknown): Predicate {
  checkExpression(expression)
  return (document) => isTruthy(evaluateExpression(expression, document))
}

function compileList(name: string, operand: unknown): readonly Predicate[] {
  if (!Array.isArray(operand) || operand.length === 0)
    throw badValue(`${name} argument must be a non-empty array`)
  return operand.map((clause) => compileFilter(clause))
}

function compileField(path: string, operand: unknown): Predicate {
  const segments = splitPath(path)
  const test = compileOperand(operand)
  return (document) => test(document, segments)
}

/** Tells whether what stands at a path passes; no segments: the value itself. */
export type PathTest = (start: unknown, segments: Segments) => boolean

/** The test that a field's operand stands for: equality, a pattern, or operators. */
export function compileOperand(operand: unknown): PathTest {
  if (bracketOf(operand) === bracket.regex) return atPath(matchesRegex(operand))
  if (!isDocument(operand) || !isOperatorDocument(operand)) return atPath(matchesEqual(operand))
  const tests = Object.keys(operand).map((name) => compileOperator(name, operand))
  const [first] = tests
  if (first && tests.length === 1) return first
  return (start, segments) => tests.every((test) => test(start, segments))
}

function atPath(test: (value: unknown) => boolean): PathTest {
  return (start, segments) => someValueAt(start, segments, test)
}

function negate(test: PathTest): PathTest {
  return (start, segments) => !test(start, segments)
}

/** True for `{ $gt: 1 }`, false for a document to be equal to. */
export function isOperatorDocument(operand: Document): boolean {
  return Object.keys(operand)[0]?.startsWith('$') === true
}

function compileOperator(name: string, siblings: Document): PathTest {
  const operand = siblings[name]
  if (name === '$not') return compileNot(operand)
  if (name === '$elemMatch') return atPath(compileElementMatch(operand))
  if (name === '$all') return atPath(compileAll(operand))
  const compile = fieldOperators.get(name)
  if (!compile) throw badValue(`unknown operator: ${name}`)
  const { test, isNegated = false } = compile(operand, siblings)
  return isNegated ? negate(atPath(test)) : atPath(test)
}

function compileNot(operand: unknown): PathTest {
  const isPattern = bracketOf(operand) === bracket.regex
  if (!isPattern && !(isDocument(operand) && isOperatorDocument(operand)))
    throw badValue('$not needs a regex or a document')
  return negate(compileOperand(operand))
}

/** A list with an item that passes: a filter for documents, operators for other items. */
export function compileElementMatch(operand: unknown): (value: unknown) => boolean {
  if (!isDocument(operand)) throw badValue('$elemMatch needs an Object')
  const matchesItem = compileItem(operand)
  return (value) => Array.isArray(value) && value.some(matchesItem)
}

const clauseNames = new Set(['$and', '$or', '$nor', '$expr', '$where'])

/** A test of one list item, as `$elemMatch`, `$pull` and array filters use it. */
export function compileItem(operand: Document): (item: unknown) => boolean {
  const [first] = Object.keys(operand)
  if (first?.startsWith('$') === true && !clauseNames.has(first)) {
    const test = compileOperand(operand)
    return (item) => test(item, [])
  }
  const matches = compileFilter(operand)
  return (item) => isDocument(item) && matches(item)
}

function compileAll(operand: unknown): (value: unknown) => boolean {
  if (!Array.isArray(operand)) throw badValue('$all needs an array')
  const tests = operand.map((item: unknown) => {
    if (!isDocument(item) || !isOperatorDocument(item))
      return bracketOf(item) === bracket.regex ? matchesRegex(item) : matchesEqual(item)
    if (Object.keys(item)[0] !== '$elemMatch') throw failedToParse('no $ expressions in $all')
    return compileElementMatch(item['$elemMatch'])
  })
  return (value) => tests.length > 0 && tests.every((test) => test(value))
}
