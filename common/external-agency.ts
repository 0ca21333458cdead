import type { JsonWebKey } from 'node:crypto'
import { createPublicKey } from 'node:crypto'

import { findUrlProblem } from './blocked-ports'

/** A public key as the register holds it: EC P-256 (RFC 7517), with no private part. */
export interface PinnedKey extends JsonWebKey {
  readonly kid: string
}

/** An agency whose subgraph somebody else runs; see docs/agency-contract.md. */
export interface ExternalAgency {
  /** Of its GraphQL, absolute. */
  readonly url: string
  /** Its keys, newest first: calls are sealed to the first, registrations may be signed with any. */
  readonly keys: readonly PinnedKey[]
}

type Entry = Readonly<Record<string, unknown>>

/** More are a mistake: one in use, one before it, one to come. */
const maxKeys = 5

const keyMembers = ['kty', 'crv', 'x', 'y', 'kid', 'alg', 'use']

/**
 * What an entry of the register says of an agency outside; null for one of ours.
 * @throws Error that starts with `where` and says what to change
 */
export function readExternal(entry: Entry, where: string): ExternalAgency | null {
  const { external = false, url, keys } = entry
  if (typeof external !== 'boolean') throw new Error(`${where}: external must be true or false`)
  if (external) return { url: readUrl(url, where), keys: readKeys(keys, where) }
  for (const name of ['url', 'keys'])
    if (entry[name] !== undefined)
      throw new Error(
        `${where}: ${name} is for an agency outside; add "external": true, or leave it out`,
      )
  return null
}

/**
 * Checks that an agency outside is called over TLS where it matters.
 * @throws Error that names the agency and what to change
 */
export function checkTransport(code: string, { url }: ExternalAgency, isProduction: boolean): void {
  if (isProduction && new URL(url).protocol !== 'https:')
    throw new Error(
      `agencies.json: ${code}: url must start with https:// in production, got "${url}"`,
    )
}

function readUrl(url: unknown, where: string): string {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : null
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol))
    throw new Error(
      `${where}: url must be the https URL of its GraphQL, as an external agency has one`,
    )
  if (
    parsed.username !== '' ||
    parsed.password !== '' ||
    parsed.search !== '' ||
    parsed.hash !== ''
  )
    throw new Error(`${where}: url must have no user, password, query or fragment`)
  const problem = findUrlProblem(parsed.href)
  if (problem !== null) throw new Error(`${where}: url ${problem}; publish it at another`)
  return parsed.href
}

function readKeys(keys: unknown, where: string): readonly PinnedKey[] {
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > maxKeys)
    throw new Error(
      `${where}: keys must be a list of 1 to ${maxKeys} public keys, as its /.well-known/jwks.json has them`,
    )
  const read = keys.map((key: unknown, index) => readKey(key, `${where}: key ${index + 1}`))
  const twice = read.find(({ kid }, index) => read.findIndex((one) => one.kid === kid) !== index)
  if (twice) throw new Error(`${where}: the kid "${twice.kid}" is used twice`)
  return read
}

function readKey(key: unknown, where: string): PinnedKey {
  if (typeof key !== 'object' || key === null) throw new Error(`${where}: expected a JSON Web Key`)
  const fields = key as Entry
  if ('d' in fields)
    throw new Error(
      `${where} is private: whoever read this file can sign as the agency; make another`,
    )
  const { kid } = fields
  if (typeof kid !== 'string' || kid === '' || kid.length > 200)
    throw new Error(`${where}: kid must be a text of 1 to 200 characters`)
  if (!isOnP256(fields)) throw new Error(`${where} must be an EC key on P-256 for ES256 signatures`)
  const members = keyMembers.filter((name) => fields[name] !== undefined)
  return { ...Object.fromEntries(members.map((name) => [name, fields[name]])), kid }
}

function isOnP256(fields: Entry): boolean {
  const { kty, crv, x, y, alg = 'ES256', use = 'sig' } = fields
  if (kty !== 'EC' || crv !== 'P-256' || alg !== 'ES256' || use !== 'sig') return false
  if (typeof x !== 'string' || typeof y !== 'string') return false
  try {
    createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' })
    return true
  } catch {
    return false
  }
}
