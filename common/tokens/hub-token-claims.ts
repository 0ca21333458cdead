/** Everything a hub token says: who asks, why, on which power, for which request. */
export interface HubTokenClaims {
  /** Code of the one agency the call is made to. */
  readonly aud: string
  /** The staff member's id at their own organisation. */
  readonly sub: string
  /** The user for whom a system caller acts. */
  readonly onBehalfOf?: string
  readonly homeAgency: string
  readonly roles: readonly string[]
  readonly purpose: string
  /** Statute and section the disclosure rests on. */
  readonly legalPower: string
  readonly enquiryId: string
  readonly caseReference: string
  /** Which statements the enquiry makes beside its reason; absent: none. */
  readonly stated?: readonly string[]
  readonly requestId: string
  /** Base64url SHA-256 of the exact bytes of the body. */
  readonly bodyHash: string
  /** Seconds since 1970. */
  readonly iat: number
  /** Seconds since 1970, at most 30 after `iat`. */
  readonly exp: number
  /** Unique per token: a second use is a replay. */
  readonly jti: string
}

const textClaims = [
  'aud',
  'sub',
  'homeAgency',
  'purpose',
  'legalPower',
  'enquiryId',
  'caseReference',
  'requestId',
  'bodyHash',
  'jti',
] as const

/** The claims, or null when one is missing or of the wrong type. */
export function readHubTokenClaims(payload: unknown): HubTokenClaims | null {
  if (typeof payload !== 'object' || payload === null) return null
  return hasEveryClaim(payload as Readonly<Record<string, unknown>>)
    ? (payload as HubTokenClaims)
    : null
}

function hasEveryClaim(payload: Readonly<Record<string, unknown>>): boolean {
  const { roles, iat, exp, onBehalfOf, stated = [] } = payload
  return (
    textClaims.every((name) => typeof payload[name] === 'string') &&
    Number.isInteger(iat) &&
    Number.isInteger(exp) &&
    (onBehalfOf === undefined || typeof onBehalfOf === 'string') &&
    isTexts(roles) &&
    isTexts(stated)
  )
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

/** The day of the question in UTC, as in 2026-04-01: the day on which the hub signed it. */
export function dayOfAsking({ iat }: Pick<HubTokenClaims, 'iat'>): string {
  return new Date(iat * 1000).toISOString().slice(0, 10)
}

/** Everyone behind a call: the system that asks and the user it asks for. */
export function staffBehind({
  homeAgency,
  sub,
  onBehalfOf,
}: Pick<HubTokenClaims, 'homeAgency' | 'sub' | 'onBehalfOf'>): readonly string[] {
  const ids = onBehalfOf === undefined ? [sub] : [sub, onBehalfOf]
  return ids.map((id) => `${homeAgency}/${id}`)
}
