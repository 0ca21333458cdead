import { HubError } from '../../common/errors'
import type { IdentifierType } from '../../common/identifiers/person-identifiers'
import { identifierTypes } from '../../common/identifiers/person-identifiers'
import type { Likeness } from '../../common/likeness/likeness'
import { mostKeys } from '../../common/likeness/likeness'
import { readLikeness } from '../../common/likeness/read-likeness'
import type { HiddenFrom } from '../../common/registration/hiding'
import { maximumLimits, maximumStaffOfLimit } from '../../common/registration/hiding'
import type { HouseholdToken } from '../../common/registration/household-tokens'
import type { IdentifierToken, Registration } from '../../common/registration/registration'

const maximumRegistrations = 500
const maximumTokens = 50
const maximumPlaces = 2000
const maximumHouseholds = 400
/** An HMAC-SHA256 in base64url. */
const tokenPattern = /^[A-Za-z0-9_-]{43}$/

/**
 * The registrations of a body, checked.
 * @throws HubError BAD_USER_INPUT that says which entry is wrong and why.
 */
export function readRegistrations(body: unknown): readonly Registration[] {
  if (!Array.isArray(body) || body.length > maximumRegistrations)
    throw refusal(`expected a list of at most ${maximumRegistrations} registrations`)
  return body.map((entry: unknown, index) => readRegistration(entry, `registration ${index + 1}`))
}

function readRegistration(entry: unknown, where: string): Registration {
  const registration = readFields(entry, where)
  const isUntraced = registration.tokens.some(({ isTraced }) => isTraced === false)
  if (isUntraced && !registration.likeness?.values.nhsNumber?.length)
    throw refusal(
      `${where}: a number that was not traced needs a likeness that has it, by which it is compared`,
    )
  return registration
}

function readFields(entry: unknown, where: string): Registration {
  const fields = asObject(entry, where)
  const { tokens, addresses, households, isAddressProtected, isWithdrawn } = fields
  return {
    ref: readReference(fields['ref'], where),
    ...readSequence(fields['sequence'] ?? null, where),
    tokens: readTokens(tokens, where),
    addresses: readPlaces(addresses, 'addresses', where),
    postcodes: readPlaces(fields['postcodes'] ?? [], 'postcodes', where),
    households: readHouseholds(households ?? [], where),
    hiddenFrom: readLimits(fields['hiddenFrom'] ?? [], where),
    ...readOptionalLikeness(fields['likeness'] ?? null, where),
    // Anything but a plain "no" protects.
    isAddressProtected: (isAddressProtected ?? false) !== false,
    isWithdrawn: (isWithdrawn ?? false) !== false,
  }
}

function readReference(ref: unknown, where: string): string {
  if (typeof ref === 'string' && ref.length > 0 && ref.length <= 200) return ref
  throw refusal(`${where}: ref must be a text of 1 to 200 characters`)
}

function readSequence(value: unknown, where: string): { readonly sequence?: number } {
  if (value === null) return {}
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1)
    return { sequence: value }
  throw refusal(`${where}: sequence must be a whole number from 1 to ${Number.MAX_SAFE_INTEGER}`)
}

function readOptionalLikeness(value: unknown, where: string): { readonly likeness?: Likeness } {
  if (value === null) return {}
  const likeness = readLikeness(value)
  if (likeness) return { likeness }
  throw refusal(
    `${where}: a likeness has values by field, keys and placeKeys, perhaps lookupKeys and lookupPlaceKeys, at most ${mostKeys} of each, all of them whole numbers below 2^48`,
  )
}

function readTokens(tokens: unknown, where: string): Registration['tokens'] {
  if (!Array.isArray(tokens) || tokens.length > maximumTokens)
    throw refusal(`${where}: tokens must be a list of at most ${maximumTokens}`)
  const read = tokens.map((token: unknown) => readIdentifierToken(token, where))
  const numbers = read.filter(isNhs)
  if (new Set(numbers.map(({ token, isTraced = true }) => `${token} ${isTraced}`)).size > 1)
    throw refusal(
      `${where}: one person has one NHS number, traced or not; settle which before registering`,
    )
  return read
}

function readPlaces(places: unknown, name: string, where: string): readonly string[] {
  const isList = Array.isArray(places) && places.length <= maximumPlaces
  if (isList && places.every(isToken)) return places
  throw refusal(`${where}: ${name} must be a list of at most ${maximumPlaces} tokens`)
}

function readHouseholds(households: unknown, where: string): readonly HouseholdToken[] {
  if (!Array.isArray(households) || households.length > maximumHouseholds)
    throw refusal(`${where}: households must be a list of at most ${maximumHouseholds}`)
  return households.map((entry: unknown) => {
    const { kind, token } = asObject(entry, where)
    if ((kind !== 'HOME' && kind !== 'FAMILY') || !isToken(token))
      throw refusal(`${where}: a household is a HOME or a FAMILY with 43 base64url characters`)
    return { kind, token }
  })
}

function readLimits(limits: unknown, where: string): readonly HiddenFrom[] {
  if (!Array.isArray(limits) || limits.length > maximumLimits)
    throw refusal(`${where}: hiddenFrom must be a list of at most ${maximumLimits}`)
  return limits.map((entry: unknown) => {
    const { excludedStaff, restrictedToStaff, onlyOnGrounds = null } = asObject(entry, where)
    if (
      !isTokenList(excludedStaff) ||
      (restrictedToStaff !== null && !isTokenList(restrictedToStaff)) ||
      (onlyOnGrounds !== null && !isTokenList(onlyOnGrounds))
    )
      throw refusal(
        `${where}: a limit lists at most ${maximumStaffOfLimit} members of staff or grounds as 43 base64url characters`,
      )
    return { excludedStaff, restrictedToStaff, onlyOnGrounds }
  })
}

function isTokenList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= maximumStaffOfLimit && value.every(isToken)
}

function readIdentifierToken(value: unknown, where: string): IdentifierToken {
  const { type, token, isTraced = null } = asObject(value, where)
  const known = identifierTypes.find((candidate) => candidate === type)
  if (known === undefined || !isToken(token))
    throw refusal(`${where}: a token needs a known type and 43 base64url characters`)
  if (isTraced === null) return { type: known, token }
  if (typeof isTraced === 'boolean' && known === 'NHS_NUMBER')
    return { type: known, token, isTraced }
  throw refusal(`${where}: isTraced is true or false, and said of NHS numbers only`)
}

function asObject(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw refusal(`${where}: expected an object`)
  return value as Readonly<Record<string, unknown>>
}

function isToken(value: unknown): value is string {
  return typeof value === 'string' && tokenPattern.test(value)
}

function isNhs({ type }: { readonly type: IdentifierType }): boolean {
  return type === 'NHS_NUMBER'
}

function refusal(problem: string): HubError {
  return new HubError('BAD_USER_INPUT', `The registrations are not accepted: ${problem}.`, {
    reason: 'INVALID_REGISTRATION',
    httpStatus: 400,
  })
}
