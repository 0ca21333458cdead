import { createHmac } from 'node:crypto'

import type { IdentifierType } from '../../common/identifiers/person-identifiers'
import type { HouseholdToken } from '../../common/registration/household-tokens'
import { tracedForm } from './matching/linkable-record'
import type { ReferenceSealer } from './sealed-references'
import { createReferenceSealer } from './sealed-references'

/**
 * Tokens as the index stores them: hashed once more with a key that only the index has, so that an
 * agency's key and a copy of the index's database together give nothing away.
 */
export interface TokenSealer extends ReferenceSealer {
  identifier(type: IdentifierType, token: string): string
  address(token: string): string
  postcode(token: string): string
  /** Told apart from addresses: nobody is found by it. */
  household(kind: HouseholdToken['kind'], token: string): string
  staff(token: string): string
  ground(token: string): string
}

/** Seals with each of the index's own keys in turn. */
export function createTokenSealer(...keys: readonly Buffer[]): TokenSealer {
  const seal = (type: string, token: string) =>
    `${type}:${keys.reduce((text, key) => sealOnce(type, text, key), token)}`
  return {
    ...createReferenceSealer(...keys),
    identifier: (type, token) => seal(type, token),
    address: (token) => seal('UPRN', token),
    postcode: (token) => seal('POSTCODE', token),
    household: (kind, token) => seal(kind, token),
    staff: (token) => seal('STAFF', token),
    ground: (token) => seal('GROUND', token),
  }
}

/** What is sealed, sealed with one more key: as if it had been among the keys, the last of them. */
export function resealToken(sealed: string, key: Buffer): string {
  const [type = '', text = ''] = sealed.split(':')
  // Traced or not, a number keeps its hash.
  const [hashed = ''] = tracedForm(sealed).split(':', 1)
  return `${type}:${sealOnce(hashed, text, key)}`
}

function sealOnce(type: string, text: string, key: Buffer): string {
  return createHmac('sha256', key).update(`${type}|${text}`).digest('base64url')
}
