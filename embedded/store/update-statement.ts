import { failedToParse, notSupported, StoreError } from './errors'
import {
  applyUpdate,
  checkUpdate,
  documentForUpsert,
  isReplacement,
  replaceDocument,
} from './updater'
import { type Document, isDocument } from './values'

/** An update that was found to be one; nothing about it depends on a document any more. */
export interface UpdateStatement {
  readonly isReplacement: boolean
  /** The document after the update; the given one stays as it is. */
  apply(document: Document): Document
  /** What an upsert inserts when nothing was found. */
  documentToInsert(): Document
}

/**
 * Reads the `u` of an update, or the `update` of a findAndModify.
 * @throws StoreError for an update that is refused whatever it would be applied to
 */
export function readUpdate(
  update: unknown,
  filter: Document,
  arrayFilters: readonly Document[] = [],
): UpdateStatement {
  if (Array.isArray(update)) throw notSupported('An update by an aggregation pipeline')
  if (!isDocument(update))
    throw failedToParse('Update argument must be either an object or an array')
  const context = { filter, arrayFilters, now: new Date() }
  const statement = {
    isReplacement: isReplacement(update),
    documentToInsert: () => documentForUpsert(filter, update, context),
  }
  if (!statement.isReplacement) {
    checkUpdate(update, arrayFilters)
    return { ...statement, apply: (document) => applyUpdate(document, update, context) }
  }
  checkReplacement(update, arrayFilters)
  return { ...statement, apply: (document) => replaceDocument(document, update) }
}

function checkReplacement(replacement: Document, arrayFilters: readonly Document[]): void {
  const operator = Object.keys(replacement).find((name) => name.startsWith('$'))
  if (operator !== undefined)
    throw new StoreError(
      52,
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${operator}' is not allowed in the context of an update's replacement document.`,
    )
  if (arrayFilters.length > 0)
    throw failedToParse('Cannot specify arrayFilters and a replacement document')
}
