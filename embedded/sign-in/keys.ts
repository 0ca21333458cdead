import type { JsonWebKey } from 'node:crypto'
import { createHash, createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto'

import { readOrMakeKeyFile } from '../../common/keys/key-file'

/** The demo sign-in's secrets, made at first use. */
export interface SignInKeys {
  /** RS256: checking it costs a gateway a third of what ES256 costs, and it is checked on every request. */
  readonly signing: JsonWebKey & { readonly kid: string }
  /** Signs the cookies of people who are signing in. */
  readonly cookies: string
}

/** Opens the keys in the data folder. */
export function openSignInKeys(dataFolder: string): SignInKeys {
  const pem = readOrMakeKeyFile(dataFolder, 'sign-in', newPrivateKeyPem)
  const cookies = readOrMakeKeyFile(dataFolder, 'sign-in-cookies', () =>
    randomBytes(32).toString('base64url'),
  )
  const jwk = createPrivateKey(pem).export({ format: 'jwk' })
  const { e, kty, n } = jwk
  const kid = createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url')
  return { signing: { ...jwk, kid, alg: 'RS256', use: 'sig' }, cookies }
}

function newPrivateKeyPem(): string {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return privateKey
}
