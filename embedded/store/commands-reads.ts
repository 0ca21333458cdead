import { Long } from 'bson'

import { readPipeline, runPipeline } from './aggregation'
import { Arguments, fieldTypes } from './arguments'
import { checkFieldName } from './bson-codec'
import { type Commands, findCollection, namespaceOf, readHint, type Request } from './command'
import { notSupported, StoreError } from './errors'
import { isNumeric, toNumber } from './numbers'
import { splitPath, valuesAtPath } from './paths'
import { compileProjection } from './projection'
import { countDocuments, findDocuments, type LimitedQuery } from './query'
import { idKey, isDocument, type Document } from './values'

const findFields = fieldTypes({
  'text!': 'find',
  document: 'filter projection sort',
  any: 'hint',
  count: 'skip limit batchSize',
  flag: 'singleBatch noCursorTimeout allowDiskUse allowPartialResults',
  refused: 'awaitData collation let max min returnKey showRecordId tailable',
})

function find(request: Request): Document {
  const fields = request.arguments
  const filter = fields.document('filter')
  const projection = fields.document('projection')
  const shape =
    Object.keys(projection).length === 0 ? undefined : compileProjection(projection, filter)
  const documents = findDocuments(findCollection(request), {
    filter,
    sort: fields.document('sort'),
    skip: fields.number('skip'),
    limit: fields.number('limit'),
    hint: readHint(fields),
  })
  const cursor = request.cursors.open(
    { namespace: namespaceOf(request), documents, shape },
    {
      connectionId: request.connectionId,
      batchSize: fields.number('batchSize'),
      isSingleBatch: fields.flag('singleBatch'),
      isWithoutTimeout: fields.flag('noCursorTimeout'),
    },
  )
  return { cursor }
}

function getMore(request: Request): Document {
  const { arguments: fields, cursors } = request
  const id = readCursorId(fields.value('getMore'))
  const batchSize = fields.number('batchSize')
  // 0 asks for as many as fit.
  return {
    cursor: cursors.readOn(
      id,
      namespaceOf(request, fields.text('collection')),
      batchSize === 0 ? undefined : batchSize,
    ),
  }
}

function killCursors(request: Request): Document {
  const ids = (request.arguments.value('cursors') as unknown[]).map(readCursorId)
  const killed = ids.filter((id) => request.cursors.close(id))
  return {
    cursorsKilled: killed,
    cursorsNotFound: ids.filter((id) => !killed.includes(id)),
    cursorsAlive: [],
    cursorsUnknown: [],
  }
}

function readCursorId(value: unknown): Long {
  if (isNumeric(value)) return Long.fromString(value.toString())
  throw new StoreError(14, 'TypeMismatch', 'A cursor id must be a long')
}

function count(request: Request): Document {
  const fields = request.arguments
  const n = countDocuments(findCollection(request), {
    filter: fields.document('query'),
    skip: fields.number('skip'),
    limit: Math.abs(fields.number('limit') ?? 0),
    hint: readHint(fields),
  })
  return { n }
}

function distinct(request: Request): Document {
  const fields = request.arguments
  const path = splitPath(fields.text('key'))
  path.forEach(checkFieldName)
  const values = new Map<string, unknown>()
  for (const document of findDocuments(findCollection(request), {
    filter: fields.document('query'),
  }))
    for (const value of valuesAtPath(document, path)) {
      const key = idKey(value)
      if (!values.has(key)) values.set(key, value)
    }
  return { values: [...values.values()] }
}

function aggregate(request: Request): Document {
  const fields = request.arguments
  if (typeof fields.value('aggregate') !== 'string')
    throw notSupported('An aggregation that reads no collection')
  if (!fields.has('cursor'))
    throw new StoreError(
      9,
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    )
  const cursorFields = new Arguments('aggregate.cursor', fields.document('cursor'), {
    batchSize: 'count',
  })
  const pipeline = fields.documents('pipeline')
  // All stages are checked before the first one reads.
  readPipeline(pipeline)
  const { query, rest } = splitPipeline(pipeline)
  const found = findDocuments(findCollection(request), { ...query, hint: readHint(fields) })
  const documents = runPipeline(found, rest, {
    find: (name, filter) =>
      findDocuments(request.database.find(namespaceOf(request, name)), { filter }),
  })
  const cursor = request.cursors.open(
    { namespace: namespaceOf(request), documents },
    { connectionId: request.connectionId, batchSize: cursorFields.number('batchSize') },
  )
  return { cursor }
}

/** Leading stages that a find can answer, with the help of an index, and the others. */
function splitPipeline(pipeline: readonly Document[]): { query: LimitedQuery; rest: Document[] } {
  const rest = [...pipeline]
  const take = (stage: string, isFit: (operand: unknown) => boolean): unknown => {
    const operand = rest[0]?.[stage]
    if (operand === undefined || !isFit(operand)) return undefined
    rest.shift()
    return operand
  }
  const filters: Document[] = []
  for (let filter = take('$match', isDocument); filter; filter = take('$match', isDocument))
    filters.push(filter as Document)
  const sort = take('$sort', isDocument) as Document | undefined
  const skip = take('$skip', isPositive)
  const limit = take('$limit', isPositive)
  const filter = filters.length > 1 ? { $and: filters } : (filters[0] ?? {})
  return { query: { filter, sort, skip: countOf(skip), limit: countOf(limit) }, rest }
}

function isPositive(operand: unknown): boolean {
  return isNumeric(operand) && Number.isSafeInteger(toNumber(operand)) && toNumber(operand) > 0
}

function countOf(operand: unknown): number {
  return isNumeric(operand) ? toNumber(operand) : 0
}

/** Commands that change nothing. */
export const readCommands: Commands = {
  find: { fields: findFields, run: find },
  getMore: {
    fields: fieldTypes({ 'text!': 'collection', 'number!': 'getMore', count: 'batchSize' }),
    run: getMore,
  },
  killCursors: {
    fields: fieldTypes({ 'text!': 'killCursors', 'list!': 'cursors' }),
    run: killCursors,
  },
  count: {
    fields: fieldTypes({
      'text!': 'count',
      document: 'query',
      any: 'hint',
      number: 'limit',
      count: 'skip',
      refused: 'collation',
    }),
    run: count,
  },
  distinct: {
    fields: fieldTypes({ 'text!': 'distinct key', document: 'query', refused: 'collation' }),
    run: distinct,
  },
  aggregate: {
    fields: fieldTypes({
      'any!': 'aggregate',
      'documents!': 'pipeline',
      document: 'cursor',
      any: 'hint',
      flag: 'allowDiskUse bypassDocumentValidation',
      refused: 'explain collation let',
    }),
    run: aggregate,
  },
}
