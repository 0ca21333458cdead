import type { KeyObject } from 'node:crypto'

import type { DisclosureEntry } from './entry'
import { isDisclosure } from './entry'
import { Frontier } from './frontier'
import type { Leaf } from './leaf'
import { hashOfLeaf } from './leaf'
import type { StoredCheckpoint } from './leaf-store'
import { proveAfter } from './prove-after'
import type { InclusionProof } from './proof'
import { checkProof } from './proof'

/** What a store has of the signed tree that an entry is in; the entry's own leaf among the leaves. */
export interface StoredStretch {
  /** The newest checkpoint that does not reach the entry; null: there is none. */
  readonly before: StoredCheckpoint | null
  /** The first that does; null: nothing is signed for the entry yet. */
  readonly after: StoredCheckpoint | null
  /** From the one to the other; the entry's own alone while nothing is signed for it. */
  readonly leaves: readonly Leaf[]
}

/** An answer that stands in a log, and whether it can be shown that it does. */
export interface ProvenEntry {
  readonly log: string
  readonly index: number
  readonly entry: DisclosureEntry
  /** Null: nothing is signed for it yet, or the store no longer has what a proof is made of. */
  readonly proof: InclusionProof | null
  /** Whether it can be shown under the key at hand, checked as anybody checks it; null: not signed yet. */
  readonly holds: boolean | null
}

/**
 * The entry at this index with its proof; null: there is none, or it is no answer. A store that was changed
 * gives a proof that does not hold.
 */
export function proveStored(
  { before, after, leaves }: StoredStretch,
  { log, index }: { readonly log: string; readonly index: number },
  publicKey: KeyObject,
): ProvenEntry | null {
  const found = leaves.find((leaf) => leaf.index === index)
  if (!found || !isDisclosure(found.entry)) return null
  const leaf = { log, index, entry: found.entry }
  if (!after) return { ...leaf, proof: null, holds: null }
  const proof = proofOf(leaf, after, { before, leaves })
  return { ...leaf, proof, holds: proof !== null && checkProof(proof, publicKey) }
}

function proofOf(
  leaf: Leaf,
  { note }: StoredCheckpoint,
  { before, leaves }: Pick<StoredStretch, 'before' | 'leaves'>,
): InclusionProof | null {
  try {
    const signed = before ? new Frontier(before.size, before.nodes) : Frontier.empty
    const steps = proveAfter(signed, leaves.map(hashOfLeaf), leaf.index)
    const proof = steps.map((hash) => hash.toString('base64'))
    return { kind: 'inclusion', leaf, proof, checkpoint: note }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
