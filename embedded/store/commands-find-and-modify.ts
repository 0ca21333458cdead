import { type Arguments, fieldTypes } from './arguments'
import { namespaceOf, readHint, type Request } from './command'
import type { Changes } from './database'
import { failedToParse } from './errors'
import { insertDocument } from './insertion'
import { compileProjection } from './projection'
import { findDocuments } from './query'
import { readUpdate } from './update-statement'
import type { Document } from './values'

export const findAndModifyFields = fieldTypes({
  document: 'query sort fields',
  documents: 'arrayFilters',
  any: 'update hint',
  flag: 'remove new upsert bypassDocumentValidation',
  refused: 'collation let',
})

/** What was done, and the document to show. */
interface Outcome {
  readonly lastErrorObject: Document
  readonly value: Document | null
}

/** Changes or removes the first document of a query in one step, and replies with it. */
export function findAndModify(request: Request): Document {
  const fields = request.arguments
  checkCombination(fields)
  const namespace = namespaceOf(request)
  const filter = fields.document('query')
  const projection = fields.document('fields')
  const shape = Object.keys(projection).length === 0 ? null : compileProjection(projection, filter)
  const change = fields.flag('remove') ? removal(namespace) : modification(namespace, fields)
  const query = { filter, sort: fields.document('sort'), hint: readHint(fields), limit: 1 }
  const [found = null] = findDocuments(request.database.find(namespace), query)
  const { lastErrorObject, value } = request.database.write((changes) => change(changes, found))
  return { lastErrorObject, value: value && shape ? shape(value) : value }
}

function checkCombination(fields: Arguments): void {
  const isRemoval = fields.flag('remove')
  if (isRemoval && (fields.has('update') || fields.flag('new') || fields.flag('upsert')))
    throw failedToParse("Cannot specify 'update', 'new' or 'upsert' together with 'remove'")
  if (!isRemoval && !fields.has('update'))
    throw failedToParse("Either an update or 'remove' must be specified")
}

type Modification = (changes: Changes, found: Document | null) => Outcome

function removal(namespace: string): Modification {
  return (changes, found) => {
    if (found) changes.remove(namespace, found)
    return { lastErrorObject: { n: found ? 1 : 0 }, value: found }
  }
}

function modification(namespace: string, fields: Arguments): Modification {
  const statement = readUpdate(
    fields.value('update'),
    fields.document('query'),
    fields.documents('arrayFilters'),
  )
  const showsNew = fields.flag('new')
  return (changes, found) => {
    if (found) {
      const updated = statement.apply(found)
      changes.replace(namespace, found, updated)
      return {
        lastErrorObject: { n: 1, updatedExisting: true },
        value: showsNew ? updated : found,
      }
    }
    if (!fields.flag('upsert'))
      return { lastErrorObject: { n: 0, updatedExisting: false }, value: null }
    const inserted = insertDocument(changes, namespace, statement.documentToInsert())
    return {
      lastErrorObject: { n: 1, updatedExisting: false, upserted: inserted['_id'] },
      value: showsNew ? inserted : null,
    }
  }
}
