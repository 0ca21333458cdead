import type { LinkageModel } from '../matching/scoring/model'
import type { Both, JudgedRecord, Surroundings } from './surroundings'
import { haveOtherNumbers, isTooLarge, keysOf, membersOf } from './surroundings'

/** Somebody else whom one record of a pair is alike. */
export interface Rival {
  /** The record of the pair. */
  readonly own: JudgedRecord
  readonly rival: JudgedRecord
  readonly bits: number
}

/** Others whom either record is alike: of neither person. Pure. */
export function rivals(both: Both, { records, pairs }: Surroundings): readonly Rival[] {
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

/**
 * The weight of the best pair of either record with a second person, in bits; -Infinity: there is none. Records of one
 * person that wait to be compared are no second person, in whatever order they came: all of them fit each other.
 */
export function bestOther(both: Both, around: Surroundings, model: LinkageModel): number {
  const found = rivals(both, around)
  const fitting = fitBoth(both, found, model)
  const isOne = fitting.size > 0 && mayBeOne([...both, ...fitting], around, model)
  const others = isOne ? found.filter(({ rival }) => !fitting.has(rival)) : found
  return Math.max(-Infinity, ...others.map(({ bits }) => bits))
}

/** Who fits both records well enough to be linked with each of them. */
function fitBoth(
  [one, other]: Both,
  found: readonly Rival[],
  { thresholds }: LinkageModel,
): ReadonlySet<JudgedRecord> {
  const fitting = (record: JudgedRecord) =>
    found.filter(({ own, bits }) => own === record && bits >= thresholds.automatic)
  const fitOther = new Set(fitting(other).map(({ rival }) => rival))
  return new Set(fitting(one).flatMap(({ rival }) => (fitOther.has(rival) ? [rival] : [])))
}

/** Whether nothing speaks against their people being one: an agency that has two records knows of two people. */
function mayBeOne(
  records: readonly JudgedRecord[],
  around: Surroundings,
  model: LinkageModel,
): boolean {
  const people = [
    ...new Map(records.map((one) => [personOf(one), membersOf(one, around)])).values(),
  ]
  const all = people.flat()
  if (haveOtherNumbers(all) || isTooLarge(all, model)) return false
  return people.every((some, place) =>
    people.slice(0, place).every((others) => {
      const agencies = new Set(others.map(({ agency }) => agency))
      if (some.some(({ agency }) => agencies.has(agency))) return false
      const both = [keysOf(some), keysOf(others)] as const
      return !around.isApart(...both) && around.meanBits(...both) >= model.clusters.guardMean
    }),
  )
}
