import type { JsonWebKey, KeyObject } from 'node:crypto'
import { createHash, createPublicKey } from 'node:crypto'

import { decode, sign, verify } from 'jsonwebtoken'

import type { PinnedKey } from '../../../common/external-agency'
import type { JsonObject } from '../../../common/json'
import { isObject } from '../../../common/json'
import { pinnedKeySet } from '../../../common/keys/pinned-keys'

/** What an agency publishes: its SDL under a version, with its signature. */
export interface Publication {
  /** Code of the agency. */
  readonly agency: string
  /** As in 1.2.0. */
  readonly version: string
  /** What is new, for people. */
  readonly changelog: string
  readonly sdl: string
  /** JWS, ES256, by a key that the register holds of the agency. */
  readonly signature: string
}

/** When it was signed, and by which key. */
export interface Signed {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly kid: string
}

type Content = Omit<Publication, 'signature'>

const type = 'sightline-publication+jwt'
const maxTextLength = 1024 * 1024

/**
 * Signs what an agency publishes.
 * @throws Error when the register does not hold the public half of the key
 */
export function signPublication(
  content: Content,
  privateKey: KeyObject,
  { keys, now }: { readonly keys: readonly PinnedKey[]; readonly now: Date },
): Publication {
  const { agency } = content
  const kid = findKid(createPublicKey(privateKey).export({ format: 'jwk' }), keys)
  if (kid === null)
    throw new Error(
      `agencies.json holds no public half of this key for ${agency}; sign with a key that is pinned there, or have this one pinned first`,
    )
  const claims = { contentHash: hashOf(content), iat: Math.floor(now.getTime() / 1000) }
  const signature = sign(claims, privateKey, {
    ...{ algorithm: 'ES256', issuer: agency, header: { alg: 'ES256', typ: type, kid } },
  })
  return { ...content, signature }
}

/**
 * Who signed a publication, and when.
 * @throws Error that says why it is not the agency's
 */
export function checkSignature(publication: Publication, keys: readonly PinnedKey[]): Signed {
  const { agency, version, signature } = publication
  const { kid = '', typ } = decode(signature, { complete: true })?.header ?? {}
  const key = typ === type ? (pinnedKeySet(keys).get(kid) ?? null) : null
  const { contentHash, iat } = key ? readClaims(signature, key, agency) : {}
  if (contentHash === hashOf(publication) && typeof iat === 'number')
    return { at: new Date(iat * 1000).toISOString(), kid }
  throw new Error(
    `${agency} ${version} is not signed by a key that agencies.json holds of ${agency}, or was changed afterwards`,
  )
}

/**
 * A publication as its file has it.
 * @throws Error naming the file
 */
export function readPublication(file: string, content: unknown): Publication {
  const { agency, version, changelog, sdl, signature } = isObject(content) ? content : {}
  const texts = [agency, version, changelog, sdl, signature]
  if (!texts.every((text) => typeof text === 'string' && text.length <= maxTextLength))
    throw new Error(`${file}: expected what "agency -- publish --out FILE" writes`)
  checkVersion(String(version))
  return { agency, version, changelog, sdl, signature } as Publication
}

/** @throws Error for what is no version of three numbers */
export function checkVersion(version: string): void {
  if (!/^(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}$/.test(version))
    throw new Error(`"${version.slice(0, 40)}" is no version: write three numbers, as in 1.2.0`)
}

/** Below 0 when the first version is the older one. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number))
  const differences = [0, 1, 2].map((index) => (a?.[index] ?? 0) - (b?.[index] ?? 0))
  return differences.find((difference) => difference !== 0) ?? 0
}

function findKid({ x, y }: JsonWebKey, keys: readonly PinnedKey[]): string | null {
  return keys.find((key) => key.x === x && key.y === y)?.kid ?? null
}

function hashOf({ agency, version, changelog, sdl }: Content): string {
  const text = JSON.stringify([agency, version, changelog, sdl])
  return createHash('sha256').update(text).digest('base64url')
}

function readClaims(signature: string, key: KeyObject, issuer: string): JsonObject {
  try {
    const claims = verify(signature, key, { algorithms: ['ES256'], issuer })
    return isObject(claims) ? claims : {}
  } catch {
    return {}
  }
}
