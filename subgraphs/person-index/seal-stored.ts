import type { LedgerAct } from './ledger/entry'
import { pairId, pairKeys } from './ledger/pair'
import { agencyOf } from './matching/linkable-record'
import type { IndexModels } from './models'
import type { ReferenceSealer } from './sealed-references'
import { isSealedKey } from './sealed-references'
import { conflictId } from './store'

/** A document as it is stored, by whichever version. */
type Stored = Readonly<Record<string, unknown>> & { readonly _id: unknown }

/** What a document becomes; null: it is as it has to be. */
type Seal = (stored: Stored) => Stored | null

type KeyOf = (key: string) => string

const batchSize = 500

/**
 * Seals what an earlier version of the hub has stored with the agencies' references as they are, once in the life of a
 * database and before anything of it is used. After a stop in between the next start goes on.
 */
export async function sealStored(models: IndexModels, sealer: ReferenceSealer): Promise<void> {
  const done = { _id: 'references' }
  if ((await models.sealings.findOne(done)) !== null) return
  const keyOf: KeyOf = (key) => (isSealedKey(key) ? key : sealer.record(...splitKey(key)))
  const { records, likenesses, withdrawals, people, assertedLinks, conflicts, pairs } = models
  await rewrite(records, (stored) => sealRecord(stored, keyOf, sealer))
  for (const model of [likenesses, withdrawals])
    await rewrite(model, (stored) => ({ ...stored, _id: keyOf(String(stored._id)) }))
  await rewrite(people, withKeys('mergedRecords', keyOf))
  await rewrite(assertedLinks, (stored) => sealLink(stored, keyOf))
  await rewrite(conflicts, (stored) => sealConflict(stored, keyOf))
  await rewrite(pairs, (stored) => sealPair(stored, keyOf))
  await rewrite(models.ledger, (stored) => ({
    ...stored,
    act: sealAct(stored['act'] as LedgerAct, keyOf),
  }))
  await rewrite(models.protectionQuestions, (stored) => sealDigest(stored, sealer))
  await models.sealings.create(done)
}

/** Writes anew what has to be otherwise; a document under another name first there, and then no longer here. */
async function rewrite(
  { collection }: Pick<IndexModels['records'], 'collection'>,
  seal: Seal,
): Promise<void> {
  let writes: object[] = []
  const flush = async () => {
    if (writes.length > 0) await collection.bulkWrite(writes as never, { ordered: true })
    writes = []
  }
  for await (const found of collection.find()) {
    const stored = found as unknown as Stored
    const sealed = seal(stored)
    if (sealed === null) continue
    writes.push({ replaceOne: { filter: { _id: sealed._id }, replacement: sealed, upsert: true } })
    if (sealed._id !== stored._id) writes.push({ deleteOne: { filter: { _id: stored._id } } })
    if (writes.length >= batchSize) await flush()
  }
  await flush()
}

function splitKey(key: string): [agency: string, ref: string] {
  const agency = agencyOf(key)
  return [agency, key.slice(agency.length + 1)]
}

function sealRecord({ ref, ...rest }: Stored, keyOf: KeyOf, sealer: ReferenceSealer) {
  if (typeof ref !== 'string') return null
  const key = keyOf(String(rest._id))
  return { ...rest, _id: key, sealedRef: sealer.sealReference(key, ref) }
}

function withKeys(name: string, keyOf: KeyOf): Seal {
  return (stored) => ({ ...stored, [name]: keysIn(stored, name).map(keyOf) })
}

function keysIn(stored: Stored, name: string): readonly string[] {
  return (stored[name] ?? []) as readonly string[]
}

/** What an earlier version kept of both ends beside their keys goes. */
function sealLink(stored: Stored, keyOf: KeyOf): Stored {
  const kept = Object.entries(stored).filter(([name]) => name !== 'a' && name !== 'b')
  const rest = { ...Object.fromEntries(kept), _id: stored._id }
  return { ...rest, keys: keysIn(rest, 'keys').map(keyOf) }
}

function sealConflict(stored: Stored, keyOf: KeyOf): Stored {
  const records = keysIn(stored, 'records').map(keyOf).toSorted()
  return { ...stored, records, _id: conflictId({ evidence: String(stored['evidence']), records }) }
}

function sealPair(stored: Stored, keyOf: KeyOf): Stored {
  const pair = sealBoth(keysIn(stored, 'keys'), keyOf)
  const doubtKeys = keysIn(stored, 'doubtKeys').map(keyOf).toSorted()
  // It knew no second step either: whoever must be looked at now may be compared once more.
  const isDue = stored['isOpen'] === true && stored['status'] !== 'LINKED'
  const secondDue = stored['secondDue'] ?? (isDue ? pair.map(agencyOf) : [])
  return { ...stored, _id: pairId(pair), keys: [...pair], doubtKeys, secondDue }
}

function sealBoth([one = '', other = '']: readonly string[], keyOf: KeyOf) {
  return pairKeys(keyOf(one), keyOf(other))
}

function sealAct(act: LedgerAct, keyOf: KeyOf): LedgerAct {
  const sealKey = <Part extends { readonly key: string }>(part: Part) => ({
    ...part,
    key: keyOf(part.key),
  })
  if (act.type === 'PERSONS') {
    const merged = act.merged.map(({ id, records }) => ({ id, records: records.map(keyOf) }))
    const because = act.because.map(({ evidence, keys }) => ({ evidence, keys: keys.map(keyOf) }))
    return { ...act, assigned: act.assigned.map(sealKey), merged, because }
  }
  if (act.type === 'WITHDRAWN') return { ...act, records: act.records.map(sealKey) }
  if ('word' in act) return { ...act, pairs: act.pairs.map((pair) => sealBoth(pair, keyOf)) }
  const pair = sealBoth(act.pair, keyOf)
  return { ...act, pair, evidence: { ...act.evidence, pair: pairId(pair) } }
}

/** One that was made without a key is hexadecimal, others are not. */
function sealDigest(stored: Stored, sealer: ReferenceSealer): Stored | null {
  const digest = String(stored['digest'])
  return /^[0-9a-f]{64}$/.test(digest) ? { ...stored, digest: sealer.digest(digest) } : null
}
