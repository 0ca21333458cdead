import { agencyOf } from './matching/linkable-record'
import type { IndexModels } from './models'
import type { ReferenceRewrite, Stored, TakenRecord } from './rewrite-references'
import { rewriteReferences } from './rewrite-references'
import type { ReferenceSealer } from './sealed-references'
import { isSealedKey } from './sealed-references'

/**
 * Seals what an earlier version of the hub has stored with the agencies' references as they are, once in the life of a
 * database and before anything of it is used. After a stop in between the next start goes on.
 */
export async function sealStored(models: IndexModels, sealer: ReferenceSealer): Promise<void> {
  const done = { _id: 'references' }
  if ((await models.sealings.findOne(done)) !== null) return
  await rewriteReferences(models, sealing(sealer))
  await models.sealings.create(done)
}

function sealing(sealer: ReferenceSealer): ReferenceRewrite {
  const keyOf = (key: string) => (isSealedKey(key) ? key : sealer.record(...splitKey(key)))
  return {
    keyOf,
    record: (stored) => sealRecord(stored, keyOf, sealer),
    taken: (taken) => sealTaken(taken, keyOf, sealer),
    // One that was made without a key is hexadecimal, others are not.
    digest: (digest) => (/^[0-9a-f]{64}$/.test(digest) ? sealer.digest(digest) : digest),
  }
}

function splitKey(key: string): [agency: string, ref: string] {
  const agency = agencyOf(key)
  return [agency, key.slice(agency.length + 1)]
}

function sealRecord(
  { ref, ...rest }: Stored,
  keyOf: ReferenceRewrite['keyOf'],
  sealer: ReferenceSealer,
): Stored | null {
  if (typeof ref !== 'string') return null
  const key = keyOf(String(rest._id))
  return { ...rest, _id: key, sealedRef: sealer.sealReference(key, ref) }
}

function sealTaken(
  taken: TakenRecord,
  keyOf: ReferenceRewrite['keyOf'],
  sealer: ReferenceSealer,
): TakenRecord {
  if (isSealedKey(taken.key)) return taken
  const key = keyOf(taken.key)
  return { ...taken, key, sealedRef: sealer.sealReference(key, splitKey(taken.key)[1]) }
}
