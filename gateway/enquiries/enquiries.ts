import { randomUUID } from 'node:crypto'

import { HubError } from '../../common/errors'
import type { SigningKey } from '../../common/keys/keys'
import { mayClaim } from '../../policies/decide'
import type { Policy } from '../../policies/policy'
import { enquiryLifeMinutes, mayAskWithoutCase, noCase, reviewFlagsOf } from '../../policies/review'
import type { OpenEnquiry, Requester } from '../operation/requester'
import type { EnquiryInput } from './enquiry-input'
import { readEnquiryInput } from './enquiry-input'
import type { EnquiryTokenCheck, EnquiryTokenContent } from './enquiry-token'
import { expired, readEnquiryToken, signEnquiryToken } from './enquiry-token'

/** A stated purpose, for one member of staff and at most eight hours. */
export interface Enquiry extends OpenEnquiry {
  /** Why, in the asker's own words. */
  readonly reason: string
}

/** What the one who opened it gets. */
export interface OpenedEnquiry {
  readonly id: string
  readonly token: string
  /** ISO 8601, UTC. */
  readonly expiresAt: string
  readonly purpose: string
  readonly caseReference: string
}

/**
 * Opens an enquiry.
 * @throws HubError BAD_USER_INPUT as `readEnquiryInput`; PURPOSE_NOT_PERMITTED when none of the
 * requester's roles may claim the purpose
 */
export function openEnquiry(
  input: EnquiryInput,
  requester: Requester,
  options: { readonly key: SigningKey; readonly policy: Policy; readonly now?: Date },
): OpenedEnquiry {
  const { policy } = options
  const { statements, ...stated } = readEnquiryInput(input, policy)
  const { purpose, caseReference } = stated
  checkMayClaim(requester, purpose, policy)
  const now = options.now ?? new Date()
  const issuedAt = Math.floor(now.getTime() / 1000)
  const expiresAt = issuedAt + enquiryLifeMinutes(purpose, policy) * 60
  const id = randomUUID()
  const token = signEnquiryToken(
    { id, holder: holderOf(requester), ...stated, statements, issuedAt, expiresAt },
    options.key,
  )
  const until = new Date(expiresAt * 1000).toISOString()
  return { id, token, expiresAt: until, purpose, caseReference }
}

/**
 * The enquiry of this token, still open and the requester's own, for a purpose that one of their roles
 * may claim today, on the terms of today: those that it was opened on may have become stricter.
 * @param token value of the header `sightline-enquiry`
 * @throws HubError ENQUIRY_REQUIRED, ENQUIRY_INVALID, ENQUIRY_EXPIRED or PURPOSE_NOT_PERMITTED
 */
export async function verifyEnquiry(
  token: string | null | undefined,
  requester: Requester,
  check: EnquiryTokenCheck & { readonly policy: Policy },
): Promise<Enquiry> {
  if (token === null || token === undefined || token.trim() === '')
    throw new HubError(
      'ENQUIRY_REQUIRED',
      'Questions about people need an enquiry: open one with openEnquiry and send its token in the header sightline-enquiry.',
    )
  const { policy } = check
  const content = await readEnquiryToken(token, check)
  const { id, holder, purpose, caseReference, reason, statements } = content
  if (holder !== holderOf(requester))
    throw new HubError('ENQUIRY_INVALID', 'This enquiry was opened by somebody else.', {
      reason: 'NOT_YOUR_ENQUIRY',
    })
  checkMayClaim(requester, purpose, policy)
  if (!isOnTodaysTerms(content, check)) throw expired()
  return withReview({ id, purpose, caseReference, reason, statements }, policy)
}

/** The enquiry with why it is reviewed, when it is. */
export function withReview<Stated extends OpenEnquiry>(enquiry: Stated, policy: Policy): Stated {
  const review = reviewFlagsOf(enquiry, policy)
  return review.length > 0 ? { ...enquiry, review } : enquiry
}

function isOnTodaysTerms(
  { purpose, caseReference, issuedAt }: EnquiryTokenContent,
  { policy, now = new Date() }: { readonly policy: Policy; readonly now?: Date },
): boolean {
  const endsAt = issuedAt + enquiryLifeMinutes(purpose, policy) * 60
  const hasCase = caseReference !== noCase || mayAskWithoutCase(purpose, policy)
  return hasCase && now.getTime() < endsAt * 1000
}

function checkMayClaim({ roles }: Requester, purpose: string, policy: Policy): void {
  if (mayClaim(roles, purpose, policy)) return
  throw new HubError(
    'PURPOSE_NOT_PERMITTED',
    `None of your roles may ask for the purpose ${purpose}.`,
    { reason: 'PURPOSE_NOT_HELD_BY_ROLE' },
  )
}

/** An id is unique within its organisation only; a system's users are told apart. */
function holderOf({ homeAgency, staffId, onBehalfOf }: Requester): string {
  return JSON.stringify([homeAgency, staffId, onBehalfOf ?? null])
}
