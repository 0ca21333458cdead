import type { KeyObject } from 'node:crypto'
import { createPublicKey } from 'node:crypto'

import { JwksClient } from 'jwks-rsa'

import type { KeyFinder } from './keys'

/** An owner that cannot be reached locks nobody out until its keys are this many times too old. */
const outageFactor = 6

export interface RemoteKeysOptions {
  /** Where the owner publishes its JSON Web Key Set. */
  readonly url: string
  /** A key that the owner no longer publishes is forgotten after this time. Default 10 minutes. */
  readonly maxAgeMs?: number
  /** Unknown key ids make it ask again, but not more often than this. Default 1 s. */
  readonly minIntervalMs?: number
  /** Default 3 s. */
  readonly timeoutMs?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/**
 * Finds keys in a key set that is published at a URL. The set is kept as a whole and fetched again
 * when it is old or an unknown id turns up (the owner has rotated its keys); a caller who invents ids
 * can neither make it ask all the time nor push a good key out.
 * @throws Error (from the finder) when the set could not be had for an hour, or never.
 */
export function findAtUrl(options: RemoteKeysOptions): KeyFinder {
  const remote = new RemoteKeys(options)
  return (kid) => remote.find(kid)
}

class RemoteKeys {
  readonly #client: JwksClient
  readonly #options: Required<Omit<RemoteKeysOptions, 'url'>>
  #keys: ReadonlyMap<string, KeyObject> = new Map()
  #fetchedAt = Number.NEGATIVE_INFINITY
  #triedAt = Number.NEGATIVE_INFINITY
  #fetching: Promise<void> | null = null
  #lastError: unknown = null

  constructor({ url, ...options }: RemoteKeysOptions) {
    this.#options = {
      maxAgeMs: 600_000,
      minIntervalMs: 1000,
      timeoutMs: 3000,
      now: Date.now,
      ...options,
    }
    this.#client = new JwksClient({
      jwksUri: url,
      cache: false,
      rateLimit: false,
      timeout: this.#options.timeoutMs,
    })
  }

  async find(kid: string): Promise<KeyObject | null> {
    const known = this.#keys.get(kid)
    if (known && this.#age() <= this.#options.maxAgeMs) return known
    if (this.#mayAskAgain()) await this.#refresh()
    if (this.#age() > this.#options.maxAgeMs * outageFactor)
      throw new Error('The key set cannot be had', { cause: this.#lastError })
    return this.#keys.get(kid) ?? null
  }

  #age(): number {
    return this.#options.now() - this.#fetchedAt
  }

  #mayAskAgain(): boolean {
    return (
      this.#fetching !== null || this.#options.now() - this.#triedAt >= this.#options.minIntervalMs
    )
  }

  /** Callers that come while it is being fetched wait for the same answer. */
  async #refresh(): Promise<void> {
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = null
    })
    await this.#fetching
  }

  async #fetch(): Promise<void> {
    this.#triedAt = this.#options.now()
    try {
      const published = await this.#client.getSigningKeys()
      this.#keys = new Map(published.map((key) => [key.kid, createPublicKey(key.getPublicKey())]))
      this.#fetchedAt = this.#options.now()
    } catch (error) {
      this.#lastError = error
    }
  }
}
