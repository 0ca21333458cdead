import type { Logger } from '../../../common/observing/logger'
import { protectionsPath } from '../../../common/registration/registration'
import { protectedElsewhereField } from '../records/protection'
import type { RecordCollections } from '../records/record-collection'
import { getCollection } from '../records/record-collection'
import { personRecordType } from '../records/record-loaders'
import type { Repeating } from '../service/repeating'
import { repeat } from '../service/repeating'
import { reportWaiting } from '../service/service-observer'
import type { IndexConnection } from './index-client'
import { postToIndex } from './index-client'

export interface ProtectionFollowerOptions extends IndexConnection {
  readonly collections: RecordCollections
  readonly logger: Logger
}

const everyMs = 2000

/**
 * Marks the people of this agency whose whereabouts another agency protects, so that nothing here leads
 * to them either: not their view, and not the record of somebody who lives with them.
 */
export function followProtections(options: ProtectionFollowerOptions): Repeating {
  return repeat(() => markProtected(options), {
    pauseMs: everyMs,
    // What other agencies protect stays as it was last known.
    onFailure: reportWaiting(options.logger, 'protections waiting'),
  })
}

/** Marks who is protected now and unmarks who no longer is. @throws Error as `postToIndex` */
export async function markProtected(options: ProtectionFollowerOptions): Promise<void> {
  const refs = readRefs(await postToIndex(protectionsPath, [], options))
  const people = getCollection(options.collections, personRecordType)
  await people.updateMany(
    { _id: { $in: refs }, [protectedElsewhereField]: { $ne: true } },
    { $set: { [protectedElsewhereField]: true } },
  )
  await people.updateMany(
    { [protectedElsewhereField]: true, _id: { $nin: refs } },
    { $unset: { [protectedElsewhereField]: 1 } },
  )
}

/** An answer that is none must unmark nobody. */
function readRefs(answer: unknown): string[] {
  const { refs } = (answer ?? {}) as { readonly refs?: unknown }
  if (Array.isArray(refs) && refs.every((ref) => typeof ref === 'string')) return refs
  throw new Error('the person index gave no list')
}
