import type { EncodedRecord } from '../comparison/encode'
import type { FieldName } from '../fields/fields'
import { fieldIndex } from '../fields/fields'
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

/** How rare the value is in which two records agree, as a band: 0 is common. */
export type RarityOf = (name: FieldName, a: EncodedRecord, b: EncodedRecord) => number

/** Rarity as these records show it: how many others hold the value. Values are counted by their hashes. */
export function rarityAmong(records: readonly EncodedRecord[]): RarityOf {
  const counts = new Map<number, number>()
  const holders = new Map<number, number>()
  for (const { values } of records)
    values.forEach((held, place) => {
      if (held) holders.set(place, (holders.get(place) ?? 0) + 1)
      for (const { exact } of held ?? []) counts.set(exact, (counts.get(exact) ?? 0) + 1)
    })
  return (name, a, b) => {
    const value = sharedValue(name, a, b)
    const others = value === null ? 1 : Math.max(1, (counts.get(value) ?? 1) - 1)
    return bandOfShare(others / (holders.get(fieldIndex[name]) ?? 1))
  }
}
