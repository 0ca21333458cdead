import type { JwtPayload } from 'jsonwebtoken'
import { decode, sign, TokenExpiredError, verify } from 'jsonwebtoken'

import { HubError } from '../../common/errors'
import type { KeyFinder, SigningKey } from '../../common/keys/keys'
import { hubIssuer } from '../../common/tokens/hub-token-terms'
import type { VerifiedTokens } from '../authentication/verified-tokens'
import type { Statements } from './statements'

/** What an enquiry token holds. */
export interface EnquiryTokenContent {
  readonly id: string
  /** Who may use it. */
  readonly holder: string
  readonly purpose: string
  readonly caseReference: string
  readonly reason: string
  readonly statements: Statements
  /** Seconds since 1970. */
  readonly issuedAt: number
  /** Seconds since 1970. */
  readonly expiresAt: number
}

export interface EnquiryTokenCheck {
  /** Finds the keys of every gateway instance of this hub. */
  readonly keys: KeyFinder
  readonly now?: Date
  /** Of this gateway; absent: every signature is checked. */
  readonly verified?: VerifiedTokens<EnquiryTokenContent>
}

/** The same key signs hub tokens: type and audience keep either from passing as the other. */
const type = 'sightline-enquiry+jwt'
const audience = 'sightline-enquiry'

/** Longest token that is looked at, in characters. */
const maxTokenLength = 8192

/** The enquiry as a token (compact JWS, ES256): signed, not secret. */
export function signEnquiryToken(content: EnquiryTokenContent, key: SigningKey): string {
  const { id, holder, issuedAt, expiresAt, ...rest } = content
  const claims = { ...rest, iss: hubIssuer, aud: audience, sub: holder, jti: id }
  const header = { alg: 'ES256', typ: type, kid: key.kid } as const
  return sign({ ...claims, iat: issuedAt, exp: expiresAt }, key.privateKey, {
    algorithm: 'ES256',
    header,
  })
}

/**
 * The content of a token that this hub signed and that has not expired.
 * @throws HubError ENQUIRY_INVALID or ENQUIRY_EXPIRED
 */
export async function readEnquiryToken(
  token: string,
  { keys, now = new Date(), verified }: EnquiryTokenCheck,
): Promise<EnquiryTokenContent> {
  const known = verified?.recall(token, now)
  if (known) return known
  const kid = token.length > maxTokenLength ? null : readKeyId(token)
  const key = kid === null ? null : await keys(kid)
  if (!key) throw invalid()
  let claims: string | JwtPayload
  try {
    claims = verify(token, key, {
      algorithms: ['ES256'],
      issuer: hubIssuer,
      audience,
      clockTimestamp: Math.floor(now.getTime() / 1000),
    })
  } catch (error) {
    throw error instanceof TokenExpiredError ? expired() : invalid()
  }
  const content = readContent(claims)
  verified?.keep(token, content, { now, endsAt: content.expiresAt })
  return content
}

function readKeyId(token: string): string | null {
  try {
    const header = decode(token, { complete: true })?.header
    return header?.typ === type ? (header.kid ?? null) : null
  } catch {
    return null
  }
}

/** Only this hub can have signed it, so a claim that is missing is from another version of it. */
function readContent(claims: string | JwtPayload): EnquiryTokenContent {
  if (typeof claims === 'string') throw invalid()
  const { jti: id, sub: holder, iat: issuedAt, exp: expiresAt, ...rest } = claims
  const { purpose, caseReference, reason, statements } = rest as Readonly<Record<string, unknown>>
  const content = { id, holder, purpose, caseReference, reason, statements, issuedAt, expiresAt }
  if (!isContent(content)) throw invalid()
  return content
}

function isContent(
  content: Readonly<Record<keyof EnquiryTokenContent, unknown>>,
): content is EnquiryTokenContent {
  const { issuedAt, expiresAt, statements, ...texts } = content
  return (
    typeof statements === 'object' &&
    statements !== null &&
    Object.values(statements).every((text) => typeof text === 'string') &&
    Object.values(texts).every((text) => typeof text === 'string') &&
    typeof issuedAt === 'number' &&
    typeof expiresAt === 'number'
  )
}

function invalid(): HubError {
  return new HubError('ENQUIRY_INVALID', 'The enquiry token is not valid. Open a new enquiry.')
}

/** What is said of an enquiry that was good. */
export function expired(): HubError {
  return new HubError('ENQUIRY_EXPIRED', 'The enquiry has expired. Open a new one.')
}
