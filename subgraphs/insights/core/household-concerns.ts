import type { AddressInput } from './addresses'
import { associationsOf } from './addresses'
import type { Association } from './associations'
import { codesIn, isSupervisingOrder } from './codes'
import { coResidentsOf } from './co-residents'
import type { InsightEvent } from './event'
import type { Finding } from './finding'
import { findingOf, groupBy, todayOf } from './finding'
import { dayNumberOf } from './london'
import { crimesBetween, pairKey } from './offences-between'
import type { PlacedEvent } from './placed-event'
import { placeEvents } from './placed-event'

const protective = new Set(['EXCLUSION', 'RESIDENCE', 'PROHIBITED_ACTIVITY'])

/**
 * Somebody on an order lives with the victim of a crime of theirs, and the order has no requirement that
 * protects: neither exclusion nor residence nor prohibited activity. For the victim and for the supervised.
 * @param input events of the person and of everybody at the person's addresses
 */
export function supervisedLivesWithVictim(input: AddressInput, person: string): readonly Finding[] {
  const placed = placeEvents(input)
  const today = todayOf(input)
  const crimes = crimesBetween(placed)
  const orders = ordersByPerson(placed)
  const current = coResidentsOf(input, person).filter(({ isCurrent }) => isCurrent)
  const others = new Map(current.map((one) => [one.person, one] as const).reverse())
  return [...others.values()].flatMap((one) =>
    [[person, one.person] as const, [one.person, person] as const].flatMap(([suspect, victim]) => {
      const offences = crimes.get(pairKey(suspect, victim)) ?? []
      const active = (orders.get(suspect) ?? []).filter((order) => isActiveOn(order, today))
      if (offences.length === 0 || active.length === 0 || active.some(isProtective)) return []
      const sentence = `On an order without a protective requirement, at the address of the victim; recorded crimes against them: ${countOf(offences)}.`
      const [first] = active
      return [
        findingOf(
          {
            rule: { name: 'supervised-lives-with-victim', version: '1' },
            ...{ sentence, person: one.person, uprn: one.uprn },
            numbers: { crimes: countOf(offences), orders: active.length },
            sinceDay: Math.max(first?.firstDay ?? today, dayNumberOf(one.from)),
            reasons: [suspect === person ? 'PERSON_IS_SUPERVISED' : 'PERSON_IS_VICTIM'],
            events: [...active.map(({ event }) => event), ...offences],
          },
          input,
        ),
      ]
    }),
  )
}

/** One record may have come from the views of both. */
function countOf(events: readonly InsightEvent[]): number {
  return new Set(events.map(({ agency, recordId }) => JSON.stringify([agency, recordId]))).size
}

function isProtective({ event }: PlacedEvent): boolean {
  return codesIn(event, 'RequirementKind').some((kind) => protective.has(kind))
}

function ordersByPerson(placed: readonly PlacedEvent[]) {
  const orders = placed.filter(({ event }) => isSupervisingOrder(event))
  return new Map(groupBy(orders, ({ event }) => [event.person]))
}

/** Whether an order binds on a day: from its first to its last, both included. */
export function isActiveOn({ event, firstDay }: PlacedEvent, day: number): boolean {
  return firstDay <= day && (event.until === null || day <= dayNumberOf(event.until))
}

/**
 * Calls to an address where, on the day of the call, somebody on an order lived, stayed or probably stayed.
 * @param input events of the person and of everybody at the person's addresses
 */
export function callWhereSupervisedLives(input: AddressInput, person: string): readonly Finding[] {
  const placed = placeEvents(input)
  const orders = ordersByPerson(placed)
  const residents = supervisedByAddress(associationsOf(input), new Set(orders.keys()))
  const calls = placed.filter(({ event }) => event.kind === 'CALL' && event.person === person)
  return [...groupBy(calls, ({ event }) => (event.uprn === null ? [] : [event.uprn]))].flatMap(
    ([uprn, atAddress]) =>
      [...new Set((residents.get(uprn) ?? []).map((one) => one.person))].sort().flatMap((other) => {
        const stays = (residents.get(uprn) ?? []).filter((one) => one.person === other)
        const found = atAddress.filter(
          ({ firstDay: day }) =>
            stays.some((stay) => holdsOn(stay, day)) &&
            (orders.get(other) ?? []).some((order) => isActiveOn(order, day)),
        )
        const [first] = found
        if (!first) return []
        const active = (orders.get(other) ?? []).filter((one) => isActiveOn(one, first.firstDay))
        return [
          findingOf(
            {
              rule: { name: 'call-where-supervised-lives', version: '1' },
              sentence: `Calls to an address where somebody on an order lived or stayed on that day: ${found.length}.`,
              ...{
                numbers: { calls: found.length },
                sinceDay: first.firstDay,
                uprn,
                person: other,
              },
              events: [...active, ...found].map(({ event }) => event),
            },
            input,
          ),
        ]
      }),
  )
}

function supervisedByAddress(
  associations: readonly Association[],
  supervised: ReadonlySet<string>,
): ReadonlyMap<string, readonly Association[]> {
  const lived = associations.filter(
    ({ person, strength }) => supervised.has(person) && strength !== 'SEEN' && strength !== 'NONE',
  )
  return new Map(groupBy(lived, ({ uprn }) => (uprn === null ? [] : [uprn])))
}

function holdsOn({ fromDay, toDay }: Association, day: number): boolean {
  return fromDay !== null && fromDay <= day && (toDay === null || day < toDay)
}
