import { ObjectId } from 'bson'

import { duplicateKey, idIndexSpecification } from './collection'
import type { Changes } from './database'
import { StoreError } from './errors'
import { bracket, bracketOf, isDocument, type Document } from './values'

/**
 * Adds a document, under a new `_id` if it has none, and returns it as it is stored: `_id` first.
 * @throws StoreError 11000, 53 for an `_id` that cannot be one, 10334, 171
 */
export function insertDocument(changes: Changes, namespace: string, document: Document): Document {
  const { _id: id = new ObjectId(), ...fields } = document
  checkId(id)
  const stored = Object.keys(document)[0] === '_id' ? document : { _id: id, ...fields }
  if (changes.find(namespace)?.findById(id))
    throw duplicateKey(namespace, idIndexSpecification(), [id])
  changes.put(namespace, stored)
  return stored
}

function checkId(id: unknown): void {
  const kind = bracketOf(id)
  if (kind === bracket.array || kind === bracket.regex)
    throw new StoreError(
      53,
      'InvalidIdField',
      `The '_id' value cannot be of type ${kind === bracket.array ? 'array' : 'regex'}`,
    )
  if (isDocument(id) && Object.keys(id).some((name) => name.startsWith('$')))
    throw new StoreError(
      52,
      'DollarPrefixedFieldName',
      "_id fields may not contain '$'-prefixed fields",
    )
}
