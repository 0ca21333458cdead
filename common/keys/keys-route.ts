import type { SigningKey } from './keys'
import { publicKeySet } from './keys'
import type { Route } from '../http/route'
import { json } from '../http/route'

/** Path under which every service publishes its public keys. */
export const keysPath = '/.well-known/jwks.json'

/** Publishes a service's public key: what it signs is checked with it, and calls to it are sealed. */
export function keysRoute(key: SigningKey): Route {
  const response = json(publicKeySet([key]))
  return {
    method: 'GET',
    path: keysPath,
    maxBodyBytes: 0,
    answer: () => Promise.resolve(response),
  }
}
