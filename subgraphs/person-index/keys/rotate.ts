import type { Sealed } from '../documents'
import type { IndexModels } from '../models'
import { rewriteReferences } from '../rewrite-references'
import { sealStored } from '../seal-stored'
import { createReferenceResealer, createReferenceSealer } from '../sealed-references'
import { resealToken } from '../sealed-tokens'
import { createLikenessResealer } from '../search/likeness-sealer'
import { noteKeyState, readKeyState, refuseForeignKeys } from './key-state'
import type { SealedModel } from './models'
import type { OwnKeys } from './own-keys'
import type { Resealing } from './reseal'
import { resealLikeness, resealRecord, resealReferences, resealStaff } from './reseal'

/** The keys as they lie in their files. */
export interface KeyFiles {
  readonly open: () => OwnKeys
  readonly hasNext: () => boolean
  /** The same one each time until it is taken. */
  readonly openNext: () => Buffer
  readonly takeNext: () => void
  readonly forgetNext: () => void
}

export interface Rotation {
  readonly models: IndexModels
  readonly files: KeyFiles
  /** Told how many documents of a kind are done, again and again. */
  readonly onProgress: (kind: string, done: number) => void
  /** Documents of one write. Default 200. */
  readonly atOnce?: number
}

/**
 * Seals everything that the index keeps once more, under a new key, while no index runs. Stopped anywhere and begun
 * again it ends the same: each document says itself with how many keys it is sealed, and the key file changes when
 * all of them are.
 * @returns how many keys there are then
 * @throws Error when the key file does not belong to the data
 */
export async function rotateOwnKey(rotation: Rotation): Promise<number> {
  const { models, files, onProgress, atOnce = 200 } = rotation
  const { inForce = 1, rotatingTo = null } = (await readKeyState(models)) ?? {}
  const count = files.open().length
  // The file was changed, and the stop came before it was noted.
  if (rotatingTo === count) return finish(models, files, count)
  if (count !== inForce)
    throw new Error(
      `The data is sealed with ${inForce} keys, and the key file has ${count}. Put back the file that belongs to the data.`,
    )
  const sealer = createReferenceSealer(...files.open())
  if (rotatingTo !== null) refuseWithoutNext(files)
  else await refuseForeignKeys(models, sealer)
  if (rotatingTo === null) files.forgetNext()
  const target = count + 1
  await sealStored(models, sealer)
  const resealing = resealingOf(files)
  await noteKeyState(models, { inForce, rotatingTo: target })
  await rewriteReferences(models, resealReferences(resealing))
  const pass = { target, onProgress, atOnce }
  await resealAll(models.records, 'records', {
    ...pass,
    reseal: (one) => resealRecord(one, resealing),
  })
  await resealAll(models.staff, 'staff', { ...pass, reseal: (one) => resealStaff(one, resealing) })
  await resealAll(models.likenesses, 'likenesses', {
    ...{ ...pass, reseal: (one) => resealLikeness(one, resealing) },
  })
  files.takeNext()
  return finish(models, files, target)
}

/** Part of the data is sealed with it: under another one nobody could open both parts. */
function refuseWithoutNext(files: KeyFiles): void {
  if (files.hasNext()) return
  throw new Error(
    'A rotation was begun, and the next key is not there. Put back the key files, or the data and the key file of before it.',
  )
}

async function finish(models: IndexModels, files: KeyFiles, count: number): Promise<number> {
  await noteKeyState(models, { inForce: count, rotatingTo: null })
  files.forgetNext()
  return count
}

function resealingOf(files: KeyFiles): Resealing {
  const [keys, next] = [files.open(), files.openNext()]
  return {
    references: createReferenceResealer(keys, next),
    token: (sealed) => resealToken(sealed, next),
    likeness: createLikenessResealer(keys, next),
  }
}

interface Pass<Document> {
  readonly target: number
  readonly atOnce: number
  readonly reseal: (document: Document) => object
  readonly onProgress: Rotation['onProgress']
}

/** A document changes whole or not at all, with the mark that says so. */
async function resealAll<Document extends Sealed>(
  model: SealedModel<Document>,
  kind: string,
  { target, atOnce, reseal, onProgress }: Pass<Document>,
): Promise<void> {
  let done = 0
  const open = { keyCount: { $ne: target } }
  for (;;) {
    const found = (await model.find(open).limit(atOnce).lean()) as readonly Document[]
    if (found.length === 0) break
    await model.bulkWrite(
      found.map((one) => ({
        updateOne: {
          filter: { _id: one._id, ...open },
          update: { $set: { ...reseal(one), keyCount: target } },
        },
      })),
    )
    done += found.length
    onProgress(kind, done)
  }
}
