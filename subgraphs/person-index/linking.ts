import type { AssignedRecord, Assignment, KnownPerson } from './matching/assign-people'
import { assignPeople } from './matching/assign-people'
import type { Evidence } from './matching/evidence'
import { collectEvidence } from './matching/evidence'
import type { LinkConflict } from './matching/group-records'
import { groupRecords } from './matching/group-records'
import type { SaidPair, LinkableRecord } from './matching/linkable-record'
import { nhsTokenOf } from './matching/linkable-record'
import { groupBy } from './matching/evidence'
import { inTurns } from './matching/in-turns'
import type { Agree } from './matching/misfiled-numbers'
import { misfiledNumbers, mostCompared } from './matching/misfiled-numbers'

/** A record as the index stores it. */
export type IndexedRecord = LinkableRecord & AssignedRecord

/** Finds records by any of these. */
export interface RecordSearch {
  readonly keys: readonly string[]
  readonly tokens: readonly string[]
  readonly personIds: readonly string[]
}

/** What linking reads and writes; the database's part is in store.ts. */
export interface LinkStore {
  findRecords(search: RecordSearch): Promise<readonly IndexedRecord[]>
  /** What is said of two records of which one is one of these. */
  findPairs(keys: readonly string[]): Promise<readonly SaidPair[]>
  /** Keys of the records that stand in a conflict with one of these. */
  findDisputed(keys: readonly string[]): Promise<readonly string[]>
  findPeople(ids: readonly string[]): Promise<readonly KnownPerson[]>
  /** Tells how two of these records agree that have one NHS number. */
  compareNumbers(keys: readonly string[]): Promise<Agree>
  save(outcome: LinkOutcome): Promise<void>
}

/** What linking decided about a set of connected records. */
export interface LinkOutcome {
  /** Keys of all records looked at: their earlier conflicts are replaced. */
  readonly keys: readonly string[]
  readonly assignment: Assignment
  readonly conflicts: readonly LinkConflict[]
  /** The person of each record until now, by key. */
  readonly before: ReadonlyMap<string, string | null>
  /** What ties the records together. */
  readonly evidence: readonly Evidence[]
}

/** Records that evidence connects, and the links asserted between them. */
export interface Connected {
  readonly records: readonly IndexedRecord[]
  readonly pairs: readonly SaidPair[]
}

/**
 * Settles anew which person each of these records is, and every record connected to them.
 *
 * Safe to repeat: the outcome follows from the records that are there.
 */
export async function relink(
  store: LinkStore,
  keys: readonly string[],
  newId: () => string,
): Promise<void> {
  await settleConnected(store, await collectConnected(store, keys), newId)
}

/** Settles which person each of a set of connected records is. */
export async function settleConnected(
  store: Pick<LinkStore, 'findPeople' | 'save'>,
  { records, pairs }: Connected,
  newId: () => string,
): Promise<void> {
  if (records.length === 0) return
  const { groups, conflicts } = groupRecords(records, pairs)
  const people = await store.findPeople(distinct(records.map(({ personId }) => personId)))
  const assignment = assignPeople({ groups, records, people, newId })
  await store.save({
    ...{ keys: records.map(({ key }) => key), assignment, conflicts },
    before: new Map(records.map(({ key, personId }) => [key, personId])),
    evidence: collectEvidence(records, pairs),
  })
}

/**
 * The records that share a token, an asserted link or a person with these, directly or through
 * others. Sharing a person or a conflict matters when an identifier was taken back: it is the trace
 * of what connected them before, and those left behind must be looked at too.
 */
export async function collectConnected(
  store: ConnectedStore,
  seeds: readonly string[],
): Promise<Connected> {
  return withMisfiled(store, await collectAll(store, seeds))
}

/** What is read to see who is connected with whom. */
export type ConnectedStore = Pick<
  LinkStore,
  'findRecords' | 'findPairs' | 'findDisputed' | 'compareNumbers'
>

/** The same records, with whoever of them has somebody else's NHS number by what is known now. */
export async function withMisfiled(
  store: Pick<LinkStore, 'compareNumbers'>,
  { records, pairs }: Connected,
): Promise<Connected> {
  const said = pairs.filter(({ kind }) => kind !== 'UNLIKE')
  return { records, pairs: [...said, ...(await findMisfiled(store, records, said))] }
}

/** By records that count in full; of each that only follows, beside them, by what it says itself; held ones say nothing. */
async function findMisfiled(
  store: Pick<LinkStore, 'compareNumbers'>,
  records: readonly IndexedRecord[],
  pairs: readonly SaidPair[],
): Promise<readonly SaidPair[]> {
  const byNumber = groupBy(
    records.filter((record) => nhsTokenOf(record) !== null),
    (record) => nhsTokenOf(record) ?? '',
  )
  const sharing = [...byNumber.values()].filter(({ length }) => length > 1)
  if (sharing.length === 0) return []
  const agree = await store.compareNumbers(sharing.flat().map(({ key }) => key))
  const full = records.filter(({ weight = 'FULL' }) => weight === 'FULL')
  const following = sharing.flatMap((group) => firstInTurns(group))
  const isNear = (one: IndexedRecord) => (other: IndexedRecord) =>
    [null, nhsTokenOf(one)].includes(nhsTokenOf(other))
  const besides = following.flatMap((one) =>
    misfiledNumbers([...full.filter(isNear(one)), one], pairs, agree).filter(({ a, b }) =>
      [a, b].includes(one.key),
    ),
  )
  return [
    ...misfiledNumbers(full, pairs, agree),
    ...besides,
    ...misfiledNumbers(following, pairs, agree),
  ]
}

/** Those of one number that only follow, agencies in turns: one agency's many are its own affair. */
function firstInTurns(group: readonly IndexedRecord[]): readonly IndexedRecord[] {
  const following = group.filter(({ weight }) => weight === 'FOLLOWS')
  const keys = inTurns(following.map(({ key }) => key).toSorted()).slice(0, mostCompared)
  return following.filter(({ key }) => keys.includes(key))
}

async function collectAll(
  store: Omit<ConnectedStore, 'compareNumbers'>,
  seeds: readonly string[],
): Promise<Connected> {
  const records = new Map<string, IndexedRecord>()
  const pairs = new Map<string, SaidPair>()
  const asked = { keys: new Set<string>(), tokens: new Set<string>(), personIds: new Set<string>() }
  let search: RecordSearch = { keys: takeNew(asked.keys, seeds), tokens: [], personIds: [] }
  while (search.keys.length + search.tokens.length + search.personIds.length > 0) {
    const found = await store.findRecords(search)
    const fresh = found.filter(({ key }) => !records.has(key))
    for (const record of fresh) records.set(record.key, record)
    const looked = distinct([...search.keys, ...fresh.map(({ key }) => key)])
    const newPairs = await store.findPairs(looked)
    for (const pair of newPairs) pairs.set(`${pair.a}\n${pair.b}\n${pair.kind}`, pair)
    const neighbours = [
      ...newPairs.flatMap(({ a, b }) => [a, b]),
      ...(await store.findDisputed(looked)),
    ]
    search = {
      keys: takeNew(
        asked.keys,
        neighbours.filter((key) => !records.has(key)),
      ),
      tokens: takeNew(
        asked.tokens,
        fresh.flatMap(({ tokens }) => tokens),
      ),
      personIds: takeNew(asked.personIds, distinct(fresh.map(({ personId }) => personId))),
    }
  }
  return { records: [...records.values()], pairs: [...pairs.values()] }
}

function takeNew(seen: Set<string>, values: readonly string[]): readonly string[] {
  const fresh = distinct(values).filter((value) => !seen.has(value))
  for (const value of fresh) seen.add(value)
  return fresh
}

function distinct(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== null))]
}
