import { Int32 } from 'bson'

import { Arguments, fieldTypes } from './arguments'
import { failedToParse, StoreError } from './errors'
import type { Index } from './indexes'
import { compileFilter } from './matcher'
import { isNumeric, toNumber } from './numbers'
import { type Document, equalValues, isDocument } from './values'

const fields = fieldTypes({
  'text!': 'name',
  'document!': 'key',
  text: 'ns',
  document: 'partialFilterExpression',
  number: 'v',
  flag: 'unique sparse background',
  refused:
    '2dsphereIndexVersion bits collation default_language expireAfterSeconds hidden ' +
    'language_override max min storageEngine textIndexVersion weights wildcardProjection',
})

/** What a partial index may ask of its documents; with these a list is in when one item is. */
const partialOperators = new Set(['$eq', '$exists', '$gt', '$gte', '$in', '$lt', '$lte', '$type'])

const maxIndexFields = 32

/**
 * The specification of an index as the store keeps it.
 * @throws StoreError 67 CannotCreateIndex for an index of a kind that the store does not have
 */
export function readIndexSpecification(given: Document): Document {
  const options = new Arguments('createIndexes.indexes', given, fields)
  const key = options.document('key')
  checkKey(key)
  const name = options.text('name')
  if (name === '' || name === '*') throw failedToParse(`The index name '${name}' is not valid`)
  const partialFilterExpression = options.findDocument('partialFilterExpression')
  if (partialFilterExpression) checkPartialFilter(partialFilterExpression)
  if (partialFilterExpression && options.flag('sparse'))
    throw cannotCreate('cannot mix "partialFilterExpression" and "sparse" options')
  return {
    v: new Int32(2),
    key,
    name,
    ...(options.flag('unique') && { unique: true }),
    ...(options.flag('sparse') && { sparse: true }),
    ...(partialFilterExpression && { partialFilterExpression }),
  }
}

/**
 * True when there is such an index already, so that nothing is to be done.
 * @throws StoreError 86 IndexKeySpecsConflict for the same name, 85 IndexOptionsConflict for the same
 *   index under another name
 */
export function isKnownIndex(specification: Document, indexes: readonly Index[]): boolean {
  const name = specification['name']
  const named = indexes.find((index) => index.name === name)?.specification
  if (named) {
    if (equalValues(signatureOf(named), signatureOf(specification))) return true
    throw new StoreError(
      86,
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index '${String(name)}' but another key or other options`,
    )
  }
  const same = indexes.find((index) =>
    equalValues(signatureOf(index.specification), signatureOf(specification)),
  )
  if (!same) return false
  throw new StoreError(
    85,
    'IndexOptionsConflict',
    `Index already exists with a different name: ${same.name}`,
  )
}

function signatureOf({ key, unique, sparse, partialFilterExpression }: Document): Document {
  return { key, unique, sparse, partialFilterExpression }
}

function checkKey(key: Document): void {
  const entries = Object.entries(key)
  if (entries.length === 0 || entries.length > maxIndexFields)
    throw cannotCreate(`An index has 1 to ${maxIndexFields} fields, not ${entries.length}`)
  for (const [path, direction] of entries) {
    if (path.split('.').some((name) => name === '' || /^\$|\*\*/.test(name)))
      throw cannotCreate(`The embedded store has no index on '${path}'`)
    if (!isNumeric(direction) || !(Math.abs(toNumber(direction)) > 0))
      throw cannotCreate(`The embedded store has no index of the kind '${String(direction)}'`)
  }
}

function checkPartialFilter(filter: Document): void {
  compileFilter(filter)
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(condition)) condition.forEach(checkPartialFilter)
    else if (name.startsWith('$') || !isPartialCondition(condition))
      throw cannotCreate(`Expression not supported in partial index: ${name}`)
  }
}

function isPartialCondition(condition: unknown): boolean {
  if (!isDocument(condition)) return true
  if (condition['$exists'] !== undefined && condition['$exists'] !== true) return false
  return Object.keys(condition).every((name) => !name.startsWith('$') || partialOperators.has(name))
}

function cannotCreate(message: string): StoreError {
  return new StoreError(67, 'CannotCreateIndex', message)
}
