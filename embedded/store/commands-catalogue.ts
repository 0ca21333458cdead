import { Arguments, fieldTypes } from './arguments'
import type { Collection } from './collection'
import { idIndexSpecification } from './collection'
import { findCollection, getCollection, namespaceOf, type Commands, type Request } from './command'
import { StoreError } from './errors'
import { isKnownIndex, readIndexSpecification } from './index-specification'
import { Index } from './indexes'
import { compileFilter } from './matcher'
import { type Document, equalValues, isDocument } from './values'

function create(request: Request): Document {
  // No option is kept, so that a collection that exists already is as it was asked for.
  request.database.write((changes) => changes.ensureCollection(namespaceOf(request)))
  return {}
}

function drop(request: Request): Document {
  const collection = findCollection(request)
  if (collection === null) return {}
  request.database.write((changes) => {
    changes.drop(collection)
  })
  return { ns: collection.namespace, nIndexesWas: collection.indexes.length + 1 }
}

function dropDatabase(request: Request): Document {
  request.database.write((changes) => {
    for (const collection of collectionsOf(request)) changes.drop(collection)
  })
  return { dropped: request.databaseName }
}

function collectionsOf({ database, databaseName }: Request): Collection[] {
  return database.collections.filter(({ namespace }) => namespace.startsWith(`${databaseName}.`))
}

function listCollections(request: Request): Document {
  const fields = request.arguments
  const matches = compileFilter(fields.document('filter'))
  const isNameOnly = fields.flag('nameOnly')
  const documents = collectionsOf(request)
    .map(({ namespace }): Document => {
      const name = namespace.slice(request.databaseName.length + 1)
      const description = { name, type: 'collection' }
      if (isNameOnly) return description
      const info = { readOnly: false }
      return { ...description, options: {}, info, idIndex: idIndexSpecification() }
    })
    .filter(matches)
  return openCursor(request, `${request.databaseName}.$cmd.listCollections`, documents)
}

function listDatabases(request: Request): Document {
  const fields = request.arguments
  const names = request.database.collections.map(({ namespace }) => namespace.split('.')[0] ?? '')
  const databases = [...new Set(names)]
    .sort()
    .map((name): Document => (fields.flag('nameOnly') ? { name } : { name, empty: false }))
    .filter(compileFilter(fields.document('filter')))
  return { databases }
}

function createIndexes(request: Request): Document {
  const specifications = request.arguments.documents('indexes').map(readIndexSpecification)
  if (specifications.length === 0)
    throw new StoreError(2, 'BadValue', 'Must specify at least one index to create')
  const namespace = namespaceOf(request)
  const createdCollectionAutomatically = findCollection(request) === null
  return request.database.write((changes) => {
    const collection = changes.ensureCollection(namespace)
    const numIndexesBefore = collection.indexes.length + 1
    for (const specification of specifications) {
      const isIdIndex = equalValues(specification['key'], idIndexSpecification()['key'])
      if (!isIdIndex && !isKnownIndex(specification, collection.indexes))
        changes.addIndex(collection, new Index(specification))
    }
    const numIndexesAfter = collection.indexes.length + 1
    return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically }
  })
}

function listIndexes(request: Request): Document {
  const { indexes, namespace } = getCollection(request)
  const specifications = indexes.map(({ specification }) => specification)
  return openCursor(request, namespace, [idIndexSpecification(), ...specifications])
}

function dropIndexes(request: Request): Document {
  const collection = getCollection(request)
  const nIndexesWas = collection.indexes.length + 1
  const dropped = [request.arguments.value('index')]
    .flat()
    .flatMap((wanted) => findIndexes(collection, wanted))
  request.database.write((changes) => {
    for (const index of dropped) changes.removeIndex(collection, index)
  })
  return { nIndexesWas }
}

function findIndexes({ indexes }: Collection, wanted: unknown): readonly Index[] {
  if (wanted === '*') return indexes
  if (wanted === '_id_' || equalValues(wanted, idIndexSpecification()['key']))
    throw new StoreError(72, 'InvalidOptions', 'cannot drop _id index')
  const found = indexes.filter(({ name, specification }) =>
    isDocument(wanted) ? equalValues(specification['key'], wanted) : name === wanted,
  )
  if (found.length > 0) return found
  const shown = isDocument(wanted) ? JSON.stringify(wanted) : String(wanted)
  throw new StoreError(27, 'IndexNotFound', `index not found with name [${shown}]`)
}

function openCursor(request: Request, namespace: string, documents: readonly Document[]): Document {
  const fields = new Arguments(`${request.name}.cursor`, request.arguments.document('cursor'), {
    batchSize: 'count',
  })
  const options = {
    connectionId: request.connectionId,
    batchSize: fields.number('batchSize'),
  }
  return { cursor: request.cursors.open({ namespace, documents }, options) }
}

/** Commands about collections and indexes. */
export const catalogueCommands: Commands = {
  create: {
    fields: fieldTypes({
      'text!': 'create',
      refused:
        'capped changeStreamPreAndPostImages clusteredIndex collation encryptedFields ' +
        'expireAfterSeconds indexOptionDefaults max pipeline size storageEngine timeseries ' +
        'validationAction validationLevel validator viewOn',
    }),
    run: create,
  },
  drop: { fields: fieldTypes({ 'text!': 'drop' }), run: drop },
  dropDatabase: { fields: fieldTypes({ 'number!': 'dropDatabase' }), run: dropDatabase },
  listCollections: {
    fields: fieldTypes({
      'number!': 'listCollections',
      document: 'filter cursor',
      flag: 'nameOnly authorizedCollections',
    }),
    run: listCollections,
  },
  listDatabases: {
    fields: fieldTypes({
      'number!': 'listDatabases',
      document: 'filter',
      flag: 'nameOnly authorizedDatabases',
    }),
    run: listDatabases,
  },
  createIndexes: {
    fields: fieldTypes({
      'text!': 'createIndexes',
      'documents!': 'indexes',
      refused: 'commitQuorum',
    }),
    run: createIndexes,
  },
  listIndexes: {
    fields: fieldTypes({ 'text!': 'listIndexes', document: 'cursor' }),
    run: listIndexes,
  },
  dropIndexes: {
    fields: fieldTypes({ 'text!': 'dropIndexes', 'any!': 'index' }),
    run: dropIndexes,
  },
}
