import { codesIn, hasCode } from './codes'
import type { InsightEvent } from './event'
import type { EventSource } from './evidence'
import { dayNumberOf } from './london'
import type { PlacedEvent } from './placed-event'

/** What an address is to a person. PROPOSED: somebody asked for it or refused it; nobody lived there for it. */
export type AssociationKind =
  'RESIDES' | 'STAYS' | 'VISITS' | 'SEEN_AT_INCIDENT' | 'CORRESPONDENCE' | 'PROPOSED'

/** How well it is known, the best first. */
export const strengths = [
  'VERIFIED_RESIDENCE',
  'TENANCY',
  'RESIDENCE',
  'REGISTRATION',
  'STAY',
  'PROBABLE_STAY',
  'SEEN',
  'NONE',
] as const
export type Strength = (typeof strengths)[number]

/** An address of a person, as one agency has it. Days are days in London. */
export interface Association {
  readonly person: string
  readonly uprn: string | null
  readonly kind: AssociationKind
  readonly strength: Strength
  /** First day, and first day after it; null: not known, or it goes on. An unknown start is never "always". */
  readonly fromDay: number | null
  readonly toDay: number | null
  /** The agency's own codes of status and use; null when it has none. */
  readonly statusCode: string | null
  readonly usageCode: string | null
  readonly isHomeless: boolean
  readonly agency: string
  readonly events: readonly InsightEvent[]
}

/** What an agency keeps a person's file under: where it last knew them to live. No event. */
export interface FiledAddress extends EventSource {
  readonly person: string
  readonly agencyKind: string
  readonly uprn: string
  /** ISO 8601 instant, UTC. */
  readonly recordedAt: string
}

const addressKinds: Readonly<Record<string, AssociationKind>> = {
  ...{ M: 'RESIDES', PM: 'RESIDES', B: 'RESIDES', P: 'RESIDES', RT: 'RESIDES' },
  ...{ S: 'STAYS', MA: 'CORRESPONDENCE', PR: 'PROPOSED', PR1: 'PROPOSED', RJ: 'PROPOSED' },
}
const stayUsages = new Set(['A03', 'A07A', 'CS03', 'A08C'])
const homelessUsages = new Set(['A05', 'A08', 'A08A', 'A08C'])
const sightingKinds = new Set(['CALL', 'AMBULANCE_CALL', 'CRIME'])

/** Addresses that agencies say a person has, each as it says it; what somebody was seen at is not here. */
export function statedAssociation(placed: PlacedEvent): Association | null {
  const { event } = placed
  if (event.kind === 'ADDRESS') return fromAddress(placed)
  if (event.uprn === null) return null
  if (event.kind === 'TENANCY') return during(placed, 'RESIDES', 'TENANCY')
  if (event.kind === 'REGISTRATION') return during(placed, 'RESIDES', 'REGISTRATION')
  if (event.kind !== 'HOUSEHOLD') return null
  return hasCode(event, 'HouseholdKnowledge', 'DECLARED')
    ? during(placed, 'RESIDES', 'RESIDENCE')
    : during(placed, 'STAYS', 'STAY')
}

function fromAddress(placed: PlacedEvent): Association {
  const { event } = placed
  const [status = null] = codesIn(event, 'NDELIUS_ADDRESS_STATUS')
  const [usage = null] = codesIn(event, 'NDELIUS_ADDRESS_USAGE')
  const stated = (status === null ? undefined : addressKinds[status]) ?? 'STAYS'
  const kind = stated === 'RESIDES' && usage !== null && stayUsages.has(usage) ? 'STAYS' : stated
  return {
    ...during(placed, kind, strengthOf(kind, hasCode(event, 'ADDRESS_CHECK', 'VERIFIED'))),
    ...{ statusCode: status, usageCode: usage },
    isHomeless: usage !== null && homelessUsages.has(usage),
  }
}

function strengthOf(kind: AssociationKind, isVerified: boolean): Strength {
  if (kind === 'RESIDES') return isVerified ? 'VERIFIED_RESIDENCE' : 'RESIDENCE'
  return kind === 'STAYS' ? 'STAY' : 'NONE'
}

function during(
  { event, firstDay }: PlacedEvent,
  kind: AssociationKind,
  strength: Strength,
): Association {
  const { person, uprn, agency, until, precision } = event
  const lastDay = until === null ? Number.NaN : dayNumberOf(until)
  return {
    ...{ person, uprn, kind, strength, agency, events: [event] },
    fromDay: precision === 'UNCERTAIN' ? null : firstDay,
    toDay: Number.isNaN(lastDay) ? null : lastDay + 1,
    ...{ statusCode: null, usageCode: null, isHomeless: false },
  }
}

/** An address that a person was seen at with something happening. */
export function isSighting({ kind, uprn }: InsightEvent): boolean {
  return uprn !== null && sightingKinds.has(kind)
}

/**
 * What a person was seen at: sightings at one address not further apart than the rule's days are one stay,
 * from the first to the last of them.
 * @param sightings of one person at one address, in the order of time; not empty
 */
export function stayOf(
  sightings: readonly [PlacedEvent, ...PlacedEvent[]],
  isProbable: boolean,
): Association {
  const [{ event, firstDay }] = sightings
  return {
    ...{ person: event.person, uprn: event.uprn, kind: 'SEEN_AT_INCIDENT', agency: event.agency },
    strength: isProbable ? 'PROBABLE_STAY' : 'SEEN',
    fromDay: firstDay,
    toDay: (sightings.at(-1)?.lastDay ?? firstDay) + 1,
    ...{ statusCode: null, usageCode: null, isHomeless: false },
    events: sightings.map((sighting) => sighting.event),
  }
}

/** The weaker of two. */
export function weakerOf(one: Strength, other: Strength): Strength {
  return strengths.indexOf(one) > strengths.indexOf(other) ? one : other
}
