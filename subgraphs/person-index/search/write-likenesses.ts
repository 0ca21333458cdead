import type { Registration } from '../../../common/registration/registration'
import { recordKey } from '../matching/linkable-record'
import type { IndexModels } from '../models'
import type { LikenessSealer } from './likeness-sealer'

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
