import { HubError } from '../../common/errors'
import type { HttpRequest } from '../../common/http/request'
import type { HttpResponse } from '../../common/http/route'
import type { Agency } from '../../common/register'
import { mayClaim } from '../../policies/decide'
import { purposeOfReason } from '../../policies/reasons'
import type { HubRequest, Requester } from '../operation/requester'
import type { GraphqlServer } from '../server/graphql-server'
import { answerInFhir } from './answer'
import { askHub } from './ask-hub'
import { fhirType } from './names'
import { inFhir } from './operation-outcome'
import { personInfoText } from './operations'
import { readQuestion } from './read-question'

/** What the door stands on: all of it decides, fetches and writes down as for any other question. */
export interface PersonInfoParts {
  readonly register: readonly Agency[]
  /** @throws HubError UNAUTHENTICATED */
  readonly identify: (request: HttpRequest) => Promise<HubRequest>
  readonly ask: GraphqlServer['ask']
  /** What to say to somebody whose reason for asking is not taken, once it is written down. */
  readonly deny: (request: HubRequest, reason: string) => Promise<HubError>
}

/**
 * Answers `$person-info-query`: who knows this person, who works with them, and whom to ring.
 * @see docs/mais.md
 */
export function personInfoQuery(
  parts: PersonInfoParts,
): (request: HttpRequest) => Promise<HttpResponse> {
  const { register, identify, ask, deny } = parts
  const query = personInfoText(register)
  return async (sent) => {
    checkMediaType(sent)
    const request = await identify(sent)
    checkRequester(request.requester, register)
    const question = readQuestion(sent.body)
    const purpose = claimedPurpose(question.reason, request)
    if (purpose === null) throw await deny(request, question.reason)
    const answer = await askHub(ask, { request, question: { ...question, purpose }, query })
    return inFhir(answerInFhir(answer, register))
  }
}

/** Null: no purpose that one of the requester's roles may claim today. */
function claimedPurpose(reason: string, { askedOn, policy, requester }: HubRequest): string | null {
  const purpose = purposeOfReason(policy.reasons, reason, askedOn)
  return purpose !== null && mayClaim(requester.roles, purpose, policy) ? purpose : null
}

/** A registered organisation's system that names the person it acts for; people ask in their workspace. */
function checkRequester({ onBehalfOf, homeAgency }: Requester, register: readonly Agency[]): void {
  if (onBehalfOf === undefined)
    throw forbidden('SYSTEMS_ONLY', 'Only a system asks here, for a person whom it names.')
  if (!register.some(({ code }) => code === homeAgency))
    throw forbidden('ORGANISATION_UNKNOWN', 'Your organisation is not one of this partnership.')
}

function forbidden(reason: string, message: string): HubError {
  return new HubError('FORBIDDEN', message, { reason, httpStatus: 403 })
}

function checkMediaType({ headers }: HttpRequest): void {
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  if ([fhirType, 'application/json'].includes(type.trim().toLowerCase())) return
  throw new HubError('BAD_USER_INPUT', `Send ${fhirType}.`, {
    reason: 'MEDIA_TYPE_NOT_SUPPORTED',
    httpStatus: 415,
  })
}
