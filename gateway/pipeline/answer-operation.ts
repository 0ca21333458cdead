import { HubError } from '../../common/errors'
import type { JsonObject } from '../../common/json'
import { inSpan } from '../../common/observing/trace'
import { personIndexCode } from '../../common/services'
import type { Completion } from '../answer/completion'
import type { AnswerExtensions, HubAnswer } from '../answer/hub-answer'
import { refused } from '../answer/hub-answer'
import { describeServices, hashAnswer } from '../disclosures/disclosure'
import type { GivenFields } from '../disclosures/given-fields'
import { lacksPeople, readGivenFields } from '../disclosures/given-fields'
import type { Lookups } from '../lookups/limited-lookups'
import { takeLookups } from '../lookups/limited-lookups'
import { openEnquiryField, takeEnquiries } from '../lookups/limited-enquiries'
import { LimitReached } from '../lookups/limit-reached'
import { introspect, isIntrospection } from '../operation/introspection'
import type { ReadOperation } from '../operation/read-operation'
import type { HubRequest, OpenEnquiry } from '../operation/requester'
import type { SelectedField } from '../operation/selection'
import { coordinateOf } from '../operation/selection'
import type { Outcome } from './fetch-decided'
import { fetchDecided } from './fetch-decided'
import type { Asking, HubServices } from './hub-services'
import { logError, logRefusal, tryToLog } from './log-disclosure'
import type { PreparedOperation } from './prepared-operation'

/** Root fields that need no enquiry: they are how one gets it. */
const withoutEnquiry: ReadonlySet<string> = new Set([openEnquiryField])

/**
 * Answers one operation: decides about every field, fetches what is permitted, says who was silent,
 * writes the disclosure down, and only then gives the answer.
 * @throws HubError when the operation as a whole is refused
 */
export async function answerOperation(services: HubServices, asking: Asking): Promise<HubAnswer> {
  const { request, sent } = asking
  const operation = services.reader.read(sent)
  const plain = answerWithoutFetching(services, asking, operation)
  const { asked, variables } = operation
  if (asked.length === 0) {
    const own = withBytes(joined(operation, plain, {}))
    return { ...own, errors: [], extensions: null }
  }
  const enquiry = await requireEnquiry(services, request, asked)
  // No agency discloses anything for an answer that cannot be given.
  if (services.isLogDown()) return refused(logError())
  const chargeMisses = await takeOrRefuse(services, asking, { enquiry, asked, variables })
  const authorize = services.authorizerFor(request, enquiry)
  const asker = { request, enquiry, authorize }
  const prepared = await inSpan(request.trace, 'decide', () =>
    services.preparer.prepare(sent.operation, asked, asker),
  )
  const decided = { prepared, enquiry, variables }
  const { completion, coverage, record, givenRequired } = await fetchDecided(
    services,
    asking,
    decided,
  )
  services.onCoverage?.(coverage)
  const data = completion.data && joined(operation, plain, completion.data)
  const answer = withBytes(data)
  const failed = failedRoots(completion.errors)
  chargeMisses(data, failed)
  const isLogged = await tryToLog(services, {
    request,
    enquiry: enquiry ?? record.openedEnquiry,
    operation: sent.operation.operation,
    rootFields: asked.map(coordinateOf),
    people: peopleIn(completion, record),
    services: describeServices(prepared.disclosed, coverage, {
      hasFailedAtRoot: asked.every(({ responseName }) => failed.has(responseName)),
      references: record.references,
      given: givenBy(prepared, { completion, record, givenRequired }),
    }),
    responseHash: hashAnswer(answer.dataBytes),
    flags: [...record.relations].toSorted(),
  })
  // Nothing of the answer may leave: not even who would have answered.
  if (!isLogged) return refused(logError())
  const { errors, listsAtLimit } = completion
  return { ...answer, errors, extensions: extensionsOf(coverage, listsAtLimit, enquiry) }
}

/** Whoever the answer is about; a record that is shown by itself is about whose it is. */
function peopleIn(
  { people }: Completion,
  { subjects, standIns }: Outcome['record'],
): readonly string[] {
  const ids = [...people, ...subjects].map((id) => standIns.get(id) ?? id)
  return [...new Set(ids)].toSorted()
}

function extensionsOf(
  coverage: AnswerExtensions['coverage'],
  listsAtLimit: Completion['listsAtLimit'],
  enquiry: OpenEnquiry | null,
): AnswerExtensions {
  const review = enquiry?.review
  if (listsAtLimit.length === 0 && !review) return { coverage }
  return {
    coverage,
    ...(listsAtLimit.length > 0 ? { listsAtLimit } : {}),
    // Said aloud: whoever breaks the glass knows that somebody will look.
    ...(review ? { review } : {}),
  }
}

/**
 * Of services with which something went wrong, and of agencies that may have been asked about some of the people
 * only; the others gave what was permitted.
 */
function givenBy(
  { fields, disclosed, hasRequired }: PreparedOperation,
  { completion, record: { faults, references }, givenRequired }: Omit<Outcome, 'coverage'>,
): ReadonlyMap<string, GivenFields> {
  const incomplete = completion.errors.filter(({ code }) => code === 'AGENCY_UNAVAILABLE')
  const faulty = new Set<unknown>([
    ...faults.map(({ service }) => service),
    ...incomplete.map(({ extensions }) => extensions['agency']),
  ])
  // Nobody is asked about people whom the index does not name.
  const isPartly =
    hasRequired || faulty.has(personIndexCode) || lacksPeople(fields, completion.data)
  const wanted = disclosed
    .map(({ service }) => service)
    .filter((service) => faulty.has(service) || (isPartly && references.has(service)))
  if (wanted.length === 0) return noneGiven
  const given = readGivenFields(fields, completion, new Set(wanted))
  return new Map(
    wanted.map((service) => [service, both(given.get(service), givenRequired.get(service))]),
  )
}

function both(told: GivenFields = nothingGiven, required: GivenFields = nothingGiven): GivenFields {
  return {
    fields: new Set([...told.fields, ...required.fields]),
    withheld: new Map([...told.withheld, ...required.withheld]),
  }
}

const nothingGiven: GivenFields = { fields: new Set(), withheld: new Map() }

const noneGiven: ReadonlyMap<string, GivenFields> = new Map()

/** One root field that failed says nothing about the others. */
function failedRoots(errors: readonly HubError[]): ReadonlySet<string | number> {
  return new Set(errors.flatMap(({ path = [] }) => (path.length === 1 ? path : [])))
}

/** Whoever looks up too many people, or opens too many enquiries, is refused, and that is written down. */
async function takeOrRefuse(
  services: HubServices,
  { request, sent }: Asking,
  { enquiry, ...asked }: Omit<Lookups, 'isEmergency'> & { readonly enquiry: OpenEnquiry | null },
): Promise<ReturnType<typeof takeLookups>> {
  const { requester, policy } = request
  try {
    const isEmergency = enquiry?.review?.includes('BREAK_GLASS') ?? false
    takeEnquiries(services.limits.enquiries, requester, { ...asked, policy })
    return takeLookups(services.limits.lookups, requester, { ...asked, isEmergency })
  } catch (refusal) {
    if (!(refusal instanceof LimitReached)) throw refusal
    const { operation } = sent.operation
    const rootFields = asked.asked.map(coordinateOf)
    throw await logRefusal(services, refusal, {
      ...{ request, enquiry, operation, rootFields, flags: refusal.flags },
    })
  }
}

async function requireEnquiry(
  { verifyEnquiry }: HubServices,
  request: HubRequest,
  asked: readonly SelectedField[],
): Promise<OpenEnquiry | null> {
  const isExempt = asked.every((field) => withoutEnquiry.has(coordinateOf(field)))
  return isExempt ? null : verifyEnquiry(request)
}

/** `__typename` of the root and introspection: about the schema, not about people. */
function answerWithoutFetching(
  services: HubServices,
  { request, sent }: Asking,
  { own, variables }: ReadOperation,
): JsonObject {
  const introspected = own.filter(isIntrospection)
  if (introspected.length > 0 && !services.mayIntrospect(request))
    throw new HubError(
      'INTROSPECTION_DISABLED',
      'Only developers of an agency may read the schema from the hub.',
      { httpStatus: 403 },
    )
  const names = own.filter((field) => !isIntrospection(field))
  return {
    ...Object.fromEntries(names.map((field) => [field.responseName, field.parentType.name])),
    ...introspect(services.supergraph.schema, introspected, { ...sent, variables }),
  }
}

function withBytes(data: JsonObject | null): Pick<HubAnswer, 'data' | 'dataBytes'> {
  return { data, dataBytes: Buffer.from(JSON.stringify(data)) }
}

/** The answer's fields in the order in which they were asked for; what was fetched is in it already. */
function joined(
  { fields, own }: ReadOperation,
  plain: JsonObject,
  fetched: JsonObject,
): JsonObject {
  if (own.length === 0) return fetched
  const data = { ...plain, ...fetched }
  return Object.fromEntries(fields.map(({ responseName: name }) => [name, data[name]]))
}
