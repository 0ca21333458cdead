import type { Agency } from '../../common/register'
import { personIndexCode } from '../../common/services'
import type { Handling } from '../../policies/vocabulary'
import { handlingConditions } from '../../policies/vocabulary'
import type { DecidedField } from '../authorization/decided-selection'
import {
  partlyToldLists,
  permittedFields,
  requiredParts,
  withheldLeaves,
} from '../authorization/decided-selection'
import { coordinateOf, personType } from '../operation/selection'
import type { Fault, RequestRecord } from './request-record'
import { linkDisputed, linkPossible } from './request-record'
import type { AgencyContent } from './response-builder'

export const coverageStatuses = [
  /** It answered and holds linked records. */
  'ANSWERED',
  /** It answered, or the index knows: nothing is linked. */
  'NO_RECORD',
  /** It answered; some fields were withheld or failed. */
  'PARTIAL',
  /** A rule kept all of it back. */
  'WITHHELD',
  /** It did not answer in time, or answered wrongly. */
  'UNAVAILABLE',
  /** The operation asked nothing of it. */
  'NOT_ASKED',
] as const

export type CoverageStatus = (typeof coverageStatuses)[number]

/** What an answer says about one agency, so that missing never looks like "no record". */
export interface CoverageRow {
  readonly agency: string
  readonly status: CoverageStatus
  /** How many of its records are in the answer; null when nothing can be said. */
  readonly records: number | null
  /** How many fields of the query, and categories of rows, a rule of the hub kept back. */
  readonly withheldFields: number
  /** How many of its fields were read so that others could compute theirs, not for the caller to see. */
  readonly requiredFields: number
  /** What the recipient may do with what it disclosed, by the strictest rule; null when that is nothing. */
  readonly handling: Handling | null
  /** Milliseconds until it answered; null when it was not called, or holds nothing. */
  readonly tookMs: number | null
  readonly reason: string | null
}

/** Why an agency's part is not whole: a list that was required is as long as it may be. */
export const listAtLimit = 'LIST_AT_LIMIT'

export interface ServiceFault {
  readonly service: string
  readonly fault: Fault
}

/** What an operation asks of one agency, as it was decided about. */
export interface AgencyFields {
  readonly withheldFields: number
  readonly requiredFields: number
  /** Why the first of them is withheld; null when none is. */
  readonly withheldReason: string | null
  /** The strictest condition of what is permitted; null when nothing is. */
  readonly handling: Handling | null
  readonly isAllWithheld: boolean
}

export interface CoverageInput {
  readonly register: readonly Agency[]
  /** By code of the agency. */
  readonly agencyFields: ReadonlyMap<string, AgencyFields>
  readonly record: RequestRecord
  readonly content: ReadonlyMap<string, AgencyContent>
  /** What went wrong, whether or not it has a path in the answer. */
  readonly faults: readonly ServiceFault[]
  /** True when the operation came to no end through a fault of the hub itself. */
  readonly isBroken: boolean
}

/** What a decided selection asks of each agency. */
export function readAgencyFields(
  fields: readonly DecidedField[],
): ReadonlyMap<string, AgencyFields> {
  const groups = new Map<string, DecidedField[]>()
  for (const field of fieldsOfAgencies(fields)) {
    const { code } = field.source.agency
    groups.set(code, [...(groups.get(code) ?? []), field])
  }
  const required = coordinatesByService(permittedFields(requiredParts(fields)))
  return new Map(
    [...groups].map(([code, own]) => {
      const requiredFields = required.get(code)?.size ?? 0
      return [code, { ...summarize(own), requiredFields }]
    }),
  )
}

function coordinatesByService(
  fields: readonly DecidedField[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>()
  for (const field of fields) {
    const group = groups.get(field.source.service) ?? new Set()
    groups.set(field.source.service, group.add(coordinateOf(field)))
  }
  return groups
}

function summarize(own: readonly DecidedField[]): Omit<AgencyFields, 'requiredFields'> {
  const withheld = withheldLeaves(own)
  const rows = partlyToldLists(own).flatMap(({ withheldRows }) => withheldRows)
  return {
    withheldFields: withheld.length + rows.length,
    withheldReason: withheld[0]?.withheld ?? (rows.length > 0 ? 'CATEGORY_NOT_DISCLOSED' : null),
    handling: strictest(permittedFields(own).map(({ handling }) => handling)),
    isAllWithheld: own.every((field) => field.withheld !== null),
  }
}

/** The policy's words stand in the order of their strictness. */
function strictest(conditions: readonly (Handling | null)[]): Handling | null {
  return handlingConditions.find((condition) => conditions.includes(condition)) ?? null
}

type AgencyField = DecidedField & { readonly source: { readonly agency: Agency } }

/** The fields on people that are an agency's own. */
function fieldsOfAgencies(fields: readonly DecidedField[]): readonly AgencyField[] {
  return fields.flatMap((field) => {
    const required = fieldsOfAgencies(field.required)
    return isAgencyField(field)
      ? [field, ...required, ...fieldsOfAgencies(requiredParts(field.children))]
      : [...fieldsOfAgencies(field.children), ...required]
  })
}

function isAgencyField(field: DecidedField): field is AgencyField {
  return field.parentType.name === personType && field.source.agency !== null
}

/** One row for every agency of the register, in register order. */
export function describeCoverage(input: CoverageInput): readonly CoverageRow[] {
  return input.register.map((agency) => {
    const { code } = agency
    const asked = input.agencyFields.get(code)
    const own = asked ?? nothingAsked
    const [status, reason] = statusOf(agency, asked, input)
    const isKnown = knownStatuses.includes(status)
    return {
      agency: code,
      status,
      records: isKnown ? (input.content.get(code)?.records ?? 0) : null,
      withheldFields: own.withheldFields,
      requiredFields: own.requiredFields,
      handling: isKnown ? own.handling : null,
      // Whether it was asked at all would tell a record that is hidden from none.
      tookMs: status === 'NO_RECORD' ? null : tookMs(code, input.record.calls),
      reason,
    }
  })
}

const nothingAsked = { withheldFields: 0, requiredFields: 0, handling: null } as const

const knownStatuses: readonly CoverageStatus[] = ['ANSWERED', 'PARTIAL', 'NO_RECORD']

type Status = readonly [CoverageStatus, string | null]

function statusOf(
  agency: Agency,
  own: AgencyFields | undefined,
  { record, content, faults: allFaults, isBroken }: CoverageInput,
): Status {
  if (!own) return ['NOT_ASKED', null]
  if (own.isAllWithheld) return ['WITHHELD', own.withheldReason]
  if (isBroken) return ['UNAVAILABLE', 'HUB_FAILED']
  const faults = allFaults.filter(({ service }) => service === agency.code)
  const disputed = disputeOf(agency, record)
  if (!content.get(agency.code)?.people)
    return withoutContent(faults) ?? disputed ?? withoutCall(agency, record)
  return withContent(faults, disputed?.[1] ?? missingOf(agency, { own, record }))
}

/** Why what it gave is not all that was asked for; null when it is. */
function missingOf(
  { field }: Agency,
  { own, record }: { readonly own: AgencyFields; readonly record: RequestRecord },
): string | null {
  return record.cutOff.has(field) ? listAtLimit : own.withheldReason
}

/**
 * It has records that may be of somebody in the answer, and a rule keeps them back: never to show a
 * stranger's. That is not "nothing linked".
 */
function disputeOf(
  { code, existenceProtected }: Agency,
  { disputed, possible }: RequestRecord,
): Status | null {
  if (existenceProtected) return null
  const isAmong = (known: typeof disputed) => [...known.values()].some((codes) => codes.has(code))
  if (isAmong(disputed)) return ['WITHHELD', linkDisputed]
  return isAmong(possible) ? ['WITHHELD', linkPossible] : null
}

function withContent(faults: readonly ServiceFault[], withheld: string | null): Status {
  const fault = decisiveOf(faults)
  const reason = fault ? reasonOf(fault) : withheld
  return reason === null ? ['ANSWERED', null] : ['PARTIAL', reason]
}

function reasonOf({ reason, code }: Fault): string {
  return reason ?? code
}

function withoutContent(faults: readonly ServiceFault[]): Status | null {
  const decisive = decisiveOf(faults)
  if (!decisive) return null
  return [decisive.code === 'WITHHELD' ? 'WITHHELD' : 'UNAVAILABLE', reasonOf(decisive)]
}

/** Silence counts most: what it keeps back or cannot read is known of, what it did not answer may be anything. */
function decisiveOf(faults: readonly ServiceFault[]): Fault | null {
  const isSilent = ({ fault }: ServiceFault) => fault.code === 'AGENCY_UNAVAILABLE'
  const decisive = (faults.find(isSilent) ?? faults[0])?.fault
  return decisive ?? null
}

/** Nobody asked the agency: because nothing is linked, or because the hub never got that far? */
function withoutCall(agency: Agency, record: RequestRecord): Status {
  const wasReached =
    record.skipped.has(agency.code) || record.calls.some(({ service }) => service === agency.code)
  const rootFault = record.faults.find(isOfFinding)?.fault
  if (wasReached || !rootFault) return ['NO_RECORD', null]
  return rootFault.code === 'AGENCY_UNAVAILABLE'
    ? ['UNAVAILABLE', 'INDEX_UNAVAILABLE']
    : ['NOT_ASKED', reasonOf(rootFault)]
}

/** Where it goes wrong nobody was found: at the root, or where the index is asked whom a search means. */
function isOfFinding({ entityId, service }: RequestRecord['faults'][number]): boolean {
  return entityId === null || service === personIndexCode
}

function tookMs(agency: string, calls: RequestRecord['calls']): number | null {
  let longest: number | null = null
  for (const call of calls)
    if (call.service === agency) longest = Math.max(longest ?? 0, call.tookMs)
  return longest === null ? null : Math.round(longest)
}
