import { anyNumberOf, hasUntracedNumber, nhsTokenOf } from '../matching/linkable-record'
import type { Weight } from '../matching/linkable-record'
import { decide } from '../matching/decisions/decide'
import type { Verdict } from '../matching/decisions/decide'
import type { LinkageModel } from '../matching/scoring/model'
import type { PairDocument } from '../ledger/pair'

/** A record as a pair is judged by it. */
export interface JudgedRecord {
  readonly key: string
  readonly agency: string
  readonly personId: string | null
  readonly tokens: readonly string[]
  readonly weight: Weight
}

/** What is known around a pair. */
export interface Surroundings {
  /** By key: both records, those they are alike, and everybody of their people. */
  readonly records: ReadonlyMap<string, JudgedRecord>
  /** Of either record of the pair, whatever its status. */
  readonly pairs: readonly PairDocument[]
  /** Whether two of these were said to be two people. */
  readonly isApart: (one: readonly string[], other: readonly string[]) => boolean
  /** Whether a record is alike one that was parted from these; of full weight only those of full weight count. */
  readonly resemblesParted: (one: JudgedRecord, others: readonly string[]) => boolean
  /** The mean weight of all pairs between two people's records, in bits, each clipped; null: not known. */
  readonly meanBits: (one: readonly string[], other: readonly string[]) => number
}

export interface Terms {
  readonly model: LinkageModel
  readonly automaticLinks: boolean
  /** True: not everybody whom a record may be alike was looked at. */
  readonly isCut: boolean
}

/**
 * What becomes of two records that are alike, given everybody else whom they are alike. Others than of full
 * weight count only for those that are not either: nobody may tell by a link that they are there. Pure.
 */
export function judgePair(
  pair: Pick<PairDocument, 'keys' | 'levels' | 'bits' | 'link'>,
  around: Surroundings,
  terms: Terms,
): Verdict {
  const [one, other] = pair.keys.map((key) => around.records.get(key))
  const { bits, levels } = pair
  if (!one || !other || bits === null) return 'NOT_LINKED'
  const isTogether = one.personId !== null && one.personId === other.personId
  const bestOtherBits = isTogether ? -Infinity : bestOther([one, other], around)
  const isNumberTraced = ![one, other].some(hasUntracedNumber)
  const judged = { pattern: Uint8Array.from(levels), bits, bestOtherBits, isNumberTraced }
  const verdict = decide(judged, terms.model.thresholds)
  if (!isTogether) return judgeApart([one, other], verdict, { around, terms })
  if (haveOtherNumbers([one], [other])) return 'NEEDS_ATTENTION'
  return pair.link === 'MODEL' ? kept(verdict, bits, terms.model) : together(verdict)
}

/** Of two people: what keeps them apart, or must be looked at before they become one. */
function judgeApart(
  both: Both,
  verdict: Verdict,
  { around, terms }: { readonly around: Surroundings; readonly terms: Terms },
): Verdict {
  const [own, theirs] = [membersOf(both[0], around), membersOf(both[1], around)]
  const [ownKeys, theirKeys] = [keysOf(own), keysOf(theirs)]
  if (hasTwoNumbers(own, theirs) || around.isApart(ownKeys, theirKeys)) return 'CANNOT_LINK'
  if (verdict !== 'LINKED') return verdict
  if (isOdd(both, [own, theirs], { around, terms })) return 'NEEDS_ATTENTION'
  return terms.automaticLinks && !terms.isCut ? 'LINKED' : 'POSSIBLE'
}

/** Whether the one person whom two would become is unlikely. */
function isOdd(
  both: Both,
  [own, theirs]: readonly [readonly JudgedRecord[], readonly JudgedRecord[]],
  { around, terms }: { readonly around: Surroundings; readonly terms: Terms },
): boolean {
  const { model } = terms
  return (
    haveOtherNumbers(own, theirs) ||
    isTorn(both, around) ||
    resembleParted(both, around) ||
    isTooLarge([...own, ...theirs], model) ||
    around.meanBits(keysOf(own), keysOf(theirs)) < model.clusters.guardMean
  )
}

/** What is linked stays linked for less than it takes to link it. */
function kept(verdict: Verdict, bits: number, { thresholds }: LinkageModel): Verdict {
  if (verdict === 'NEEDS_ATTENTION' || verdict === 'CANNOT_LINK') return verdict
  return bits >= thresholds.keep ? 'LINKED' : verdict
}

/** Something else ties them: a number that contradicts everything else is looked at. */
function together(verdict: Verdict): Verdict {
  return verdict === 'NEEDS_ATTENTION' ? verdict : 'LINKED'
}

function membersOf(record: JudgedRecord, { records }: Surroundings): readonly JudgedRecord[] {
  if (record.personId === null) return [record]
  const all = [...records.values()].filter(({ personId }) => personId === record.personId)
  const isCounted = ({ weight }: JudgedRecord) => weight === 'FULL' || record.weight !== 'FULL'
  return all.filter((one) => one.key === record.key || isCounted(one))
}

function keysOf(records: readonly JudgedRecord[]): readonly string[] {
  return records.map(({ key }) => key)
}

function hasTwoNumbers(own: readonly JudgedRecord[], theirs: readonly JudgedRecord[]): boolean {
  return new Set([...own, ...theirs].flatMap((record) => nhsTokenOf(record) ?? [])).size > 1
}

/** Two numbers of which one was not traced: it may be wrong, or theirs may be two people. */
function haveOtherNumbers(own: readonly JudgedRecord[], theirs: readonly JudgedRecord[]): boolean {
  return new Set([...own, ...theirs].flatMap((record) => anyNumberOf(record) ?? [])).size > 1
}

type Both = readonly [JudgedRecord, JudgedRecord]

interface Rival {
  readonly own: JudgedRecord
  readonly rival: JudgedRecord
  readonly bits: number
}

/** Others whom either record is alike: of neither person. */
function rivals(both: Both, { records, pairs }: Surroundings): readonly Rival[] {
  const people = new Set(both.map(personOf))
  const areFull = both.every(({ weight }) => weight === 'FULL')
  const counts = (rival: JudgedRecord) =>
    !people.has(personOf(rival)) && rival.weight !== 'NONE' && (!areFull || rival.weight === 'FULL')
  return pairs.flatMap(({ keys, bits, isApart }): Rival[] => {
    const own = both.find(({ key }) => keys.includes(key))
    const rival = records.get(keys.find((key) => key !== own?.key) ?? '')
    const isAlike = own && rival && bits !== null && !isApart
    return isAlike && counts(rival) ? [{ own, rival, bits }] : []
  })
}

function personOf({ personId, key }: JudgedRecord): string {
  return personId ?? key
}

function bestOther(both: Both, around: Surroundings): number {
  return Math.max(-Infinity, ...rivals(both, around).map(({ bits }) => bits))
}

/** One of them is alike somebody from whom the other was parted: it joins neither. */
function isTorn(both: Both, around: Surroundings): boolean {
  return rivals(both, around).some(({ own, rival }) => {
    const other = both.find(({ key }) => key !== own.key)
    if (!other) return false
    return around.isApart(keysOf(membersOf(other, around)), keysOf(membersOf(rival, around)))
  })
}

/** One of them is alike a record that was parted from the other's, of whichever agency. */
function resembleParted([one, other]: Both, around: Surroundings): boolean {
  return (
    around.resemblesParted(one, keysOf(membersOf(other, around))) ||
    around.resemblesParted(other, keysOf(membersOf(one, around)))
  )
}

function isTooLarge(records: readonly JudgedRecord[], { clusters }: LinkageModel): boolean {
  const counts = new Map<string, number>()
  for (const { agency } of records) counts.set(agency, (counts.get(agency) ?? 0) + 1)
  return (
    records.length > clusters.maximumRecords ||
    Math.max(...counts.values()) > clusters.maximumOfOneAgency
  )
}
