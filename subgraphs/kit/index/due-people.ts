import type { RecordCollection, RecordCollections } from '../records/record-collection'
import { withPlace } from './describe-people'
import type { Outbox } from './outbox'
import { markField, newMark } from './outbox'

/** Each of them is told to the index anew. */
export async function markPeopleDue(
  people: RecordCollection,
  refs: readonly string[],
  mark: string = newMark(),
): Promise<void> {
  if (refs.length === 0) return
  await people.updateMany({ _id: { $in: [...new Set(refs)] } }, { $set: { [markField]: mark } })
}

/**
 * Everybody with a record that says where they are and names one of these too: whether they may be found by it
 * follows from whether these are protected.
 */
export async function findBeside(
  collections: RecordCollections,
  refs: readonly string[],
): Promise<readonly string[]> {
  if (refs.length === 0) return []
  const found = await Promise.all(
    Object.values(collections).map((collection) =>
      collection
        .find({ personRefs: { $in: [...refs] }, ...withPlace }, { projection: { personRefs: 1 } })
        .toArray(),
    ),
  )
  const all = found.flat().flatMap(({ personRefs }) => personRefs ?? [])
  return [...new Set(all)].filter((ref) => !refs.includes(ref))
}

/** Writes what makes these people due, and marks them: a stop anywhere in between is made up for. */
export async function writeAndTell(
  { outbox, people }: { readonly outbox: Outbox; readonly people: RecordCollection },
  refs: readonly string[],
  write: () => Promise<unknown>,
): Promise<void> {
  const change = refs.length > 0 ? await outbox.beginChange(refs) : null
  await write()
  if (change === null) return
  await markPeopleDue(people, refs)
  await outbox.endChange(change)
}
