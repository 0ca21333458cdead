import type { Agency } from '../../common/register'
import type { DecidedField } from '../authorization/decided-selection'
import { withheldLeaves } from '../authorization/decided-selection'
import type { AgencyContent } from './completion'
import type { Fault, RequestRecord } from './request-record'
import { personType } from './selection'

export type CoverageStatus =
  /** It answered and holds linked records. */
  | 'ANSWERED'
  /** It answered, or the index knows: nothing is linked. */
  | 'NO_RECORD'
  /** It answered; some fields were withheld or failed. */
  | 'PARTIAL'
  /** A rule kept all of it back. */
  | 'WITHHELD'
  /** It did not answer in time, or answered wrongly. */
  | 'UNAVAILABLE'
  /** The operation asked nothing of it. */
  | 'NOT_ASKED'

/** What an answer says about one agency, so that missing never looks like "no record". */
export interface CoverageRow {
  readonly agency: string
  readonly status: CoverageStatus
  /** How many of its records are in the answer; null when nothing can be said. */
  readonly records: number | null
  /** How many fields of the query a rule of the hub kept back. */
  readonly withheldFields: number
  /** Milliseconds until it answered; null when it was not called. */
  readonly tookMs: number | null
  readonly reason: string | null
}

export interface ServiceFault {
  readonly service: string
  readonly fault: Fault
}

export interface CoverageInput {
  readonly register: readonly Agency[]
  readonly fields: readonly DecidedField[]
  readonly record: RequestRecord
  readonly content: ReadonlyMap<string, AgencyContent>
  /** What went wrong, whether or not it has a place in the answer. */
  readonly faults: readonly ServiceFault[]
  /** True when the operation came to no end through a fault of the hub itself. */
  readonly isBroken: boolean
}

/** One row for every agency of the register, in register order. */
export function describeCoverage(input: CoverageInput): readonly CoverageRow[] {
  const fields = agencyFields(input.fields)
  return input.register.map((agency) => {
    const own = fields.filter((field) => field.source.agency?.code === agency.code)
    const [status, reason] = statusOf(agency, own, input)
    const isKnown = ['ANSWERED', 'PARTIAL', 'NO_RECORD'].includes(status)
    return {
      agency: agency.code,
      status,
      records: isKnown ? (input.content.get(agency.code)?.records ?? 0) : null,
      withheldFields: withheldLeaves(own).length,
      tookMs: tookMs(agency, input.record),
      reason,
    }
  })
}

type Status = readonly [CoverageStatus, string | null]

function statusOf(agency: Agency, own: readonly DecidedField[], input: CoverageInput): Status {
  if (own.length === 0) return ['NOT_ASKED', null]
  const withheld = withheldLeaves(own)[0]?.withheld ?? null
  if (own.every((field) => field.withheld !== null)) return ['WITHHELD', withheld]
  if (input.isBroken) return ['UNAVAILABLE', 'HUB_FAILED']
  const faults = input.faults.filter(({ service }) => service === agency.code)
  if (input.content.get(agency.code)?.people) return withContent(faults, withheld)
  return withoutContent(faults) ?? withoutCall(agency, input.record) ?? ['NO_RECORD', null]
}

function withContent(faults: readonly ServiceFault[], withheld: string | null): Status {
  const reason = faults[0] ? reasonOf(faults[0].fault) : withheld
  return reason === null ? ['ANSWERED', null] : ['PARTIAL', reason]
}

function reasonOf({ reason, code }: Fault): string {
  return reason ?? code
}

function withoutContent(faults: readonly ServiceFault[]): Status | null {
  const isSilent = ({ fault }: ServiceFault) => fault.code === 'AGENCY_UNAVAILABLE'
  const decisive = (faults.find(isSilent) ?? faults[0])?.fault
  if (!decisive) return null
  return [decisive.code === 'WITHHELD' ? 'WITHHELD' : 'UNAVAILABLE', reasonOf(decisive)]
}

/** Nobody asked the agency: because nothing is linked, or because the hub never got that far? */
function withoutCall(agency: Agency, record: RequestRecord): Status | null {
  const wasReached =
    record.spared.has(agency.code) || record.calls.some(({ service }) => service === agency.code)
  const rootFault = record.faults.find(({ entityId }) => entityId === null)?.fault
  if (wasReached || !rootFault) return null
  return rootFault.code === 'AGENCY_UNAVAILABLE'
    ? ['UNAVAILABLE', 'INDEX_UNAVAILABLE']
    : ['NOT_ASKED', reasonOf(rootFault)]
}

function agencyFields(fields: readonly DecidedField[]): readonly DecidedField[] {
  return fields.flatMap((field) => {
    const isAgencyField = field.parentType.name === personType && field.source.agency !== null
    return isAgencyField ? [field] : agencyFields(field.children)
  })
}

function tookMs({ code }: Agency, { calls }: RequestRecord): number | null {
  const times = calls.filter(({ service }) => service === code).map((call) => call.tookMs)
  return times.length > 0 ? Math.round(Math.max(...times)) : null
}
