import type { KeyedRegistration } from '../message-order'
import { keysOf } from '../message-order'
import type { IndexModels } from '../models'
import type { LikenessSealer } from './likeness-sealer'
import { bytesOf } from './likeness-sealer'
import { packValues } from './packed-values'

/** What an agency has registered of its own people, by which they are found by name; what it no longer says goes. */
export async function writeLikenesses(
  { likenesses }: Pick<IndexModels, 'likenesses'>,
  sealer: LikenessSealer,
  registrations: readonly KeyedRegistration[],
): Promise<void> {
  if (registrations.length === 0) return
  await likenesses.bulkWrite(
    registrations.map(({ key, likeness }) => {
      const filter = { _id: key }
      if (!likeness) return { deleteOne: { filter } }
      const sealed = sealer.seal(likeness)
      const update = { $set: { ...sealed, values: Buffer.from(sealed.values) } }
      return { updateOne: { filter, update, upsert: true } }
    }),
  )
}

/** Keys of those whose likeness is another than it was: they are compared anew. */
export async function findChangedLikenesses(
  { likenesses }: Pick<IndexModels, 'likenesses'>,
  sealer: LikenessSealer,
  registrations: readonly KeyedRegistration[],
): Promise<ReadonlySet<string>> {
  const found = await likenesses.find({ _id: { $in: keysOf(registrations) } }).lean()
  const stored = new Map(found.map((one) => [one._id, one]))
  const isSame = ({ key, likeness }: KeyedRegistration) => {
    const before = stored.get(key)
    if (!before || !likeness) return !before && !likeness
    const { keys, placeKeys, lookups } = sealer.hashed(likeness)
    if ([...keys, ...placeKeys].join() !== [...before.keys, ...before.placeKeys].join())
      return false
    if (!before.lookups || !lookups.equals(bytesOf(before.lookups))) return false
    return packValues(sealer.open(bytesOf(before.values))).equals(packValues(likeness.values))
  }
  return new Set(registrations.filter((one) => !isSame(one)).map(({ key }) => key))
}
