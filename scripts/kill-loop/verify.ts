import { isDeepStrictEqual } from 'node:util'
import type { Collection } from 'mongodb'
import type { Entry, Item, Ledger } from './ledger'

const keysLookedUp = 200

/** What a look at a store found. */
export interface Findings {
  documents: number
  /** Acknowledged writes that are not there. */
  lost: number
  /** Everything else that is not as it must be; each is said in `details`. */
  wrong: number
  readonly details: string[]
}

/**
 * Compares the store with the ledger and each index with a scan; then notes in the ledger what
 * became of writes that were under way.
 */
export async function verifyStore(items: Collection<Item>, ledger: Ledger): Promise<Findings> {
  const scanned = await items.find().toArray()
  const findings: Findings = { documents: scanned.length, lost: 0, wrong: 0, details: [] }
  compareWithLedger(scanned, ledger, findings)
  await compareIndexes(items, scanned, findings)
  return findings
}

function compareWithLedger(scanned: readonly Item[], ledger: Ledger, findings: Findings): void {
  const found = new Map(scanned.map((item) => [item._id, item]))
  if (found.size !== scanned.length) addWrong(findings, 'a scan returns a document twice')
  for (const [id, entry] of [...ledger.entries]) {
    const item = found.get(id) ?? null
    found.delete(id)
    if (!isAllowed(item, entry)) addLost(findings, id, { item, entry })
    ledger.settle(id, item)
  }
  for (const id of found.keys())
    addWrong(findings, `document ${id} is there but was deleted or never written`)
}

function isAllowed(item: Item | null, { acknowledged, underWay }: Entry): boolean {
  if (isDeepStrictEqual(item, acknowledged)) return true
  return underWay !== undefined && isDeepStrictEqual(item, underWay)
}

async function compareIndexes(
  items: Collection<Item>,
  scanned: readonly Item[],
  findings: Findings,
): Promise<void> {
  const byKey = [...scanned].sort((a, b) => (a.key < b.key ? -1 : 1))
  const ranged = await items
    .find({ key: { $gte: '' } })
    .sort({ key: 1 })
    .toArray()
  if (!isDeepStrictEqual(ranged, byKey)) addWrong(findings, 'the index on key differs from a scan')

  const sample = byKey.filter(() => Math.random() < keysLookedUp / byKey.length)
  for (const item of sample) {
    const found = await items.find({ key: item.key }).toArray()
    if (!isDeepStrictEqual(found, [item])) addWrong(findings, `${item.key} is not found by its key`)
  }
  for (const writer of new Set(scanned.map((item) => item.writer))) {
    const order = (a: Item, b: Item) => b.version - a.version || a._id - b._id
    const expected = scanned.filter((item) => item.writer === writer).sort(order)
    const found = await items.find({ writer, version: { $gte: 0 } }).toArray()
    if (!isDeepStrictEqual(found.sort(order), expected)) {
      addWrong(findings, `the index on writer and version differs from a scan for ${writer}`)
    }
  }
}

function addLost(
  findings: Findings,
  id: number,
  { item, entry }: { item: Item | null; entry: Entry },
): void {
  const show = (state: Item | null | undefined) =>
    state === undefined ? 'nothing' : state === null ? 'no document' : `version ${state.version}`
  findings.lost += 1
  findings.details.push(
    `document ${id}: ${show(item)}, acknowledged ${show(entry.acknowledged)}, ` +
      `under way ${show(entry.underWay)}`,
  )
}

function addWrong(findings: Findings, detail: string): void {
  findings.wrong += 1
  findings.details.push(detail)
}
