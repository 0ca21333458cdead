import type { SigningKey } from '../../../common/keys/keys'
import { publicKeySet } from '../../../common/keys/keys'
import { keysPath } from './config'
import type { Route } from './http-service'

/** Publishes a service's public key: what it signs is checked with it, and calls to it are sealed. */
export function keysRoute(key: SigningKey): Route {
  const body = publicKeySet([key])
  const handle = () => Promise.resolve({ status: 200, body })
  return { method: 'GET', path: keysPath, maximumBytes: 0, handle }
}
