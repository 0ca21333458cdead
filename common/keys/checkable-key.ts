import type { KeyObject } from 'node:crypto'

import { HubError } from '../errors'
import type { KeyFinder } from './keys'

/** Of whose keys it is not known which they are. */
const messages = {
  ISSUER_UNAVAILABLE: 'Your sign-in cannot be checked at this moment. Try again in a moment.',
  HUB_KEYS_UNAVAILABLE: "The hub's keys cannot be had at this moment. Try again in a moment.",
  AGENCY_KEYS_UNAVAILABLE: "The agency's keys cannot be had at this moment. Try again in a moment.",
} as const

export type KeysUnavailableReason = keyof typeof messages

/** A key set that could not be had is asked for again after this time. */
const retryAfterSeconds = 1

/**
 * The key that a token must be checked with; null when its owner has no such key. While the keys cannot be
 * had, whatever the cause, nothing is known about the token: who shows it is not to sign in again.
 * @throws HubError KEYS_UNAVAILABLE with this reason
 */
export async function findCheckableKey(
  keys: KeyFinder,
  kid: string,
  reason: KeysUnavailableReason,
): Promise<KeyObject | null> {
  try {
    return await keys(kid)
  } catch (cause) {
    const details = { reason, httpStatus: 503, retryAfterSeconds, cause }
    throw new HubError('KEYS_UNAVAILABLE', messages[reason], details)
  }
}
