import type { Verdict } from '../matching/decisions/decide'
import { decide } from '../matching/decisions/decide'
import { hasUntracedNumber } from '../matching/linkable-record'
import type { LinkageModel } from '../matching/scoring/model'
import type { Both, JudgedRecord, Surroundings } from './surroundings'
import { haveOtherNumbers, isTooLarge, keysOf, membersOf } from './surroundings'

/** Somebody else whom one record of a pair is alike. */
export interface Rival {
  /** The record of the pair. */
  readonly own: JudgedRecord
  readonly rival: JudgedRecord
  readonly bits: number
  /** How both agree. */
  readonly levels: readonly number[]
}

/**
 * Others whom either record is alike: of neither person. Only those of full weight count: nobody may tell by a link that
 * the others are there. A record that only follows its person ties nobody else to it: they are somebody else. Pure.
 */
export function rivals(both: Both, { records, pairs }: Surroundings): readonly Rival[] {
  const people = new Set(both.map((one) => (one.weight === 'FULL' ? personOf(one) : one.key)))
  const counts = (rival: JudgedRecord) => !people.has(personOf(rival)) && rival.weight === 'FULL'
  return pairs.flatMap(({ keys, bits, levels, isApart }): Rival[] => {
    const own = both.find(({ key }) => keys.includes(key))
    const rival = records.get(keys.find((key) => key !== own?.key) ?? '')
    const isAlike = own && rival && bits !== null && !isApart
    return isAlike && counts(rival) ? [{ own, rival, bits, levels }] : []
  })
}

function personOf({ personId, key }: JudgedRecord): string {
  return personId ?? key
}

/** What becomes of two records by themselves, and by the weight of the best pair with somebody else. */
export function verdictOf(
  { levels, bits, bestOtherBits }: Weighed,
  both: Both,
  { thresholds }: LinkageModel,
): Verdict {
  const isNumberTraced = !both.some(hasUntracedNumber)
  const pattern = Uint8Array.from(levels)
  return decide({ pattern, bits, bestOtherBits, isNumberTraced }, thresholds)
}

interface Judging {
  readonly around: Surroundings
  readonly model: LinkageModel
}

interface Weighed {
  readonly levels: readonly number[]
  readonly bits: number
  readonly bestOtherBits: number
}

/**
 * The weight of the best pair of either record with a second person, in bits; -Infinity: there is none. Records of one
 * person that wait to be compared are no second person, in whatever order they came: all of them fit each other.
 */
export function bestOther(both: Both, around: Surroundings, model: LinkageModel): number {
  const found = rivals(both, around)
  const fitting = fitBoth(both, found, model)
  const isOne = fitting.size > 0 && mayBeOne([...both, ...fitting], { around, model })
  const others = isOne ? found.filter(({ rival }) => !fitting.has(rival)) : found
  return others.reduce((best, { bits }) => Math.max(best, bits), -Infinity)
}

/** Who would be linked with each of both if nobody else were there. */
function fitBoth(
  [one, other]: Both,
  found: readonly Rival[],
  model: LinkageModel,
): ReadonlySet<JudgedRecord> {
  const fitting = (record: JudgedRecord) =>
    found
      .filter(({ own, rival, ...pair }) => own === record && isLinkable(pair, [own, rival], model))
      .map(({ rival }) => rival)
  const others = new Set(fitting(other))
  return new Set(fitting(one).filter((rival) => others.has(rival)))
}

/**
 * Whether each two of these would be linked if nobody else were there, and nothing speaks against their people being one:
 * an agency that has two records knows of two people.
 */
function mayBeOne(records: readonly JudgedRecord[], { around, model }: Judging): boolean {
  const people = records.map((one) => membersOf(one, around))
  const all = [...new Set(people.flat())]
  if (haveOtherNumbers(all) || isTooLarge(all, model)) return false
  if (records.some(({ weight }) => weight !== 'FULL')) return false
  return records.every((one, place) =>
    records.slice(0, place).every((other, before) => {
      if (personOf(one) === personOf(other)) return true
      const both = [people[place] ?? [], people[before] ?? []] as const
      return areLinkable([one, other], { around, model }) && mayMeet(...both, { around, model })
    }),
  )
}

function areLinkable(both: Both, { around, model }: Judging): boolean {
  const pair = around.pairs.find(({ keys }) => both.every(({ key }) => keys.includes(key)))
  return pair !== undefined && isLinkable(pair, both, model)
}

function isLinkable(
  { levels, bits }: { readonly levels: readonly number[]; readonly bits: number | null },
  both: Both,
  model: LinkageModel,
): boolean {
  if (bits === null) return false
  return verdictOf({ levels, bits, bestOtherBits: -Infinity }, both, model) === 'LINKED'
}

function mayMeet(
  some: readonly JudgedRecord[],
  others: readonly JudgedRecord[],
  { around, model }: Judging,
): boolean {
  const agencies = new Set(others.map(({ agency }) => agency))
  if (some.some(({ agency }) => agencies.has(agency))) return false
  const [own, theirs] = [keysOf(some), keysOf(others)]
  const isParted = (ones: readonly JudgedRecord[], keys: readonly string[]) =>
    ones.some((one) => around.resemblesParted(one, keys))
  return (
    !around.isApart(own, theirs) &&
    !isParted(some, theirs) &&
    !isParted(others, own) &&
    !around.mayBeTwins(own, theirs) &&
    around.meanBits(own, theirs) >= model.clusters.guardMean
  )
}
