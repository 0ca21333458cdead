import type { PinnedKey } from '../external-agency'
import type { KeySet } from './key-set'
import { readKeySet } from './key-set'
import type { KeyFinder } from './keys'

/** The keys that the register holds of an agency outside: its own word is not asked for. */
export function pinnedKeySet(keys: readonly PinnedKey[]): KeySet {
  return readKeySet(JSON.stringify({ keys }))
}

/** Finds among pinned keys; all others are refused, whatever is published. */
export function findPinned(keys: readonly PinnedKey[]): KeyFinder {
  const set = pinnedKeySet(keys)
  return (kid) => Promise.resolve(set.get(kid) ?? null)
}
