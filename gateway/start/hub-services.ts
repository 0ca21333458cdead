import type { GraphQLSchema } from 'graphql'

import { keysPath } from '../../common/keys/keys-route'
import type { SigningKey } from '../../common/keys/keys'
import { findAmong } from '../../common/keys/keys'
import { pinnedKeySet } from '../../common/keys/pinned-keys'
import type { Report } from '../../common/observing/logger'
import { agenciesOf } from '../../common/services'
import type { DisclosureLog } from '../../disclosure-log/disclosure-log'
import type { RecordNames } from '../../disclosure-log/record-digest'
import { decideRows } from '../../policies/decide-rows'
import type { Policy } from '../../policies/policy'
import type { FieldAuthorizer } from '../../policies/shield/field-authorizer'
import { createFieldAuthorizer } from '../../policies/shield/field-authorizer'
import type { Asking } from '../../policies/shield/rules'
import type { Classification } from '../../schema/classification'
import { readClassification, readRowCategories } from '../../schema/classification'
import { readFieldOwners } from '../../schema/field-owners'
import { readRequirements } from '../../schema/requirements'
import { VerifiedTokens } from '../authentication/verified-tokens'
import { AgencyKeys } from '../calls/agency-keys'
import { CallSigner } from '../calls/call-signer'
import type { GatewaySettings } from '../config'
import type { Disclosure } from '../disclosures/disclosure'
import { toEntry } from '../disclosures/disclosure-entry'
import type { AskedServices } from '../disclosures/unanswered'
import { verifyEnquiry } from '../enquiries/enquiries'
import { statedBy } from '../enquiries/statements'
import type { EnquiryTokenContent } from '../enquiries/enquiry-token'
import { createAskingLimits } from '../lookups/asking-limits'
import { OperationReader } from '../operation/read-operation'
import type { HubServices } from '../pipeline/hub-services'
import { OperationPreparer } from '../pipeline/prepared-operation'
import type { AnswerQuality } from './answer-quality'
import type { GatewayObserver } from './gateway-observer'

/** What the gateway needs besides its settings; tests hand in their own. */
export interface GatewayParts {
  readonly log: DisclosureLog
  /** What stands for an agency's record in the log. */
  readonly recordNames: RecordNames
  /** Which services were asked for requests that are not written down yet. */
  readonly asked: AskedServices
  /** Signs hub tokens and enquiry tokens. */
  readonly key: SigningKey
  readonly now: () => Date
  /** Told the errors that callers are not told. */
  readonly report: Report
}

/** Makes the services over one supergraph. @param quality told how its answers are */
export type ServicesOver = (
  supergraphSdl: string,
  quality: Pick<AnswerQuality, 'noteCoverage' | 'noteFailure'>,
) => (schema: GraphQLSchema) => HubServices

/** What of the services depends on no supergraph. */
type LastingServices = Omit<HubServices, 'supergraph' | 'reader' | 'preparer' | 'authorizerFor'>

/** Makes what the executor relies on from the policy, the keys and the log. */
export function createHubServices(
  settings: GatewaySettings,
  parts: GatewayParts & { readonly observer: GatewayObserver },
): ServicesOver {
  // Of the gateway, not of a schema: a new supergraph refills nobody's bucket.
  const lasting = createLasting(settings, parts)
  const register = agenciesOf(settings.services)
  return (supergraphSdl, quality) => {
    const owners = readFieldOwners(supergraphSdl)
    const requirements = readRequirements(supergraphSdl)
    const classification = readClassification(supergraphSdl)
    const rowCategories = readRowCategories(supergraphSdl)
    return (schema) => {
      const supergraph = { schema, owners, requirements, register }
      const decide = withRows(createFieldAuthorizer(schema, classification), rowCategories)
      return {
        ...lasting,
        supergraph,
        reader: new OperationReader(supergraph, settings.limits),
        preparer: new OperationPreparer(),
        authorizerFor: ({ requester: { roles }, askedOn, policy }, enquiry) => {
          const purpose = enquiry?.purpose ?? null
          const asking = { roles, purpose, stated: statedBy(enquiry?.statements), askedOn }
          return ({ typeName, fieldName, source }) => {
            const sourceKind = source.agency?.kind ?? source.service
            return decide(typeName, fieldName, { ...asking, sourceKind }, policy)
          }
        },
        onCoverage: (coverage) => {
          parts.observer.onCoverage(coverage)
          quality.noteCoverage(coverage)
        },
        report: (...reported) => {
          quality.noteFailure()
          parts.report(...reported)
        },
      }
    }
  }
}

function createLasting(
  settings: GatewaySettings,
  parts: GatewayParts & { readonly observer: GatewayObserver },
): LastingServices {
  const keys = findAmong([parts.key])
  const signer = createSigner(settings, parts)
  const verified = new VerifiedTokens<EnquiryTokenContent>()
  return {
    verifyEnquiry: ({ enquiryToken, requester, policy }) =>
      verifyEnquiry(enquiryToken, requester, { keys, verified, policy, now: parts.now() }),
    mayIntrospect: ({ requester }) =>
      settings.mode === 'development' || requester.roles.includes('agency.developer'),
    limits: createAskingLimits(settings),
    signCall: (call) => {
      parts.asked.note(call.request.requestId, call.service)
      return signer.sign(call)
    },
    isLogDown: () => parts.log.isDown(),
    appendDisclosure: (disclosure) => parts.observer.timeAppend(() => append(parts, disclosure)),
    noteUnanswered: ({ requestId }) => {
      void parts.log.noteUnanswered(parts.asked.take(requestId))
    },
    report: parts.report,
  }
}

/** Decides about the categories of a list's rows as well. */
function withRows(decide: FieldAuthorizer, rowCategories: Classification) {
  return async (typeName: string, fieldName: string, asking: Asking, policy: Policy) => {
    const coordinate = `${typeName}.${fieldName}`
    const rows = rowCategories.get(coordinate) ?? null
    const decision = await decide(typeName, fieldName, asking, policy)
    return decideRows(decision, { ...asking, coordinate }, { rows, policy })
  }
}

/** The log itself says of an entry that it refuses that there was no answer. */
async function append(parts: GatewayParts, disclosure: Disclosure): Promise<void> {
  const { log, asked, now, recordNames } = parts
  const { requestId } = disclosure.request
  let isWithTheLog = false
  try {
    const entry = toEntry(disclosure, now(), recordNames)
    isWithTheLog = true
    await log.append(entry)
  } finally {
    const unanswered = asked.take(requestId)
    if (!isWithTheLog) void log.noteUnanswered(unanswered)
  }
}

/** Services publish their keys beside their subgraph; those of agencies outside are in the register. */
function createSigner({ services }: GatewaySettings, { key, now }: GatewayParts): CallSigner {
  const urls = new Map(services.map(({ code, url }) => [code, url]))
  const pinned = new Map(
    services.flatMap(({ code, agency }) =>
      agency?.external ? [[code, pinnedKeySet(agency.external.keys)]] : [],
    ),
  )
  const agencyKeys = new AgencyKeys({
    nowMs: () => performance.now(),
    pinnedOf: (service) => pinned.get(service) ?? null,
    urlOf: (service) => {
      const url = urls.get(service) ?? null
      return url === null ? null : new URL(keysPath, url).href
    },
  })
  return new CallSigner({ key, now, agencyKeys })
}
