import { agencyOf } from '../matching/linkable-record'
import type { IndexModels } from '../models'
import type { ReferenceSealer } from '../sealed-references'
import type { KeyStateDocument } from './models'

type Stated = Pick<IndexModels, 'keyStates'>

const stateId = 'own'

/** What the stored data is sealed with; null: nobody has rotated a key yet. */
export function readKeyState({ keyStates }: Stated): Promise<KeyStateDocument | null> {
  return keyStates.findById(stateId).lean()
}

export async function noteKeyState(
  { keyStates }: Stated,
  state: Omit<KeyStateDocument, '_id'>,
): Promise<void> {
  await keyStates.updateOne({ _id: stateId }, { $set: state }, { upsert: true })
}

/**
 * Whether the stored data is sealed with exactly these keys: with others nobody would be found.
 * @param count how many keys there are
 * @throws Error that says what to do
 */
export async function refuseOtherKeys(models: Stated, count: number): Promise<void> {
  const { inForce = 1, rotatingTo = null } = (await readKeyState(models)) ?? {}
  if (rotatingTo !== null)
    throw new Error(
      'The key of the person index is being rotated. Let "npm run index -- rotate" come to its end first.',
    )
  if (inForce !== count)
    throw new Error(
      `The data of the person index is sealed with ${inForce} of its keys, and its key file has ${count}. Put back the file that belongs to the data.`,
    )
}

/**
 * Whether the stored data is sealed with these very keys: an index whose key file was lost, and made anew, would find
 * nobody, and protect nobody.
 * @throws Error that says what to do
 */
export async function refuseForeignKeys(
  { records }: Pick<IndexModels, 'records'>,
  sealer: Pick<ReferenceSealer, 'record' | 'openReference'>,
): Promise<void> {
  const one = await records.findOne({ sealedRef: { $gt: '' } }).lean()
  if (one && !isSealedBy(sealer, one))
    throw new Error(
      'The data of the person index is sealed with other keys than its key file holds. Put back the file that belongs to the data.',
    )
}

/** A key is made with all of them in turn, a reference is encrypted with the last. */
function isSealedBy(
  { record, openReference }: Pick<ReferenceSealer, 'record' | 'openReference'>,
  { _id, sealedRef }: { readonly _id: string; readonly sealedRef: string },
): boolean {
  try {
    return record(agencyOf(_id), openReference(_id, sealedRef)) === _id
  } catch {
    return false
  }
}
