import type {
  AgencyRecord,
  UndoneLink,
  UndoneLinks,
} from '../../../common/registration/undone-links'
import { believedRecords, peopleOf } from '../ledger/believed'
import type { LedgerEntry } from '../ledger/entry'
import { heldSince } from '../ledger/held-since'
import { toEntry } from '../ledger/ledger'
import { agencyOf } from '../matching/linkable-record'
import type { IndexModels } from '../models'
import type { ReferenceSealer } from '../sealed-references'

/** Entries that are looked at with one question. */
const entriesAtOnce = 200

/** So long one question is looked into, in milliseconds: the hub waits for ten seconds, and asks on from there. */
const longestMs = 3000

export interface UndoneParts {
  readonly models: Pick<IndexModels, 'ledger' | 'records'>
  readonly sealer: Pick<ReferenceSealer, 'openReference'>
  /** Milliseconds of a clock that only goes forward. */
  readonly clock?: () => number
}

/** What entries after a place in the ledger parted; always the same for the same entries. */
export async function findUndone(
  parts: UndoneParts,
  after: number,
  most = entriesAtOnce,
): Promise<UndoneLinks> {
  const later = parts.models.ledger.find({ _id: { $gt: after } })
  const entries = (await later.sort({ _id: 1 }).limit(most).lean()).map(toEntry)
  const undone: UndoneLink[] = []
  const { clock = () => performance.now() } = parts
  const until = clock() + longestMs
  let upTo = after
  for (const entry of entries) {
    undone.push(...(await undoneBy(parts, entry)))
    upTo = entry.seq
    // Whoever moved records to and fro for long has made each entry slow: one is always looked at.
    if (clock() > until) break
  }
  return { undone, upTo }
}

/** Of each person whose records an entry moves: those records that are several people's since. */
async function undoneBy(
  parts: UndoneParts,
  { seq, at, act }: LedgerEntry,
): Promise<readonly UndoneLink[]> {
  if (act.type !== 'PERSONS') return []
  const { models } = parts
  const until = { beforeSeq: seq }
  const keys = act.assigned.map(({ key }) => key)
  const before = await peopleOf(models, keys, until)
  const after = new Map(act.assigned.map(({ key, personId }) => [key, personId]))
  const undone: UndoneLink[] = []
  for (const person of [...new Set(before.values())].toSorted()) {
    const held = await believedRecords(models, person, until)
    const sides = sidesOf(held, (key) => after.get(key) ?? person)
    const since = sides.length < 2 ? null : await earliest(models, sides, seq)
    if (since === null) continue
    const times = { since: since.toISOString(), undoneAt: at.toISOString() }
    undone.push({ seq, person, ...times, sides: await recordsOf(parts, sides) })
  }
  return undone
}

function sidesOf(
  keys: readonly string[],
  personOf: (key: string) => string,
): readonly (readonly string[])[] {
  const sides = new Map<string, string[]>()
  for (const key of keys) sides.set(personOf(key), [...(sides.get(personOf(key)) ?? []), key])
  return [...sides.values()]
}

/** Since when any of the sides was held to be one with another. */
async function earliest(
  models: UndoneParts['models'],
  sides: readonly (readonly string[])[],
  beforeSeq: number,
): Promise<Date | null> {
  const found = await Promise.all(
    sides.map((side) => {
      const others = sides.filter((other) => other !== side).flat()
      return heldSince(models, side, others, { beforeSeq })
    }),
  )
  const times = found.flatMap((since) => since?.getTime() ?? [])
  return times.length === 0 ? null : new Date(Math.min(...times))
}

/** The records of these keys as their agencies name them; also those that were taken back since. */
async function recordsOf(
  { models, sealer }: UndoneParts,
  sides: readonly (readonly string[])[],
): Promise<readonly (readonly AgencyRecord[])[]> {
  const sealed = await sealedReferences(models, sides.flat())
  const toRecord = (key: string): readonly AgencyRecord[] => {
    const reference = sealed.get(key)
    if (reference === undefined) return []
    return [{ agency: agencyOf(key), reference: sealer.openReference(key, reference) }]
  }
  return sides.map((side) => side.flatMap(toRecord))
}

async function sealedReferences(
  { records, ledger }: UndoneParts['models'],
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = { $in: [...keys] }
  const entries = await ledger.find({ 'act.records.key': wanted }).lean()
  const taken = entries
    .map(toEntry)
    .flatMap(({ act }) => (act.type === 'WITHDRAWN' ? act.records : []))
  const held = await records.find({ _id: wanted }, { sealedRef: 1 }).lean()
  return new Map([
    ...taken.map(({ key, sealedRef }) => [key, sealedRef] as const),
    ...held.map(({ _id, sealedRef }) => [_id, sealedRef] as const),
  ])
}
