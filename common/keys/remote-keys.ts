import type { KeyObject } from 'node:crypto'

import { fetchBounded } from '../http/bounded-fetch'
import type { KeySet } from './key-set'
import { readKeySet } from './key-set'
import type { KeyFinder } from './keys'

/** An owner that cannot be reached locks nobody out until its keys are this many times too old. */
const outageFactor = 6

const fetchBounds = { maxBytes: 65_536, timeoutMs: 3000 }

export interface RemoteKeysOptions {
  /** Where the owner publishes its JSON Web Key Set. */
  readonly url: string
  /** A key that the owner no longer publishes is forgotten after this time. Default 10 minutes. */
  readonly maxAgeMs?: number
  /** Unknown key ids make it ask again, but not more often than this. Default 1 s. */
  readonly minIntervalMs?: number
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs?: () => number
  /** @throws Error when there is no answer that may be read */
  readonly fetchText?: (url: string) => Promise<string>
}

/** Finds keys in a key set that is published at a URL. @see RemoteKeys.find */
export function findAtUrl(options: RemoteKeysOptions): KeyFinder {
  const remote = new RemoteKeys(options)
  return (kid) => remote.find(kid)
}

/**
 * A key set that is published at a URL, kept as a whole and fetched again when it is old or an unknown
 * id turns up (the owner has rotated its keys); a caller who invents ids can neither make it ask all the
 * time nor push a good key out.
 */
export class RemoteKeys {
  readonly #options: Required<RemoteKeysOptions>
  #keys: KeySet = new Map()
  #fetchedMs = Number.NEGATIVE_INFINITY
  #triedMs = Number.NEGATIVE_INFINITY
  #fetching: Promise<void> | null = null
  /** Why the set could not be had when it was last asked for; null: it was had. */
  #lastError: unknown = null

  constructor(options: RemoteKeysOptions) {
    this.#options = {
      maxAgeMs: 600_000,
      minIntervalMs: 1000,
      nowMs: () => performance.now(),
      fetchText: fetchPublished,
      ...options,
    }
  }

  /**
   * The key with this id; null when the owner publishes none.
   * @throws Error when that is not known: the set could not be had for six times its maximal age, or
   * never, or it has no such key and could not be had when it was last asked for
   */
  async find(kid: string): Promise<KeyObject | null> {
    const known = this.#keys.get(kid)
    if (known && !this.#isOld()) return known
    if (this.#fetching !== null || this.#mayAskAgain()) await this.#refresh()
    const key = this.#isTooOld() ? undefined : this.#keys.get(kid)
    if (key) return key
    if (this.#isTooOld() || this.#lastError !== null)
      throw new Error('The key set cannot be had', { cause: this.#lastError })
    return null
  }

  /** Whether tokens can be checked now: the set is at hand, and not too old. */
  async isAtHand(): Promise<boolean> {
    if (this.#fetching !== null || (this.#isOld() && this.#mayAskAgain())) await this.#refresh()
    return !this.#isTooOld()
  }

  /** The set as it was last had, however long ago; an old one is asked for meanwhile. */
  latest(): KeySet {
    if (this.#isOld() && this.#mayAskAgain()) void this.#refresh()
    return this.#keys
  }

  #isOld(): boolean {
    return this.#ageMs() > this.#options.maxAgeMs
  }

  #isTooOld(): boolean {
    return this.#ageMs() > this.#options.maxAgeMs * outageFactor
  }

  #ageMs(): number {
    return this.#options.nowMs() - this.#fetchedMs
  }

  #mayAskAgain(): boolean {
    return this.#options.nowMs() - this.#triedMs >= this.#options.minIntervalMs
  }

  /** Who comes while it is being fetched waits for the same answer. */
  async #refresh(): Promise<void> {
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = null
    })
    await this.#fetching
  }

  async #fetch(): Promise<void> {
    const { url, fetchText, nowMs } = this.#options
    this.#triedMs = nowMs()
    try {
      this.#keys = readKeySet(await fetchText(url))
      this.#fetchedMs = nowMs()
      this.#lastError = null
    } catch (error) {
      this.#lastError = error
    }
  }
}

async function fetchPublished(url: string): Promise<string> {
  const { isOk, status, body } = await fetchBounded(url, fetchBounds)
  if (!isOk) throw new Error(`The key set's owner answered with status ${status}`)
  return body.toString()
}
