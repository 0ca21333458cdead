import type { LedgerAct, Withdrawn } from './ledger/entry'
import { pairId, pairKeys } from './ledger/pair'
import { agencyOf } from './matching/linkable-record'
import type { IndexModels } from './models'
import { conflictId } from './store'

/** A document as it is stored, by whichever version. */
export type Stored = Readonly<Record<string, unknown>> & { readonly _id: unknown }

/** What a document becomes; null: it is as it has to be. */
export type Rewrite = (stored: Stored) => Stored | null

type KeyOf = (key: string) => string

/** A record that was taken back, as the ledger has it. */
export type TakenRecord = Withdrawn['records'][number]

/** How what names a record becomes something else; what already is stays as it is. */
export interface ReferenceRewrite {
  readonly keyOf: KeyOf
  readonly record: Rewrite
  readonly taken: (taken: TakenRecord) => TakenRecord
  readonly digest: (digest: string) => string
}

const batchSize = 500

/** Rewrites everything that names a record, in all collections. After a stop in between it can begin anew. */
export async function rewriteReferences(
  models: IndexModels,
  { keyOf, record, taken, digest }: ReferenceRewrite,
): Promise<void> {
  const { records, likenesses, withdrawals, people, assertedLinks, conflicts, pairs } = models
  await rewriteAll(records, record)
  for (const model of [likenesses, withdrawals])
    await rewriteAll(model, (stored) => ({ ...stored, _id: keyOf(String(stored._id)) }))
  await rewriteAll(people, withKeys('mergedRecords', keyOf))
  await rewriteAll(assertedLinks, (stored) => rewriteLink(stored, keyOf))
  await rewriteAll(conflicts, (stored) => rewriteConflict(stored, keyOf))
  await rewriteAll(pairs, (stored) => rewritePair(stored, keyOf))
  await rewriteAll(models.ledger, (stored) => ({
    ...stored,
    act: rewriteAct(stored['act'] as LedgerAct, keyOf, taken),
  }))
  await rewriteAll(models.protectionQuestions, (stored) => ({
    ...stored,
    digest: digest(String(stored['digest'])),
  }))
}

/** Writes anew what has to be otherwise; a document under another name first there, and then no longer here. */
async function rewriteAll(
  { collection }: Pick<IndexModels['records'], 'collection'>,
  rewrite: Rewrite,
): Promise<void> {
  let writes: object[] = []
  const flush = async () => {
    if (writes.length > 0) await collection.bulkWrite(writes as never, { ordered: true })
    writes = []
  }
  for await (const found of collection.find()) {
    const stored = found as unknown as Stored
    const other = rewrite(stored)
    if (other === null) continue
    writes.push({ replaceOne: { filter: { _id: other._id }, replacement: other, upsert: true } })
    if (other._id !== stored._id) writes.push({ deleteOne: { filter: { _id: stored._id } } })
    if (writes.length >= batchSize) await flush()
  }
  await flush()
}

function withKeys(name: string, keyOf: KeyOf): Rewrite {
  return (stored) => ({ ...stored, [name]: keysIn(stored, name).map(keyOf) })
}

function keysIn(stored: Stored, name: string): readonly string[] {
  return (stored[name] ?? []) as readonly string[]
}

/** What an earlier version kept of both ends beside their keys goes. */
function rewriteLink(stored: Stored, keyOf: KeyOf): Stored {
  const kept = Object.entries(stored).filter(([name]) => name !== 'a' && name !== 'b')
  const rest = { ...Object.fromEntries(kept), _id: stored._id }
  return { ...rest, keys: keysIn(rest, 'keys').map(keyOf) }
}

function rewriteConflict(stored: Stored, keyOf: KeyOf): Stored {
  const records = keysIn(stored, 'records').map(keyOf).toSorted()
  return { ...stored, records, _id: conflictId({ evidence: String(stored['evidence']), records }) }
}

function rewritePair(stored: Stored, keyOf: KeyOf): Stored {
  const pair = rewriteBoth(keysIn(stored, 'keys'), keyOf)
  const doubtKeys = keysIn(stored, 'doubtKeys').map(keyOf).toSorted()
  // An earlier version knew no second step: whoever must be looked at may be compared once more.
  const isDue = stored['isOpen'] === true && stored['status'] !== 'LINKED'
  const secondDue = stored['secondDue'] ?? (isDue ? pair.map(agencyOf) : [])
  return { ...stored, _id: pairId(pair), keys: [...pair], doubtKeys, secondDue }
}

function rewriteBoth([one = '', other = '']: readonly string[], keyOf: KeyOf) {
  return pairKeys(keyOf(one), keyOf(other))
}

function rewriteAct(act: LedgerAct, keyOf: KeyOf, taken: ReferenceRewrite['taken']): LedgerAct {
  if (act.type === 'PERSONS') {
    const assigned = act.assigned.map((one) => ({ ...one, key: keyOf(one.key) }))
    const merged = act.merged.map(({ id, records }) => ({ id, records: records.map(keyOf) }))
    const because = act.because.map(({ evidence, keys }) => ({ evidence, keys: keys.map(keyOf) }))
    return { ...act, assigned, merged, because }
  }
  if (act.type === 'WITHDRAWN') return { ...act, records: act.records.map(taken) }
  if ('word' in act) return { ...act, pairs: act.pairs.map((pair) => rewriteBoth(pair, keyOf)) }
  const pair = rewriteBoth(act.pair, keyOf)
  return { ...act, pair, evidence: { ...act.evidence, pair: pairId(pair) } }
}
