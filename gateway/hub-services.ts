import type { GraphQLSchema } from 'graphql'

import { signHubToken } from '../common/hub-token'
import type { SigningKey } from '../common/keys'
import { findAmong } from '../common/keys'
import type { DisclosureLog } from '../disclosure-log/disclosure-log'
import { createFieldAuthorizer } from '../policies/shield/field-authorizer'
import { readClassification } from '../schema/classification'
import { readFieldOwners } from '../schema/field-owners'
import type { GatewaySettings } from './config'
import { toEntry } from './disclosure-entry'
import { verifyEnquiry } from './enquiries/enquiries'
import type { CallToSign, HubServices } from './execution/hub-services'
import { LookupLimiter } from './lookups/lookup-limiter'
import { OperationPreparer } from './execution/prepared-operation'
import { OperationReader } from './execution/read-operation'

/** What the gateway needs besides its settings; tests hand in their own. */
export interface GatewayParts {
  readonly log: DisclosureLog
  /** Signs hub tokens and enquiry tokens. */
  readonly key: SigningKey
  readonly now: () => Date
  /** Told the errors that callers are not told. */
  readonly report: (error: unknown) => void
}

/** Makes what the executor relies on from the policy, the keys and the log. */
export function createHubServices(
  settings: GatewaySettings,
  parts: GatewayParts,
): (schema: GraphQLSchema) => HubServices {
  const { register, supergraphSdl, limits, mode } = settings
  const owners = readFieldOwners(supergraphSdl)
  const classification = readClassification(supergraphSdl)
  const keys = findAmong([parts.key])
  // Of the gateway, not of a schema: a new supergraph refills nobody's bucket.
  const lookups = new LookupLimiter(settings.lookups)
  return (schema) => {
    const supergraph = { schema, owners, register }
    const decide = createFieldAuthorizer(schema, classification)
    return {
      supergraph,
      reader: new OperationReader(supergraph, limits),
      preparer: new OperationPreparer(),
      verifyEnquiry: ({ enquiryToken, requester }) =>
        verifyEnquiry(enquiryToken, requester, { keys, now: parts.now() }),
      authorizerFor:
        ({ requester: { roles }, askedOn }, enquiry) =>
        ({ typeName, fieldName, source }) => {
          const sourceKind = source.agency?.kind ?? source.service
          const purpose = enquiry?.purpose ?? null
          return decide(typeName, fieldName, { roles, purpose, sourceKind, askedOn })
        },
      mayIntrospect: ({ requester }) =>
        mode === 'development' || requester.roles.includes('agency.developer'),
      lookups,
      signCall: (call) => signCall(call, parts),
      appendDisclosure: async (disclosure) => {
        await parts.log.append(toEntry(disclosure, parts.now()))
      },
      report: parts.report,
    }
  }
}

function signCall(
  { request, enquiry, service, legalPower, body }: CallToSign,
  { key, now }: GatewayParts,
): string {
  if (!enquiry) throw new Error(`A call to ${service} without an enquiry`)
  const { staffId, onBehalfOf, homeAgency, roles } = request.requester
  const call = {
    aud: service,
    sub: staffId,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    homeAgency,
    roles,
    purpose: enquiry.purpose,
    legalPower,
    enquiryId: enquiry.id,
    caseReference: enquiry.caseReference,
    requestId: request.requestId,
  }
  return signHubToken(call, { body, key, now: now() })
}
