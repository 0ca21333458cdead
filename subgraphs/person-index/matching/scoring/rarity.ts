import type { EncodedRecord } from '../../../../common/likeness/encode'
import type { FieldName } from '../../../../common/likeness/fields'
import { fieldIndex, fieldNames } from '../../../../common/likeness/fields'
import { sharedValue } from '../comparison/compare-records'

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
  return {
    bandOf: (name, a, b) => {
      const [place, value] = [fieldIndex[name], sharedValue(name, a, b)]
      return bandOfCount(place, value === null ? 1 : (counts[place]?.get(value) ?? 1))
    },
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
