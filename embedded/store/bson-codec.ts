import { calculateObjectSize, deserialize, serialize } from 'bson'

import { badValue, StoreError } from './errors'
import type { Document } from './values'

/** MongoDB's limit for one stored document, in bytes. */
export const maxDocumentBytes = 16 * 1024 * 1024

/** The BSON bytes of a document; types come out as they went in. */
export function encodeDocument(document: Document): Uint8Array {
  return serialize(document, { ignoreUndefined: false })
}

/**
 * The BSON bytes of a document, or their number when there are more than these. The limit is below
 * 17 MiB: there the encoder throws, or leaves out the rest.
 */
export function encodeWithin(document: Document, maxBytes: number): Uint8Array | number {
  try {
    const bytes = encodeDocument(document)
    if (bytes.length <= maxBytes) return bytes
  } catch (error) {
    if (calculateObjectSize(document, { ignoreUndefined: false }) <= maxBytes) throw error
  }
  return calculateObjectSize(document, { ignoreUndefined: false })
}

/**
 * The document in these BSON bytes, every number in the wrapper of its type.
 * @throws StoreError 22 InvalidBSON
 */
export function decodeDocument(bytes: Uint8Array): Document {
  try {
    return deserialize(bytes, {
      promoteValues: false,
      promoteLongs: false,
      promoteBuffers: false,
      bsonRegExp: true,
    })
  } catch (error) {
    throw new StoreError(22, 'InvalidBSON', error instanceof Error ? error.message : String(error))
  }
}

/**
 * Refuses a field name that could reach an object's prototype.
 * @throws StoreError 2 BadValue
 */
export function checkFieldName(name: string): void {
  if (name === '__proto__')
    throw badValue('The field name "__proto__" is not accepted by the embedded store')
}
