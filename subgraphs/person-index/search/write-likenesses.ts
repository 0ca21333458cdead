import type { Registration } from '../../../common/registration/registration'
import { recordKey } from '../matching/linkable-record'
import type { IndexModels } from '../models'
import type { LikenessSealer } from './likeness-sealer'
import { bytesOf } from './likeness-sealer'
import { packValues } from './packed-values'

/** What an agency has registered of its own people, by which they are found by name; what it no longer says goes. */
export async function writeLikenesses(
  { likenesses }: Pick<IndexModels, 'likenesses'>,
  sealer: LikenessSealer,
  {
    agency,
    registrations,
  }: {
    readonly agency: string
    readonly registrations: readonly Registration[]
  },
): Promise<void> {
  if (registrations.length === 0) return
  await likenesses.bulkWrite(
    registrations.map(({ ref, likeness }) => {
      const filter = { _id: recordKey(agency, ref) }
      if (!likeness) return { deleteOne: { filter } }
      const { keys, placeKeys, values } = sealer.seal(likeness)
      const update = { $set: { keys, placeKeys, values: Buffer.from(values) } }
      return { updateOne: { filter, update, upsert: true } }
    }),
  )
}

/** References of those whose likeness is another than it was: they are compared anew. */
export async function findChangedLikenesses(
  { likenesses }: Pick<IndexModels, 'likenesses'>,
  sealer: LikenessSealer,
  {
    agency,
    registrations,
  }: { readonly agency: string; readonly registrations: readonly Registration[] },
): Promise<ReadonlySet<string>> {
  const keys = registrations.map(({ ref }) => recordKey(agency, ref))
  const found = await likenesses.find({ _id: { $in: keys } }).lean()
  const stored = new Map(found.map((one) => [one._id, one]))
  const isSame = ({ ref, likeness }: Registration) => {
    const before = stored.get(recordKey(agency, ref))
    if (!before || !likeness) return !before && !likeness
    const sealed = [...sealer.keys(likeness.keys), ...sealer.keys(likeness.placeKeys)]
    if (sealed.join() !== [...before.keys, ...before.placeKeys].join()) return false
    return packValues(sealer.open(bytesOf(before.values))).equals(packValues(likeness.values))
  }
  return new Set(registrations.filter((one) => !isSame(one)).map(({ ref }) => ref))
}
