import { HubError } from '../../common/errors'
import type { Completion } from '../answer/completion'
import type { CoverageRow, ServiceFault } from '../answer/coverage'
import { describeCoverage } from '../answer/coverage'
import { RequestRecord } from '../answer/request-record'
import type { GivenRequired } from '../disclosures/given-required'
import { readGivenRequired } from '../disclosures/given-required'
import { incomplete } from '../answer/response-builder'
import type { DecidedField } from '../authorization/decided-selection'
import { restorePath } from '../authorization/re-alias'
import type { ExecutionContext } from '../calls/execution-context'
import type { OpenEnquiry } from '../operation/requester'
import type { Variables } from '../operation/selection'
import type { Asking, HubServices } from './hub-services'
import type { Fetched } from './operation-fetcher'
import type { PreparedOperation } from './prepared-operation'

/** An operation that may be fetched. */
export interface Decided {
  readonly prepared: PreparedOperation
  readonly enquiry: OpenEnquiry | null
  /** Coerced. */
  readonly variables: Variables
}

export interface Outcome {
  readonly completion: Completion
  readonly coverage: readonly CoverageRow[]
  readonly record: RequestRecord
  /** What each service gave for others to compute with. */
  readonly givenRequired: GivenRequired['given']
}

const noneRequired: GivenRequired = { given: new Map(), content: new Map() }

/** Fetches what is permitted and says what came of it, agency by agency. */
export async function fetchDecided(
  services: HubServices,
  asking: Asking,
  decided: Decided,
): Promise<Outcome> {
  const record = new RequestRecord()
  const fetched = await fetchPermitted(services, asking, { decided, record })
  const { fields, complete, agencyFields, hasRequired } = decided.prepared
  const nulls = fetched.incomplete.map(({ path }) => {
    const restored = restorePath(path ?? [])
    return incomplete(agencyAt(fields, restored), restored)
  })
  const { variables } = decided
  const { faults, disputed, possible } = record
  const completed = complete({ data: fetched.data, faults, variables, disputed, possible })
  settleAll(record, completed)
  const isBroken = fetched.errors.length > 0
  const errors = [...fetched.errors, ...completed.errors, ...nulls]
  const data = isBroken ? null : completed.data
  const { given: givenRequired, content } = hasRequired
    ? readGivenRequired(fields, fetched.data, faults)
    : noneRequired
  const coverage = describeCoverage({
    register: services.supergraph.register,
    agencyFields,
    record,
    content: hasRequired ? new Map([...content, ...completed.content]) : completed.content,
    faults: [...record.faults, ...[...nulls, ...completed.unexplained].flatMap(asServiceFault)],
    isBroken,
  })
  return { completion: { ...completed, data, errors }, coverage, record, givenRequired }
}

/** What is wrong with an answer and no error of its agency explains counts against the agency. */
function settleAll({ unsettled }: RequestRecord, { unexplained }: Completion): void {
  if (unsettled.length === 0) return
  const wrong = new Set(unexplained.map(({ extensions }) => extensions['agency']))
  for (const { service, settle } of unsettled) settle(!wrong.has(service))
}

type Permitted = Omit<Fetched, 'errors'> & { readonly errors: readonly HubError[] }

async function fetchPermitted(
  services: HubServices,
  asking: Asking,
  { decided, record }: { readonly decided: Decided; readonly record: RequestRecord },
): Promise<Permitted> {
  const { pruned } = decided.prepared
  if (!pruned) return { data: {}, incomplete: [], errors: [] }
  const used = Object.entries(asking.sent.variables).filter(([name]) => pruned.variables.has(name))
  const context = makeContext(services, asking, { decided, record })
  const fetched = await asking.fetch(pruned, { context, variables: Object.fromEntries(used) })
  for (const error of fetched.errors) services.report(error, asking.request)
  if (fetched.errors.length > 0) return { ...fetched, errors: [hubFailed()] }
  return { ...fetched, errors: record.hasEmptyPlan ? [unsatisfiable()] : [] }
}

function makeContext(
  services: HubServices,
  { request }: Asking,
  { decided, record }: { readonly decided: Decided; readonly record: RequestRecord },
): ExecutionContext {
  const { enquiry, prepared } = decided
  return {
    record,
    request,
    signal: request.signal ?? null,
    signCall: (service, body) => {
      const legalPower = prepared.legalPower(service)
      return services.signCall({ request, enquiry, service, legalPower, body })
    },
  }
}

function agencyAt(fields: readonly DecidedField[], path: readonly (string | number)[]) {
  let inside = fields
  let agency: DecidedField['source']['agency'] = null
  for (const step of path) {
    const field = inside.find(({ responseName }) => responseName === step)
    if (!field) continue
    inside = field.children
    agency = field.source.agency
  }
  return agency
}

function asServiceFault({ code, message, extensions }: HubError): readonly ServiceFault[] {
  const { agency, reason } = extensions
  if (typeof agency !== 'string') return []
  const fault = { code, message, ...(typeof reason === 'string' ? { reason } : {}) }
  return [{ service: agency, fault }]
}

function hubFailed(): HubError {
  return new HubError('INTERNAL_SERVER_ERROR', 'The hub failed to answer; nothing was disclosed.')
}

function unsatisfiable(): HubError {
  const message = 'No agency can answer this operation as it stands; no data was fetched.'
  return new HubError('UNSATISFIABLE_OPERATION', message)
}
