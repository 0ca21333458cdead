import type { EncodedRecord } from '../../../../common/likeness/encode'
import type { FieldName } from '../../../../common/likeness/fields'
import { fieldIndex, fieldNames } from '../../../../common/likeness/fields'
import { sharedValue } from '../comparison/compare-records'
import { joinHashes, togetherValues } from './together'

/** Each band is four times rarer than the one before. */
export const rarityBands = 8

/** The share of records that hold a value of this band, 0 to 1. */
export function shareOfBand(band: number): number {
  return 4 ** -(band + 0.5)
}

function bandOfShare(share: number): number {
  return Math.max(0, Math.min(rarityBands - 1, Math.floor(Math.log2(1 / share) / 2)))
}

/** How rare shared values are among some records. */
export interface Rarity {
  /** How rare the value is in which two records agree, as a band: 0 is common. */
  readonly bandOf: (name: FieldName, a: EncodedRecord, b: EncodedRecord) => number
  /** Likewise of the values of several fields together; absent: each field counts by itself. */
  readonly togetherBandOf?: (
    names: readonly FieldName[],
    a: EncodedRecord,
    b: EncodedRecord,
  ) => number
  /** How many pairs of records agree in a value of each band, by the place of the field. */
  readonly agreements: readonly Float64Array[]
}

/** Rarity as these records show it: how many others hold the value. Values are counted by their hashes. */
export function rarityAmong(records: readonly EncodedRecord[]): Rarity {
  const counts = fieldNames.map(() => new Map<number, number>())
  const holders = fieldNames.map(() => 0)
  for (const { values } of records)
    counts.forEach((own, place) => {
      const held = values[place]
      if (held) holders[place] = (holders[place] ?? 0) + 1
      for (const { exact } of held ?? []) own.set(exact, (own.get(exact) ?? 0) + 1)
    })
  const bandOfCount = (place: number, count: number) =>
    bandOfShare(Math.max(1, count - 1) / Math.max(1, holders[place] ?? 1))
  const bandOf: Rarity['bandOf'] = (name, a, b) => {
    const [place, value] = [fieldIndex[name], sharedValue(name, a, b)]
    return bandOfCount(place, value === null ? 1 : (counts[place]?.get(value) ?? 1))
  }
  return {
    bandOf,
    togetherBandOf: togetherAmong(records, bandOf),
    agreements: counts.map((own, place) => {
      const pairs = new Float64Array(rarityBands)
      for (const count of own.values()) {
        const band = bandOfCount(place, count)
        pairs[band] = (pairs[band] ?? 0) + (count * (count - 1)) / 2
      }
      return pairs
    }),
  }
}

/** Strangers who agree in one name agree in another so many times as often as by chance: names are of an origin. */
const oneOrigin = 8

/**
 * How rare names are together. Others who have them are counted, and so is what would be expected of them: two records
 * that nobody else is called like say little by themselves of how rare their names are.
 */
function togetherAmong(
  records: readonly EncodedRecord[],
  bandOf: Rarity['bandOf'],
): NonNullable<Rarity['togetherBandOf']> {
  const known = new Map<string, TogetherCounts>()
  const countsOf = (names: readonly FieldName[]) => {
    const label = names.join()
    const counts = known.get(label) ?? countTogether(records, names)
    known.set(label, counts)
    return counts
  }
  return (names, a, b) => {
    const { counts, holders } = countsOf(names)
    const shared = names.reduce((all, name) => joinHashes(all, sharedValue(name, a, b) ?? 0), 0)
    const others = Math.max(0, (counts.get(shared) ?? 2) - 2) / Math.max(1, holders)
    const apart = names.reduce((share, name) => share * shareOfBand(bandOf(name, a, b)), 1)
    return bandOfShare((others + oneOrigin * apart) / 2)
  }
}

interface TogetherCounts {
  readonly counts: ReadonlyMap<number, number>
  /** How many records have a value in each of the fields. */
  readonly holders: number
}

function countTogether(
  records: readonly EncodedRecord[],
  names: readonly FieldName[],
): TogetherCounts {
  const counts = new Map<number, number>()
  let holders = 0
  for (const record of records) {
    const found = togetherValues(record, names)
    if (found.length > 0) holders += 1
    for (const value of found) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return { counts, holders }
}
