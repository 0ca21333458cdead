import type { JsonWebKey, KeyObject } from 'node:crypto'
import { createPublicKey } from 'node:crypto'

export interface AgencyKeysOptions {
  /** Where a service publishes its keys; null: nowhere. */
  readonly urlOf: (service: string) => string | null
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number
  /** @throws Error when there is no answer */
  readonly fetchText?: (url: string) => Promise<string>
}

/** A service's key as it was last published. */
export interface AgencyKey {
  readonly kid: string
  readonly publicKey: KeyObject
}

/** Short, because an agency that has another key now refuses calls until it is asked again. */
const maxAgeMs = 10_000

interface Known {
  readonly key: AgencyKey | null
  readonly askedMs: number
}

/**
 * The keys that agencies publish. `find` never waits: it gives what is known, and asks for a key that is
 * unknown or old in the background, so that a slow agency delays no call to another.
 */
export class AgencyKeys {
  readonly #options: AgencyKeysOptions
  readonly #known = new Map<string, Known>()

  constructor(options: AgencyKeysOptions) {
    this.#options = options
  }

  /** The key of a service, or null while none is known. */
  find(service: string): AgencyKey | null {
    const known = this.#known.get(service)
    const nowMs = this.#options.nowMs()
    if (known && nowMs - known.askedMs < maxAgeMs) return known.key
    const url = this.#options.urlOf(service)
    if (url === null) return null
    const key = known?.key ?? null
    this.#known.set(service, { key, askedMs: nowMs })
    void this.#refresh(service, url, nowMs)
    return key
  }

  async #refresh(service: string, url: string, askedMs: number): Promise<void> {
    const { fetchText = fetchPublished } = this.#options
    const text = await fetchText(url).catch(() => null)
    // An agency that cannot be asked keeps the key it had; one that says another has another.
    if (text !== null) this.#known.set(service, { key: readKey(text), askedMs })
  }
}

async function fetchPublished(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2000), redirect: 'error' })
  return response.text()
}

/** The first elliptic-curve key of a JSON Web Key Set; null when there is none. */
function readKey(text: string): AgencyKey | null {
  try {
    const { keys } = JSON.parse(text) as { readonly keys?: readonly JsonWebKey[] }
    const jwk = keys?.find((one) => one.kty === 'EC' && one.crv === 'P-256')
    const kid: unknown = jwk?.['kid']
    if (!jwk || typeof kid !== 'string') return null
    return { kid, publicKey: createPublicKey({ key: { ...jwk }, format: 'jwk' }) }
  } catch {
    return null
  }
}
