import { ObjectId, Timestamp } from 'bson'

import { add, multiply, typed } from './arithmetic'
import { checkFieldName } from './bson-codec'
import { badValue, failedToParse, notSupported, StoreError, typeMismatch } from './errors'
import { compileFilter } from './matcher'
import { isNumeric } from './numbers'
import type { Segments } from './paths'
import { cloneValue, setOwn, splitPath } from './paths'
import { findMatchedItem, readArrayFilters } from './update-items'
import { addToSet, pop, pull, pullAll, push } from './update-lists'
import type { ItemChoice, Place } from './update-paths'
import { expandPath, findPlace } from './update-paths'
import type { Document } from './values'
import { bracket, bracketOf, compareValues, equalValues, isDocument } from './values'

/** What an update needs to know beside the document. */
export interface UpdateContext {
  readonly filter: Document
  readonly arrayFilters?: readonly Document[]
  /** True when the document is being inserted by an upsert. */
  readonly isInsert?: boolean
  readonly now: Date
}

interface Change {
  readonly operator: string
  readonly path: string
  readonly operand: unknown
}

/** Computes a place's new value; undefined leaves it as it is. */
type Operator = (current: unknown, operand: unknown, now: Date) => unknown

const removed = Symbol('removed')

/** Operators that set a value and make the path when it is missing. */
const setters = new Map<string, Operator>([
  ['$set', (_current, operand) => cloneValue(operand)],
  ['$setOnInsert', (_current, operand) => cloneValue(operand)],
  ['$inc', (current, operand) => compute('$inc', current ?? 0, operand)],
  ['$mul', (current, operand) => compute('$mul', current ?? 0, operand)],
  ['$min', (current, operand) => keepIf(current, operand, (order) => order > 0)],
  ['$max', (current, operand) => keepIf(current, operand, (order) => order < 0)],
  ['$currentDate', (_current, operand, now) => currentDate(operand, now)],
  ['$push', push],
  ['$addToSet', addToSet],
])

/** Operators that do nothing where the path is missing. */
const reducers = new Map<string, Operator>([
  ['$unset', () => removed],
  ['$pull', (current, operand) => pull(existingList('$pull', current), operand)],
  ['$pullAll', (current, operand) => pullAll(existingList('$pullAll', current), operand)],
  ['$pop', (current, operand) => pop(existingList('$pop', current), operand)],
])

/** True when an update is a whole new document and not a list of operators. */
export function isReplacement(update: Document): boolean {
  return Object.keys(update)[0]?.startsWith('$') !== true
}

/**
 * Refuses an update that no document could be given, even when there is none to give it to.
 * @throws StoreError as MongoDB gives it, by number
 */
export function checkUpdate(update: Document, arrayFilters: readonly Document[]): void {
  const changes = readChanges(update)
  checkConflicts(changes)
  readArrayFilters(arrayFilters, changes)
}

/**
 * The document after the update; the given one stays as it is.
 * @throws StoreError as MongoDB gives it, by number
 */
export function applyUpdate(document: Document, update: unknown, context: UpdateContext): Document {
  const changes = readChanges(update)
  checkConflicts(changes)
  const choice: ItemChoice = {
    matched: changes.some(({ path }) => /\.\$(\.|$)/.test(path))
      ? findMatchedItem(document, context.filter)
      : null,
    filters: readArrayFilters(context.arrayFilters ?? [], changes),
  }
  const result = cloneValue(document)
  for (const change of changes) applyChange(result, change, { choice, context })
  if (!equalValues(result['_id'], document['_id']) && document['_id'] !== undefined)
    throw immutableId()
  return result
}

/**
 * The replacement under the old document's `_id`.
 * @throws StoreError 66 ImmutableField when it brings another one
 */
export function replaceDocument(old: Document, replacement: Document): Document {
  const { _id: id, ...fields } = replacement
  if (id !== undefined && !equalValues(id, old['_id'])) throw immutableId()
  return { _id: old['_id'], ...cloneValue(fields) }
}

/** The document that an upsert inserts: what the filter says is equal, then the update. */
export function documentForUpsert(
  filter: Document,
  update: Document,
  context: UpdateContext,
): Document {
  const base: Document = {}
  collectEqualities(filter, base)
  const result = isReplacement(update)
    ? { ...('_id' in base ? { _id: base['_id'] } : {}), ...cloneValue(update) }
    : applyUpdate(base, update, { ...context, isInsert: true })
  const { _id: id = new ObjectId(), ...fields } = result
  return { _id: id, ...fields }
}

function readChanges(update: unknown): readonly Change[] {
  if (Array.isArray(update)) throw notSupported('An update by an aggregation pipeline')
  if (!isDocument(update)) throw typeMismatch('The update must be a document')
  const changes = Object.keys(update).flatMap((operator) =>
    readOperator(operator, update[operator]),
  )
  // MongoDB applies fields in the order of their names, which decides the order of new fields.
  return changes.toSorted((left, right) => comparePaths(left.path, right.path))
}

function readOperator(operator: string, operands: unknown): Change[] {
  if (!setters.has(operator) && !reducers.has(operator) && operator !== '$rename')
    throw failedToParse(
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    )
  if (!isDocument(operands))
    throw failedToParse(`Modifiers operate on fields but the operand of ${operator} is no document`)
  return Object.keys(operands).flatMap((path) => {
    splitPath(path).forEach(checkSegment)
    if (operator !== '$rename') return [{ operator, path, operand: operands[path] }]
    const target = operands[path]
    if (typeof target !== 'string') throw badValue(`The 'to' field for $rename must be a string`)
    splitPath(target).forEach(checkSegment)
    return [
      { operator: '$rename', path: target, operand: path },
      // Only there to clash with other changes of the same path; $rename itself takes it away.
      { operator: '$renamed', path, operand: null },
    ]
  })
}

function checkSegment(segment: string): void {
  checkFieldName(segment)
  if (segment === '')
    throw new StoreError(56, 'EmptyFieldName', 'The update path contains an empty field name')
}

function comparePaths(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1
}

function checkConflicts(changes: readonly Change[]): void {
  const paths = changes.map(({ path }) => path)
  for (const [place, path] of paths.entries())
    for (const other of paths.slice(place + 1))
      if (path === other || other.startsWith(`${path}.`) || path.startsWith(`${other}.`))
        throw new StoreError(
          40,
          'ConflictingUpdateOperators',
          `Updating the path '${other}' would create a conflict at '${path}'`,
        )
}

interface Scope {
  readonly choice: ItemChoice
  readonly context: UpdateContext
}

function applyChange(root: Document, change: Change, { choice, context }: Scope): void {
  const { operator, path, operand } = change
  if (operator === '$renamed' || (operator === '$setOnInsert' && context.isInsert !== true)) return
  if (operator === '$rename') {
    renameField(root, String(operand), path)
    return
  }
  for (const segments of expandPath(root, splitPath(path), choice))
    applyAt(root, segments, { operator, operand, now: context.now })
}

function applyAt(
  root: Document,
  segments: Segments,
  { operator, operand, now }: { operator: string; operand: unknown; now: Date },
): void {
  const setter = setters.get(operator)
  const place = findPlace(root, segments, setter !== undefined)
  const current = place?.read()
  if (!place || (!setter && current === undefined)) return
  const compute = setter ?? reducers.get(operator)
  writeResult(place, compute?.(current, operand, now))
}

function writeResult(place: Place, result: unknown): void {
  if (result === removed) place.remove()
  else if (result !== undefined) place.write(result)
}

function renameField(root: Document, from: string, to: string): void {
  const source = findPlace(root, splitPath(from), false)
  const value = source?.read()
  if (!source || value === undefined) return
  const target = findPlace(root, splitPath(to), true)
  if (source.isListItem || target?.isListItem === true)
    throw badValue('The source and target fields of $rename cannot be array elements')
  source.remove()
  target?.write(value)
}

function compute(operator: '$inc' | '$mul', current: unknown, operand: unknown): unknown {
  if (!isNumeric(operand))
    throw typeMismatch(`Cannot apply ${operator} with a non-numeric argument`)
  if (!isNumeric(current))
    throw typeMismatch(`Cannot apply ${operator} to a value of non-numeric type`)
  return operator === '$inc' ? add(current, operand) : multiply(current, operand)
}

function keepIf(current: unknown, operand: unknown, isBetter: (order: number) => boolean): unknown {
  const replaces = current === undefined || isBetter(compareValues(current, operand))
  return replaces ? cloneValue(isNumeric(operand) ? typed(operand) : operand) : undefined
}

function currentDate(operand: unknown, now: Date): unknown {
  if (operand === true) return now
  const type = isDocument(operand) ? operand['$type'] : undefined
  if (type === 'date') return now
  if (type === 'timestamp') return new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 })
  throw badValue('$currentDate takes true, { $type: "date" } or { $type: "timestamp" }')
}

function existingList(operator: string, current: unknown): readonly unknown[] {
  if (Array.isArray(current)) return current
  throw operator === '$pop'
    ? typeMismatch('Path contains an element of non-array type')
    : badValue(`Cannot apply ${operator} to a non-array value`)
}

/** Equalities of a filter, also inside `$and`, become fields of the upserted document. */
function collectEqualities(filter: Document, base: Document): void {
  compileFilter(filter)
  for (const name of Object.keys(filter)) {
    const operand = filter[name]
    if (name === '$and')
      (operand as Document[]).forEach((clause) => {
        collectEqualities(clause, base)
      })
    else if (!name.startsWith('$')) collectEquality(name, operand, base)
  }
}

function collectEquality(path: string, operand: unknown, base: Document): void {
  const isOperators =
    isDocument(operand) && !isReplacement(operand) && Object.keys(operand).length > 0
  const isPattern = bracketOf(operand) === bracket.regex
  if (isPattern || (isOperators && !Object.hasOwn(operand, '$eq'))) return
  splitPath(path).forEach(checkSegment)
  const value = isOperators ? operand['$eq'] : operand
  if (path === '_id') setOwn(base, '_id', value)
  else findPlace(base, splitPath(path), true)?.write(cloneValue(value))
}

function immutableId(): StoreError {
  return new StoreError(
    66,
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  )
}
