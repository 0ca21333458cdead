import type { AddressInput } from './addresses'
import { associationsOf, dayText, isCurrent } from './addresses'
import type { Association } from './associations'
import { strengths } from './associations'
import {
  incidentCodesOf,
  isClosedOtherwise,
  isDomesticCall,
  isSupervisingOrder,
  isViolentOffence,
} from './codes'
import type { InsightEvent } from './event'
import type { Evidence, Missing } from './evidence'
import { recordKey, sourcesOf } from './evidence'
import { groupBy, todayOf } from './finding'
import { isActiveOn } from './household-concerns'
import type { PlacedEvent } from './placed-event'
import { compareTexts, placeEvents } from './placed-event'

/** Somebody whom an agency associates with an address. */
export interface AddressAssociate extends Evidence {
  readonly person: string
  /** The strongest of what any agency says now; without any, of what it said. */
  readonly kind: Association['kind']
  readonly strength: Association['strength']
  readonly from: string | null
  readonly to: string | null
  /** Null when its start is not known. */
  readonly isCurrent: boolean | null
  /** Orders that bind or protect them on the day of `asAt`; of whoever is not there now, none are given. */
  readonly activeOrders: readonly InsightEvent[]
  /** Offences of violence and markers of it, of any force; likewise. The latest first. */
  readonly violence: readonly InsightEvent[]
}

/** A call to the police at the address, once however many people's views it came from. */
export interface AddressCall extends Evidence {
  readonly event: InsightEvent
  readonly openedAs: string | null
  /** Null while it is open. */
  readonly closedAs: string | null
  readonly isDomestic: boolean
  readonly isClosedOtherwise: boolean
}

/** What agencies know of an address. */
export interface AddressAnswer {
  readonly uprn: string
  /** Who is there now first, then by strength. */
  readonly associates: readonly AddressAssociate[]
  /** The latest first. */
  readonly calls: readonly AddressCall[]
  readonly domesticCalls: number
  readonly domesticClosedOtherwise: number
  readonly missing: readonly Missing[]
}

/**
 * Who is or was at an address, the calls there, and of those who are there now what orders bind them and what
 * violence any force recorded.
 * @param input events of everybody whom the index knows at the address
 */
export function addressAnswerOf(input: AddressInput, uprn: string): AddressAnswer {
  const today = todayOf(input)
  const placed = placeEvents(input).filter(({ firstDay }) => firstDay <= today)
  const atAddress = associationsOf(input).filter((one) => one.uprn === uprn)
  const byPerson = new Map(groupBy(placed, ({ event }) => [event.person]))
  const filed = (input.filed ?? []).filter(
    (one) => one.uprn === uprn && Date.parse(one.recordedAt) <= input.asAt.getTime(),
  )
  const associates = groupBy(atAddress, ({ person }) => [person]).map(([person, all]) =>
    associateOf(all, byPerson.get(person) ?? [], { input, today }),
  )
  const known = new Set(associates.map(({ person }) => person))
  const onFile = groupBy(filed, ({ person }) => [person])
    .filter(([person]) => !known.has(person))
    .map(([person, sources]) => ({
      ...unknownStart(person, input),
      ...currentFacts(byPerson.get(person) ?? [], today),
      sources: sources.map(({ agency, recordId }) => ({ agency, recordId })),
    }))
  const calls = callsAt(placed, uprn, input)
  return {
    ...{ uprn, calls, missing: input.missing },
    associates: [...associates, ...onFile].sort(byPresence),
    domesticCalls: calls.filter(({ isDomestic }) => isDomestic).length,
    domesticClosedOtherwise: calls.filter((call) => call.isClosedOtherwise).length,
  }
}

interface Now {
  readonly input: AddressInput
  readonly today: number
}

function associateOf(
  all: readonly Association[],
  events: readonly PlacedEvent[],
  { input, today }: Now,
): AddressAssociate {
  const [best] = all.toSorted((one, other) => byCertainty(one, other, today))
  if (!best) throw new RangeError('an associate has at least one association')
  const isThere = isCurrent(best, today)
  return {
    ...{ person: best.person, kind: best.kind, strength: best.strength },
    ...{ from: dayText(best.fromDay), to: dayText(best.toDay), isCurrent: isThere },
    ...(isThere === false ? nothing : currentFacts(events, today)),
    sources: sourcesOf(all.flatMap((one) => one.events)),
    ...{ rule: null, missing: input.missing },
  }
}

const nothing = { activeOrders: [], violence: [] }

function byCertainty(one: Association, other: Association, today: number): number {
  return (
    presence(isCurrent(one, today)) - presence(isCurrent(other, today)) ||
    strengths.indexOf(one.strength) - strengths.indexOf(other.strength) ||
    (other.fromDay ?? -Infinity) - (one.fromDay ?? -Infinity) ||
    compareTexts(one.agency, other.agency)
  )
}

/** There, perhaps there, no longer there. */
function presence(isThere: boolean | null): number {
  return isThere === null ? 1 : Number(!isThere) * 2
}

function byPresence(one: AddressAssociate, other: AddressAssociate): number {
  return (
    presence(one.isCurrent) - presence(other.isCurrent) ||
    strengths.indexOf(one.strength) - strengths.indexOf(other.strength) ||
    compareTexts(one.person, other.person)
  )
}

/** An agency's file says where somebody lives, not since when. */
function unknownStart(person: string, { missing }: AddressInput) {
  const [kind, strength] = ['RESIDES', 'REGISTRATION'] as const
  return { person, kind, strength, from: null, to: null, isCurrent: null, rule: null, missing }
}

function currentFacts(events: readonly PlacedEvent[], today: number) {
  const isOrder = ({ event }: PlacedEvent) =>
    event.kind === 'ORDER' && (isSupervisingOrder(event) || !isSupervision(event))
  const active = events.filter((one) => isOrder(one) && isActiveOn(one, today))
  const violence = events.filter(({ event }) => isViolentOffence(event) && event.role !== 'VICTIM')
  return {
    activeOrders: active.map(({ event }) => event),
    violence: violence.map(({ event }) => event).reverse(),
  }
}

/** An order of the probation service that ended is none, whatever its last day. */
function isSupervision({ codes }: InsightEvent): boolean {
  return codes.some(({ system }) => system === 'ProbationOrderKind')
}

function callsAt(
  placed: readonly PlacedEvent[],
  uprn: string,
  { missing }: AddressInput,
): readonly AddressCall[] {
  const calls = new Map<string, InsightEvent>()
  for (const { event } of placed)
    if (event.kind === 'CALL' && event.uprn === uprn && !calls.has(recordKey(event)))
      calls.set(recordKey(event), event)
  return [...calls.values()].reverse().map((event) => {
    const [openedAs, closedAs] = incidentCodesOf(event)
    return {
      ...{ event, openedAs, closedAs },
      isDomestic: isDomesticCall(event),
      isClosedOtherwise: isClosedOtherwise(event),
      ...{ sources: sourcesOf([event]), rule: null, missing },
    }
  })
}
