import type { DisclosureEntry, SourceEntry } from '../../disclosure-log/entry'
import { operationsOf } from '../../disclosure-log/entry'
import type { RecordNames } from '../../disclosure-log/record-digest'
import { reviewDueBy } from '../../policies/review'
import type { Disclosure, ServiceDisclosure } from './disclosure'

/** A disclosure as the log keeps it. @param namesOf what stands for an agency's record in the log */
export function toEntry(disclosure: Disclosure, at: Date, namesOf: RecordNames): DisclosureEntry {
  const { request, enquiry, people } = disclosure
  const { staffId, onBehalfOf, homeAgency, roles } = request.requester
  const sources = disclosure.services.map((service) => toSource(service, namesOf))
  return {
    requestId: request.requestId,
    askedAt: request.askedAt,
    at: at.toISOString(),
    requestHash: request.requestHash,
    responseHash: disclosure.responseHash,
    staffId,
    onBehalfOf: onBehalfOf ?? null,
    homeAgency,
    roles,
    ...describeEnquiry(enquiry, disclosure.refusedReason),
    people,
    operations: operationsOf(sources, people),
    sources,
    policyVersion: request.policy.version,
    review: reviewOf([...(enquiry?.review ?? []), ...(disclosure.flags ?? [])], at),
  }
}

function describeEnquiry(enquiry: Disclosure['enquiry'], refusedReason: string | null = null) {
  const { id = null, purpose = null, caseReference = null } = enquiry ?? {}
  const { reason = refusedReason } = enquiry ?? {}
  const { statements = {} } = enquiry ?? {}
  return { enquiryId: id, purpose, caseReference, reason, statements }
}

function reviewOf(flags: readonly string[], at: Date) {
  return flags.length > 0 ? { flags, dueBy: reviewDueBy(at) } : null
}

/** Members in the order of their text: they are not sorted again. */
function toSource(disclosed: ServiceDisclosure, namesOf: RecordNames): SourceEntry {
  const { service, coverage, references } = disclosed
  return {
    coverage: coverage && { reason: coverage.reason, status: coverage.status },
    disclosed: disclosed.fields,
    legalPowers: disclosed.legalPowers,
    recordHashes: references.map((reference) => namesOf(service, reference)[0]).sort(),
    records: coverage?.records ?? null,
    required: disclosed.required,
    source: service,
    withheld: disclosed.withheld,
  }
}
