import { isObject } from '../../common/json'
import type { HubResponse } from './hub-client'

/** A record that something rests on. */
export interface Source {
  readonly agency: string
  readonly recordId: string
}

/** What a result rests on, and by which rule it was worked out; null for a plain fact. */
export interface Evidence {
  readonly sources: readonly Source[]
  readonly rule: { readonly name: string; readonly version: string } | null
}

/** Somebody by hub id. */
export interface PersonRef {
  readonly id: string
}

/** A time between two days; null: not known, or it goes on. */
export interface Period {
  readonly from: string | null
  readonly to: string | null
  readonly isCurrent: boolean | null
}

/** A row of a chronology as the hub sends it. */
export interface ChronologyRow extends Evidence {
  readonly type: string
  readonly agencies: readonly string[]
  readonly kind: string | null
  readonly occurredAt: string | null
  readonly precision: string | null
  readonly until: string | null
  readonly recordedAt: string | null
  readonly recordedAfterDays: number | null
  readonly isRecordedLate: boolean | null
  readonly uprn: string | null
  readonly sentence: string
  readonly silentDays: number | null
  readonly isCertain: boolean
}

/** What one agency told of an event. */
export interface EventPart extends Source {
  readonly occurredAt: string | null
  readonly sentence: string
}

/** What of an agency could not be seen. */
export interface MissingInput {
  readonly agency: string
  readonly reason: string
  readonly categories: readonly string[]
  readonly count: number | null
}

/** What every computed field says of itself. */
export interface Computed {
  readonly asAt: string
  readonly missing: readonly MissingInput[]
}

/** A chronology as the hub sends it, or several pages of it put together. */
export interface ChronologyAnswer extends Computed {
  readonly total: number
  readonly endCursor: string | null
  readonly rows: readonly ChronologyRow[]
}

export interface Associate extends Evidence, Period {
  readonly person: PersonRef
  readonly kind: string
  readonly strength: string
  readonly activeOrders: readonly EventPart[]
  readonly violence: readonly EventPart[]
}

export interface Call extends Evidence {
  readonly event: EventPart
  readonly isClosedOtherwise: boolean
}

export interface AddressEntry extends Evidence, Period {
  readonly uprn: string | null
  readonly kind: string
  readonly strength: string
  readonly statusCode: string | null
  readonly usageCode: string | null
  readonly isHomeless: boolean | null
  readonly agency: string
}

export interface AddressConflict extends Evidence {
  readonly uprns: readonly string[]
  readonly from: string | null
  readonly to: string | null
}

export interface CoResident extends Evidence, Period {
  readonly person: PersonRef
  readonly uprn: string
  readonly strength: string
  readonly isVictimOfPerson: boolean | null
  readonly isOffenderAgainstPerson: boolean | null
  readonly age: number | null
  readonly ageDifference: number | null
}

export interface InjurySeries extends Computed, Evidence {
  readonly total: number
  readonly headInjuries: number
  readonly assaults: number
  readonly withAlcohol: number
  readonly recordsOfInjury: number
  readonly attendances: number
  readonly bySource: readonly {
    readonly agency: string
    readonly attendances: number
    readonly injuries: number
    readonly headInjuries: number
    readonly notWritten: number
  }[]
}

export interface Relationship extends Evidence {
  readonly person: PersonRef | null
  readonly unlinked: { readonly agency: string; readonly reference: string } | null
  readonly assertions: readonly (Source & { readonly label: string; readonly occurredAt: string })[]
  readonly labels: readonly string[]
  readonly consensus: string
  readonly daPersonallyConnected: string
  readonly sameHousehold: string
}

export interface Finding extends Evidence {
  readonly state: string
  readonly sentence: string
  readonly reasons: readonly string[]
  readonly since: string | null
  readonly person: PersonRef | null
  readonly uprn: string | null
}

/** A service that works with the person. */
export interface Involvement extends Evidence {
  readonly agency: string
  readonly service: string | null
  readonly workerRole: string | null
  readonly startDate: string | null
  readonly endDate: string | null
  readonly desk: string | null
  readonly deskTelephone: string | null
  readonly deskHours: string | null
}

/** What was asked about, and what came of it. A field that was not asked is absent; null: it may not be told. */
export interface InsightsAnswer {
  /** Hub id, or the UPRN. */
  readonly id: string
  readonly hasMorePeople?: boolean | null
  readonly chronology?: ChronologyAnswer | null
  readonly associates?: (Computed & { readonly associates: readonly Associate[] }) | null
  readonly calls?:
    | (Computed & {
        readonly calls: readonly Call[]
        readonly domesticCalls: number
        readonly domesticClosedOtherwise: number
      })
    | null
  readonly addresses?:
    | (Computed & {
        readonly entries: readonly AddressEntry[]
        readonly conflicts: readonly AddressConflict[]
      })
    | null
  readonly coResidents?: (Computed & { readonly people: readonly CoResident[] }) | null
  readonly injuries?: InjurySeries | null
  readonly relationships?: (Computed & { readonly pairs: readonly Relationship[] }) | null
  readonly involvements?: (Computed & { readonly services: readonly Involvement[] }) | null
  readonly patterns?: (Computed & { readonly findings: readonly Finding[] }) | null
  readonly concerns?: (Computed & { readonly findings: readonly Finding[] }) | null
}

/** What a response says; null when it is about nobody. */
export function readInsights({ data }: HubResponse, rootField: string): InsightsAnswer | null {
  const found = data?.[rootField]
  return isObject(found) ? (found as unknown as InsightsAnswer) : null
}
