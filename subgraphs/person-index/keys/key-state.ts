import type { IndexModels, KeyStateDocument } from '../models'

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
