import { hash } from 'node:crypto'

import type { ReviewFlag } from '../../policies/review'
import type { CoverageRow } from '../answer/coverage'
import type { DecidedField } from '../authorization/decided-selection'
import {
  coordinates,
  partlyToldLists,
  permittedFields,
  requiredParts,
  withheldLeaves,
} from '../authorization/decided-selection'
import type { HubRequest, OpenEnquiry } from '../operation/requester'
import type { GivenFields } from './given-fields'

/** What of one service is permitted and what a rule keeps back; never content. */
export interface DisclosedFields {
  readonly service: string
  /** Coordinates. */
  readonly fields: readonly string[]
  /** Those of them that were read for others to compute with. */
  readonly required: readonly string[]
  readonly withheld: readonly { readonly field: string; readonly reason: string }[]
  readonly legalPowers: readonly string[]
}

/** The same once it is known who answered: `fields` is empty for a service that did not. */
export interface ServiceDisclosure extends DisclosedFields {
  /** Null for the person index and the hub itself. */
  readonly coverage: CoverageRow | null
  /** Its own references of the records it was asked about, sorted. */
  readonly references: readonly string[]
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
  /** SHA-256 of `JSON.stringify` of the answer's member `data`, lower-case hexadecimal. */
  readonly responseHash: string
  /** The reason for asking for which a request was refused, in the asker's own words; there is no enquiry. */
  readonly refusedReason?: string
  /** Why somebody must look at this, beside what the enquiry says. */
  readonly flags?: readonly ReviewFlag[]
}

/**
 * The hash that stands for an answer.
 * @param data `JSON.stringify` of its data, as UTF-8
 * @see Disclosure.responseHash
 */
export function hashAnswer(data: Uint8Array): string {
  return hash('sha256', data)
}

/** What is permitted and kept back of each service of a selection, sorted by service. */
export function describeFields(fields: readonly DecidedField[]): readonly DisclosedFields[] {
  const permitted = permittedFields(fields).filter((field) => field.definition)
  const withheld = withheldLeaves(fields)
  const required = permittedFields(requiredParts(fields))
  const services = new Set([...permitted, ...withheld].map((field) => field.source.service))
  return [...services].toSorted().map((service) => {
    const isOwn = (field: DecidedField) => field.source.service === service
    const kept = withheld.filter(isOwn)
    return {
      service,
      fields: coordinates(permitted.filter(isOwn)),
      required: coordinates(required.filter(isOwn)),
      withheld: [
        ...coordinates(kept).map((field) => describeWithheld(field, kept)),
        ...describeRows(partlyToldLists(fields).filter(isOwn)),
      ],
      legalPowers: legalPowersOf(service, permitted),
    }
  })
}

/** What came of asking. */
export interface Consultation {
  /** True when no root field has an answer, so that the services behind them gave nothing. */
  readonly hasFailedAtRoot: boolean
  readonly references: ReadonlyMap<string, ReadonlySet<string>>
  /** What each service gave and kept back itself, of those with which something went wrong. */
  readonly given: ReadonlyMap<string, GivenFields>
}

/**
 * What each service disclosed in the end. What it kept back itself is withheld with its own reason, and
 * disclosed only when somebody else's was given in the same answer.
 */
export function describeServices(
  disclosed: readonly DisclosedFields[],
  coverage: readonly CoverageRow[],
  { hasFailedAtRoot, references, given }: Consultation,
): readonly ServiceDisclosure[] {
  return disclosed.map((permitted) => {
    const { service, legalPowers } = permitted
    const row = coverage.find(({ agency }) => agency === service) ?? null
    const isAnswered = row ? hasAnswered(row) : !hasFailedAtRoot
    const { fields, withheld } = withoutKept(permitted, given.get(service))
    return {
      service,
      fields: isAnswered ? fields : [],
      required: isAnswered ? permitted.required.filter((field) => fields.includes(field)) : [],
      withheld,
      legalPowers,
      coverage: row,
      references: [...(references.get(service) ?? [])].sort(),
    }
  })
}

function withoutKept(
  permitted: DisclosedFields,
  given: GivenFields | undefined,
): Pick<DisclosedFields, 'fields' | 'withheld'> {
  if (!given) return permitted
  const kept = [...given.withheld].map(([field, reason]) => ({ field, reason }))
  return {
    fields: permitted.fields.filter((field) => given.fields.has(field)),
    withheld: [...permitted.withheld, ...kept].toSorted((one, other) =>
      one.field < other.field ? -1 : 1,
    ),
  }
}

/** "Nothing linked" is a disclosure too. */
function hasAnswered({ status }: CoverageRow): boolean {
  return ['ANSWERED', 'PARTIAL', 'NO_RECORD'].includes(status)
}

/** The statutes on which what is permitted of this service rests, each once, sorted. */
export function legalPowersOf(
  service: string,
  permitted: readonly DecidedField[],
): readonly string[] {
  const own = permitted.filter((field) => field.source.service === service)
  return [...new Set(own.flatMap(({ legalPower }) => legalPower ?? []))].toSorted()
}

/** Rows kept back, by the list's coordinate with their category, as in `PoliceView.events[INTELLIGENCE]`. */
function describeRows(lists: readonly DecidedField[]): DisclosedFields['withheld'] {
  const rows = lists.flatMap((list) =>
    list.withheldRows.map((category) => `${coordinates([list])[0] ?? ''}[${category}]`),
  )
  return [...new Set(rows)].toSorted().map((field) => ({ field, reason: 'CATEGORY_NOT_DISCLOSED' }))
}

function describeWithheld(coordinate: string, fields: readonly DecidedField[]) {
  const found = fields.find((field) => coordinates([field])[0] === coordinate)
  return { field: coordinate, reason: found?.withheld ?? 'NOT_DECIDED' }
}
