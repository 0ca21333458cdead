import { createHash } from 'node:crypto'

import { toCanonicalJson } from './canonical-json'
import type { DisclosureEntry } from './entry'

/** The newest place of a chain. */
export interface ChainHead {
  /** Counted from 1; 0 is the empty chain. */
  readonly sequence: number
  /** Lower-case hexadecimal SHA-256. */
  readonly hash: string
}

/** An entry in its place: its hash covers the entry, its place and everything before it. */
export interface ChainLink extends ChainHead {
  /** The gateway instance that wrote it. */
  readonly chain: string
  readonly previousHash: string
  readonly entry: DisclosureEntry
}

/** What an empty chain ends with. */
export const emptyHead: ChainHead = { sequence: 0, hash: '0'.repeat(64) }

/** Entries in the places that follow the head, in their order. */
export function linkEntries(
  chain: string,
  head: ChainHead,
  entries: readonly DisclosureEntry[],
): readonly ChainLink[] {
  let { sequence, hash } = head
  return entries.map((entry) => {
    const place = { chain, sequence: sequence + 1, previousHash: hash, entry }
    hash = hashOf(place)
    sequence += 1
    return { ...place, hash }
  })
}

export type ChainVerdict =
  | { readonly isIntact: true; readonly head: ChainHead }
  | {
      readonly isIntact: false
      /** Index, from 0, of the first link that cannot be where it is. */
      readonly index: number
      readonly problem:
        /** Its content is not what was hashed. */
        | 'EDITED'
        /** It does not continue what stands before it: removed, inserted or moved links. */
        | 'BROKEN'
        /** It belongs to another chain. */
        | 'OTHER_CHAIN'
        /** All links are sound, but the newest is not the one that was expected: the end is missing. */
        | 'TRUNCATED'
    }

/**
 * Whether these are all the links of one chain from its first, untouched and in order. Only a head
 * that is kept elsewhere can tell a chain whose end was cut off, or that was hashed anew from the
 * start, from a sound one.
 */
export function verifyChain(links: readonly ChainLink[], expected?: ChainHead): ChainVerdict {
  let head = emptyHead
  for (const [index, link] of links.entries()) {
    if (link.chain !== links[0]?.chain) return { isIntact: false, index, problem: 'OTHER_CHAIN' }
    if (hashOf(link) !== link.hash) return { isIntact: false, index, problem: 'EDITED' }
    const continues = link.sequence === head.sequence + 1 && link.previousHash === head.hash
    if (!continues) return { isIntact: false, index, problem: 'BROKEN' }
    head = { sequence: link.sequence, hash: link.hash }
  }
  if (expected && expected.hash !== head.hash)
    return { isIntact: false, index: links.length, problem: 'TRUNCATED' }
  return { isIntact: true, head }
}

function hashOf({ chain, sequence, previousHash, entry }: Omit<ChainLink, 'hash'>): string {
  const text = toCanonicalJson({ chain, sequence, previousHash, entry })
  return createHash('sha256').update(text).digest('hex')
}
