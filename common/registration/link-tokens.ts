import { createHmac, randomBytes } from 'node:crypto'

import { canonicalPostcode, canonicalUprn } from '../identifiers/address-identifiers'
import type { IdentifierType } from '../identifiers/person-identifiers'
import { canonicalIdentifier } from '../identifiers/person-identifiers'
import { readOrMakeKeyFile } from '../keys/key-file'

/** The key under which agencies turn identifiers into tokens before the index sees them. */
export interface LinkKey {
  readonly secret: Buffer
}

/** Name of its file, in `<data folder>/keys`. */
export const linkKeyFile = 'link-tokens'

/** Opens the partnership's link key. */
export function openLinkKey(dataFolder: string): LinkKey {
  return { secret: openSecret(dataFolder, linkKeyFile) }
}

/**
 * A random secret of 256 bits, kept in a key file and made at first use.
 * @throws Error that names the key when its file holds something else.
 */
export function openSecret(dataFolder: string, name: string): Buffer {
  const text = readOrMakeKeyFile(dataFolder, name, () => randomBytes(32).toString('hex'))
  if (!/^[0-9a-f]{64}$/.test(text.trim()))
    throw new Error(`The key file "${name}" does not hold 64 hexadecimal digits`)
  return Buffer.from(text.trim(), 'hex')
}

/** Says which link key it is and nothing of it: another key has another, of 16 characters. */
export function linkKeyId(key: LinkKey): string {
  return tokenOf(key, 'KEY', '').slice(0, 16)
}

/** The token of an identifier, the same at every agency; null when it is not a valid one. */
export function identifierToken(key: LinkKey, type: IdentifierType, text: string): string | null {
  const canonical = canonicalIdentifier(type, text)
  return canonical === null ? null : tokenOf(key, type, canonical)
}

/** The token of an address, the same at every agency; null when it is not a UPRN. */
export function addressToken(key: LinkKey, uprn: string): string | null {
  const canonical = canonicalUprn(uprn)
  return canonical === null ? null : tokenOf(key, 'UPRN', canonical)
}

/** The token of a postcode, the same at every agency; null when it is none or names no place. */
export function postcodeToken(key: LinkKey, postcode: string): string | null {
  const canonical = canonicalPostcode(postcode)
  return canonical === null ? null : tokenOf(key, 'POSTCODE', canonical)
}

/**
 * The token of a surname at a postcode, the same at every agency whatever the case, accents, spaces and
 * hyphens; null when either is missing or names no place.
 */
export function familyToken(
  key: LinkKey,
  surname: string | null | undefined,
  postcode: string | null | undefined,
): string | null {
  const name = (surname ?? '')
    .normalize('NFKD')
    .replaceAll(/[^\p{L}]/gu, '')
    .toUpperCase()
  const place = canonicalPostcode(postcode ?? '')
  return name === '' || place === null ? null : tokenOf(key, 'FAMILY', `${name}|${place}`)
}

/** The token of a member of staff, `home-agency/staff-id`, the same at every agency. */
export function staffToken(key: LinkKey, id: string): string {
  return tokenOf(key, 'STAFF', id)
}

/** The token of a ground on which somebody asks, the same at every agency. */
export function groundToken(key: LinkKey, ground: string): string {
  return tokenOf(key, 'GROUND', ground)
}

function tokenOf({ secret }: LinkKey, type: string, canonical: string): string {
  return createHmac('sha256', secret).update(`v1|${type}|${canonical}`).digest('base64url')
}
