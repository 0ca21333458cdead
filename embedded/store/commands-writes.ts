import { Arguments, fieldTypes } from './arguments'
import { type Commands, namespaceOf, readHint, type Request } from './command'
import { findAndModify, findAndModifyFields } from './commands-find-and-modify'
import { maxWriteBatchSize } from './commands-handshake'
import type { Changes } from './database'
import { failedToParse, StoreError } from './errors'
import { insertDocument } from './insertion'
import { findDocuments } from './query'
import { readUpdate } from './update-statement'
import type { Document } from './values'

const updateFields = fieldTypes({
  'any!': 'u',
  'document!': 'q',
  documents: 'arrayFilters',
  any: 'hint',
  flag: 'multi upsert',
  refused: 'c collation',
})

const deleteFields = fieldTypes({
  'count!': 'limit',
  'document!': 'q',
  any: 'hint',
  refused: 'collation',
})

/** What the parts of a write command add up to. */
interface Tally {
  n: number
  nModified: number
  readonly upserted: Document[]
  readonly writeErrors: Document[]
}

type Part = (changes: Changes, part: Document, tally: Tally, index: number) => void

/**
 * Does one part of a write command after the other. A part that is refused is reported with its
 * place; when the command is ordered, those after it are not tried.
 */
function writeParts(request: Request, parts: readonly Document[], write: Part): Tally {
  if (parts.length < 1 || parts.length > maxWriteBatchSize)
    throw new StoreError(
      16,
      'InvalidLength',
      `Write batch sizes must be between 1 and ${maxWriteBatchSize}. Got ${parts.length} operations.`,
    )
  const tally: Tally = { n: 0, nModified: 0, upserted: [], writeErrors: [] }
  request.database.write((changes) => {
    for (const [index, part] of parts.entries()) {
      try {
        write(changes, part, tally, index)
      } catch (error) {
        if (!(error instanceof StoreError) || changes.hasFailed) throw error
        const { code, message, details } = error
        tally.writeErrors.push({ index, code, errmsg: message, ...details })
        if (request.arguments.flag('ordered', true)) break
      }
    }
  })
  return tally
}

function errorsOf({ writeErrors }: Tally): Document {
  return writeErrors.length > 0 ? { writeErrors } : {}
}

function insert(request: Request): Document {
  const namespace = namespaceOf(request)
  const tally = writeParts(
    request,
    request.arguments.documents('documents'),
    (changes, part, t) => {
      insertDocument(changes, namespace, part)
      t.n += 1
    },
  )
  return { n: tally.n, ...errorsOf(tally) }
}

function update(request: Request): Document {
  const tally = writeParts(request, request.arguments.documents('updates'), updatePart(request))
  const { n, nModified, upserted } = tally
  return { n, nModified, ...(upserted.length > 0 && { upserted }), ...errorsOf(tally) }
}

function updatePart(request: Request): Part {
  const namespace = namespaceOf(request)
  return (changes, part, tally, index) => {
    const fields = new Arguments('update.updates', part, updateFields)
    const isMulti = fields.flag('multi')
    const change = readUpdate(
      fields.value('u'),
      fields.document('q'),
      fields.documents('arrayFilters'),
    )
    if (isMulti && change.isReplacement)
      throw failedToParse('multi update is not supported for replacement-style update')
    const query = { filter: fields.document('q'), hint: readHint(fields), limit: isMulti ? 0 : 1 }
    const found = findDocuments(request.database.find(namespace), query)
    for (const old of found) {
      const isModified = changes.replace(namespace, old, change.apply(old))
      tally.nModified += isModified ? 1 : 0
      tally.n += 1
    }
    if (found.length > 0 || !fields.flag('upsert')) return
    const { _id } = insertDocument(changes, namespace, change.documentToInsert())
    tally.n += 1
    tally.upserted.push({ index, _id })
  }
}

function remove(request: Request): Document {
  const namespace = namespaceOf(request)
  const tally = writeParts(request, request.arguments.documents('deletes'), (changes, part, t) => {
    const fields = new Arguments('delete.deletes', part, deleteFields)
    const limit = fields.number('limit') ?? 0
    if (limit > 1)
      throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`)
    const query = { filter: fields.document('q'), hint: readHint(fields), limit }
    for (const document of findDocuments(request.database.find(namespace), query)) {
      changes.remove(namespace, document)
      t.n += 1
    }
  })
  return { n: tally.n, ...errorsOf(tally) }
}

/** Commands that add, change and remove documents. */
export const writeCommands: Commands = {
  insert: {
    fields: fieldTypes({
      'text!': 'insert',
      'documents!': 'documents',
      flag: 'ordered bypassDocumentValidation',
    }),
    run: insert,
  },
  update: {
    fields: fieldTypes({
      'text!': 'update',
      'documents!': 'updates',
      flag: 'ordered bypassDocumentValidation',
      refused: 'let',
    }),
    run: update,
  },
  delete: {
    fields: fieldTypes({
      'text!': 'delete',
      'documents!': 'deletes',
      flag: 'ordered',
      refused: 'let',
    }),
    run: remove,
  },
  findAndModify: { fields: { findAndModify: 'text!', ...findAndModifyFields }, run: findAndModify },
  findandmodify: { fields: { findandmodify: 'text!', ...findAndModifyFields }, run: findAndModify },
}
