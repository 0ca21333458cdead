import type { Arguments, FieldTypes } from './arguments'
import type { Collection } from './collection'
import type { Cursors } from './cursors'
import type { Database } from './database'
import { failedToParse, StoreError } from './errors'
import { isDocument, type Document } from './values'

/** What commands work on. */
export interface CommandContext {
  readonly database: Database
  readonly cursors: Cursors
}

/** A command whose fields were checked. */
export interface Request extends CommandContext {
  readonly name: string
  /** Name of the database it is sent to. */
  readonly databaseName: string
  readonly arguments: Arguments
  readonly connectionId: number
}

/** One command: the fields it knows, beside those that all know, and what it replies. */
export interface Command {
  readonly fields: FieldTypes
  readonly run: (request: Request) => Document
}

export type Commands = Readonly<Record<string, Command>>

/** @throws StoreError 73 InvalidNamespace for a name that MongoDB does not accept */
export function namespaceOf(request: Request, collection = request.arguments.text(request.name)) {
  const { databaseName } = request
  if (!/^[^/\\. "$\0]{1,63}$/.test(databaseName))
    throw new StoreError(73, 'InvalidNamespace', `Invalid database name: '${databaseName}'`)
  const namespace = `${databaseName}.${collection}`
  const isValid = collection !== '' && !/^\.|^system\.|[$\0]/.test(collection)
  if (!isValid || Buffer.byteLength(namespace) > 255)
    throw new StoreError(73, 'InvalidNamespace', `Invalid collection name: '${namespace}'`)
  return namespace
}

/** The collection that the command names; null when there is none. */
export function findCollection(request: Request): Collection | null {
  return request.database.find(namespaceOf(request))
}

/** @throws StoreError 26 NamespaceNotFound */
export function getCollection(request: Request): Collection {
  const collection = findCollection(request)
  if (collection) return collection
  throw new StoreError(26, 'NamespaceNotFound', `ns does not exist: ${namespaceOf(request)}`)
}

/** The hint among these fields: the name or the key pattern of an index. */
export function readHint(fields: Arguments): string | Document | undefined {
  const hint = fields.value('hint')
  if (hint === undefined || typeof hint === 'string') return hint
  if (!isDocument(hint)) throw failedToParse('Hint must be a string or an object')
  return Object.keys(hint).length === 0 ? undefined : hint
}
