import {
  type AnyBulkWriteOperation,
  type Collection,
  Db,
  type Document,
  type Filter,
  type UpdateFilter,
} from 'mongodb'
import { asFields, asList, type Fields } from './spec-case'

type Operation = (collection: Collection, given: Fields) => Promise<unknown>

const filterOf = (given: Fields) => (given['filter'] ?? {}) as Filter<Document>
const updateOf = (given: Fields) => given['update'] as UpdateFilter<Document>
const replacementOf = (given: Fields) => given['replacement'] as Document

const ownArguments = new Set([
  'filter',
  'update',
  'replacement',
  'document',
  'documents',
  'requests',
  'pipeline',
  'fieldName',
])

/** The options of an operation: all that is given but what it takes as arguments of its own. */
function optionsOf(given: Fields): Document {
  const named = Object.entries(given).filter(([name]) => !ownArguments.has(name))
  const { options, returnDocument, ...plain } = Object.fromEntries(named)
  return {
    ...plain,
    ...(options === undefined ? {} : asFields(options)),
    ...(typeof returnDocument === 'string' ? { returnDocument: returnDocument.toLowerCase() } : {}),
  }
}

const operations: Readonly<Record<string, Operation>> = {
  insertOne: (c, given) => c.insertOne(given['document'] as Document, optionsOf(given)),
  insertMany: (c, given) => c.insertMany([...asList(given['documents'])], optionsOf(given)),
  find: (c, given) => c.find(filterOf(given), optionsOf(given)).toArray(),
  countDocuments: (c, given) => c.countDocuments(filterOf(given), optionsOf(given)),
  // The drivers deprecated `count`, and the store's clients may still send it.
  count: async (c, { filter, ...options }) => {
    const reply = await c.db.command({ count: c.collectionName, query: filter, ...options })
    return reply['n'] as unknown
  },
  estimatedDocumentCount: (c, given) => c.estimatedDocumentCount(optionsOf(given)),
  distinct: (c, given) => c.distinct(String(given['fieldName']), filterOf(given), optionsOf(given)),
  aggregate: (c, given) => runAggregate(c, given),
  updateOne: (c, given) => c.updateOne(filterOf(given), updateOf(given), optionsOf(given)),
  updateMany: (c, given) => c.updateMany(filterOf(given), updateOf(given), optionsOf(given)),
  replaceOne: (c, given) => c.replaceOne(filterOf(given), replacementOf(given), optionsOf(given)),
  deleteOne: (c, given) => c.deleteOne(filterOf(given), optionsOf(given)),
  deleteMany: (c, given) => c.deleteMany(filterOf(given), optionsOf(given)),
  findOneAndUpdate: (c, given) =>
    c.findOneAndUpdate(filterOf(given), updateOf(given), optionsOf(given)),
  findOneAndReplace: (c, given) =>
    c.findOneAndReplace(filterOf(given), replacementOf(given), optionsOf(given)),
  findOneAndDelete: (c, given) => c.findOneAndDelete(filterOf(given), optionsOf(given)),
  bulkWrite: (c, given) => c.bulkWrite(readRequests(given['requests']), optionsOf(given)),
}

/** Returns what the named operation of the driver gives. @throws what the driver throws */
export function performOperation(
  target: Collection | Db,
  name: string,
  given: Fields,
): Promise<unknown> {
  if (target instanceof Db) {
    if (name === 'aggregate') return runAggregate(target, given)
    throw new Error(`operation ${name} on a database is unknown to this runner`)
  }
  const operation = operations[name]
  if (operation === undefined) throw new Error(`operation ${name} is unknown to this runner`)
  return operation(target, given)
}

function runAggregate(target: Collection | Db, given: Fields): Promise<Document[]> {
  return target.aggregate([...asList(given['pipeline'])], optionsOf(given)).toArray()
}

/** Both formats of a bulk write's requests: `{ name, arguments }` of v1, `{ [name]: arguments }`. */
function readRequests(requests: unknown): AnyBulkWriteOperation[] {
  return asList(requests).map((request) => {
    const { name, arguments: given } = request
    const operation = typeof name === 'string' ? { [name]: given } : request
    return operation as unknown as AnyBulkWriteOperation
  })
}

/** Returns the result that an error of a bulk write carries, or undefined. */
export function partialResultOf(error: unknown): unknown {
  return error instanceof Error && 'result' in error ? readableResult(error.result) : undefined
}

/** Returns the result with its counts, which the driver's bulk results have as getters only. */
export function readableResult(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || !('insertedIds' in result)) return result
  const names = [
    'insertedCount',
    'matchedCount',
    'modifiedCount',
    'deletedCount',
    'upsertedCount',
    'insertedIds',
    'upsertedIds',
  ]
  const fields = result as Fields
  return Object.fromEntries(
    names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]),
  )
}
