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

/** Entries that are looked at with one question. */
const entriesAtOnce = 200

type Ledgered = Pick<IndexModels, 'ledger'>

/** What entries after a place in the ledger parted; always the same for the same entries. */
export async function findUndone(
  models: Ledgered,
  after: number,
  most = entriesAtOnce,
): Promise<UndoneLinks> {
  const later = models.ledger.find({ _id: { $gt: after } })
  const entries = (await later.sort({ _id: 1 }).limit(most).lean()).map(toEntry)
  const undone: UndoneLink[] = []
  for (const entry of entries) undone.push(...(await undoneBy(models, entry)))
  return { undone, upTo: entries.at(-1)?.seq ?? after }
}

/** Of each person whose records an entry moves: those records that are several people's since. */
async function undoneBy(
  models: Ledgered,
  { seq, at, act }: LedgerEntry,
): Promise<readonly UndoneLink[]> {
  if (act.type !== 'PERSONS') return []
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
    undone.push({ seq, person, ...times, sides: sides.map((side) => side.map(toRecord)) })
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
  models: Ledgered,
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

function toRecord(key: string): AgencyRecord {
  const agency = agencyOf(key)
  return { agency, reference: key.slice(agency.length + 1) }
}
