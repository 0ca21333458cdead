import type { KeyObject } from 'node:crypto'

import type { KeySet } from '../../common/keys/key-set'
import type { RemoteKeysOptions } from '../../common/keys/remote-keys'
import { RemoteKeys } from '../../common/keys/remote-keys'

export interface AgencyKeysOptions extends Pick<RemoteKeysOptions, 'fetchText' | 'nowMs'> {
  /** Where a service publishes its keys; null: nowhere. */
  readonly urlOf: (service: string) => string | null
  /** Keys that are agreed on, for services that are not asked for them; null: it is asked. */
  readonly pinnedOf?: (service: string) => KeySet | null
}

/** A service's key as it was last published. */
export interface AgencyKey {
  readonly kid: string
  readonly publicKey: KeyObject
}

/** Short, because an agency that has another key now refuses calls until it is asked again. */
const maxAgeMs = 10_000

/**
 * The keys that agencies publish. `find` never waits: it gives what is known, and asks for a key that is
 * unknown or old in the background, so that a slow agency delays no call to another.
 */
export class AgencyKeys {
  readonly #options: AgencyKeysOptions
  readonly #sets = new Map<string, RemoteKeys | null>()

  constructor(options: AgencyKeysOptions) {
    this.#options = options
  }

  /** The first elliptic-curve key of a service; null while none is known. */
  find(service: string): AgencyKey | null {
    for (const [kid, publicKey] of this.#keysOf(service))
      if (publicKey.asymmetricKeyType === 'ec') return { kid, publicKey }
    return null
  }

  #keysOf(service: string): KeySet {
    const pinned = this.#options.pinnedOf?.(service)
    return pinned ?? this.#setOf(service)?.latest() ?? new Map()
  }

  #setOf(service: string): RemoteKeys | null {
    const known = this.#sets.get(service)
    if (known !== undefined) return known
    const { urlOf, ...options } = this.#options
    const url = urlOf(service)
    const set =
      url === null ? null : new RemoteKeys({ ...options, url, maxAgeMs, minIntervalMs: maxAgeMs })
    this.#sets.set(service, set)
    return set
  }
}
