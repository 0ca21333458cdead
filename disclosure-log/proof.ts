import type { KeyObject } from 'node:crypto'

import type { Checkpoint } from './checkpoint'
import { openCheckpoint } from './checkpoint'
import type { ExportedLog } from './export'
import type { Leaf } from './leaf'
import { hashOfLeaf } from './leaf'
import type { Hash } from './merkle'
import { checkConsistency, checkInclusion, proveConsistency, proveInclusion } from './merkle'

/** That an entry is in a log: whoever has the public key can check it, without the log. */
export interface InclusionProof {
  readonly kind: 'inclusion'
  readonly leaf: Leaf
  /** Base64, from the leaf up. */
  readonly proof: readonly string[]
  /** The signed note of the tree it is in. */
  readonly checkpoint: string
}

/** That a log only grew from one checkpoint to another. */
export interface ConsistencyProof {
  readonly kind: 'consistency'
  /** Base64. */
  readonly proof: readonly string[]
  /** Signed notes. */
  readonly from: string
  readonly to: string
}

/** There is no such entry or checkpoint, or none that is signed for. */
export class ProofError extends Error {
  constructor(problem: string) {
    super(problem)
    this.name = 'ProofError'
  }
}

/**
 * A proof that the entry at this index is in the log, in the smallest signed tree that holds it.
 * @throws ProofError
 */
export function proveEntry(
  { leaves, checkpoints }: ExportedLog,
  index: number,
  publicKey: KeyObject,
): InclusionProof {
  const found = leaves[index]
  if (found?.index !== index) throw new ProofError(`There is no entry ${index}`)
  const leaf: Leaf = { log: found.log, index, entry: found.entry }
  const signed = openAll(checkpoints, publicKey).find(({ opened }) => opened.size > index)
  if (!signed) throw new ProofError(`No checkpoint is signed for entry ${index} yet`)
  const { note, opened } = signed
  const proof = proveInclusion(hashesOf(leaves, opened.size), index)
  return { kind: 'inclusion', leaf, proof: toText(proof), checkpoint: note }
}

/**
 * A proof between the newest checkpoints that are signed for at most these numbers of entries.
 * @throws ProofError
 */
export function proveGrowth(
  { leaves, checkpoints }: ExportedLog,
  { from, to }: { readonly from: number; readonly to: number },
  publicKey: KeyObject,
): ConsistencyProof {
  const all = openAll(checkpoints, publicKey)
  const [first, second] = [from, to].map((size) =>
    all.findLast(({ opened }) => opened.size <= size && opened.size > 0),
  )
  if (!first || !second || first.opened.size > second.opened.size)
    throw new ProofError(
      `Nothing is signed from ${from} to ${to}; there are checkpoints for ${sizesOf(all)} entries`,
    )
  const proof = proveConsistency(hashesOf(leaves, second.opened.size), first.opened.size)
  return { kind: 'consistency', proof: toText(proof), from: first.note, to: second.note }
}

/** Whether a proof shows what it says, with nothing but the public key. */
export function checkProof(given: InclusionProof | ConsistencyProof, key: KeyObject): boolean {
  const proof = given.proof.map((text) => Buffer.from(text, 'base64'))
  if (given.kind === 'consistency') {
    const [from, to] = [openCheckpoint(given.from, key), openCheckpoint(given.to, key)]
    return from !== null && to !== null && from.log === to.log && checkConsistency(from, to, proof)
  }
  const checkpoint = openCheckpoint(given.checkpoint, key)
  if (checkpoint?.log !== given.leaf.log) return false
  const { size, root } = checkpoint
  const claim = { leaf: hashOfLeaf(given.leaf), index: given.leaf.index, size, root }
  return checkInclusion(claim, proof)
}

interface Opened {
  readonly note: string
  readonly opened: Checkpoint
}

/** Smallest first. */
function openAll(notes: readonly string[], publicKey: KeyObject): readonly Opened[] {
  return notes
    .flatMap((note) => {
      const opened = openCheckpoint(note, publicKey)
      return opened ? [{ note, opened }] : []
    })
    .toSorted((one, other) => one.opened.size - other.opened.size)
}

function hashesOf(leaves: readonly Leaf[], size: number): readonly Hash[] {
  if (leaves.length < size)
    throw new ProofError(`${size} entries are signed for, ${leaves.length} are here`)
  return leaves.slice(0, size).map(hashOfLeaf)
}

function toText(hashes: readonly Hash[]): readonly string[] {
  return hashes.map((hash) => hash.toString('base64'))
}

function sizesOf(all: readonly Opened[]): string {
  return all.map(({ opened }) => opened.size).join(', ') || 'no'
}
