import { agencyOf } from './linkable-record'

/** Keys of records, the first of each agency first: nobody's many records leave out another's only one. Pure. */
export function inTurns(keys: readonly string[]): readonly string[] {
  const place = new Map<string, number>()
  const turns = keys.map((key) => {
    const turn = place.get(agencyOf(key)) ?? 0
    place.set(agencyOf(key), turn + 1)
    return { key, turn }
  })
  return turns.toSorted((one, other) => one.turn - other.turn).map(({ key }) => key)
}
