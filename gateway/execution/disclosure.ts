import type { DecidedField } from '../authorization/decided-selection'
import { coordinates, permittedFields, withheldLeaves } from '../authorization/decided-selection'
import type { CoverageRow } from './coverage'
import type { RequestRecord } from './request-record'
import type { HubRequest, OpenEnquiry } from './requester'

/** What one service was asked for and what a rule kept back; never content. */
export interface ServiceDisclosure {
  readonly service: string
  /** Coordinates that were fetched from a service that answered. */
  readonly fields: readonly string[]
  readonly withheld: readonly { readonly field: string; readonly reason: string }[]
  readonly legalPowers: readonly string[]
  /** Null for the person index and the hub itself. */
  readonly coverage: CoverageRow | null
}

/** Everything the disclosure log needs to know about one answer, before it leaves. */
export interface Disclosure {
  readonly request: HubRequest
  /** Null only for operations that touch no person. */
  readonly enquiry: OpenEnquiry | null
  readonly operation: 'query' | 'mutation' | 'subscription'
  /** Coordinates of the root fields. */
  readonly rootFields: readonly string[]
  /** Hub ids of the people in the answer. */
  readonly people: readonly string[]
  readonly services: readonly ServiceDisclosure[]
}

/** What each service of the selection discloses, sorted by service. */
export function describeServices(
  fields: readonly DecidedField[],
  coverage: readonly CoverageRow[],
  record: RequestRecord,
): readonly ServiceDisclosure[] {
  const permitted = permittedFields(fields).filter((field) => field.definition)
  const withheld = withheldLeaves(fields)
  const services = new Set([...permitted, ...withheld].map((field) => field.source.service))
  return [...services].toSorted().map((service) => {
    const isOwn = (field: DecidedField) => field.source.service === service
    const kept = withheld.filter(isOwn)
    const row = coverage.find(({ agency }) => agency === service) ?? null
    const isAnswered = row ? hasAnswered(row) : !hasRootFault(service, record)
    return {
      service,
      fields: isAnswered ? coordinates(permitted.filter(isOwn)) : [],
      withheld: coordinates(kept).map((field) => ({ field, reason: reasonOf(field, kept) })),
      legalPowers: legalPowersOf(service, permitted),
      coverage: row,
    }
  })
}

/** "Nothing linked" is a disclosure too. */
function hasAnswered({ status }: CoverageRow): boolean {
  return ['ANSWERED', 'PARTIAL', 'NO_RECORD'].includes(status)
}

function hasRootFault(service: string, { faults }: RequestRecord): boolean {
  return faults.some((fault) => fault.service === service && fault.entityId === null)
}

/** The statutes on which what is permitted of this service rests, each once, sorted. */
export function legalPowersOf(
  service: string,
  permitted: readonly DecidedField[],
): readonly string[] {
  const own = permitted.filter((field) => field.source.service === service)
  return [...new Set(own.flatMap(({ legalPower }) => legalPower ?? []))].toSorted()
}

function reasonOf(coordinate: string, fields: readonly DecidedField[]): string {
  const found = fields.find((field) => coordinates([field])[0] === coordinate)
  return found?.withheld ?? 'NOT_DECIDED'
}
