import { createHash, hash } from 'node:crypto'

/**
 * Hashes of a Merkle tree, its proofs and their checks, to the letter of RFC 9162 section 2.1 with
 * SHA-256. A hash is 32 bytes.
 * @see RFC 9162 section 2.1
 */
export type Hash = Buffer

/** Root of the tree without leaves. */
export const emptyRoot: Hash = createHash('sha256').digest()

export function hashLeaf(data: string | Uint8Array): Hash {
  return hash('sha256', typeof data === 'string' ? `\0${data}` : prefixed(0, data), 'buffer')
}

export function hashNode(left: Hash, right: Hash): Hash {
  return hash('sha256', prefixed(1, left, right), 'buffer')
}

function prefixed(kind: 0 | 1, ...parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.of(kind), ...parts])
}

/** Root of the tree over these leaf hashes. */
export function rootOf(leaves: readonly Hash[]): Hash {
  const [only] = leaves
  if (!only) return emptyRoot
  if (leaves.length === 1) return only
  const split = largestPowerBelow(leaves.length)
  return hashNode(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)))
}

/**
 * Proof that the leaf at this index (from 0) is in the tree.
 * @throws RangeError when there is no such leaf
 * @see RFC 9162 section 2.1.3.1
 */
export function proveInclusion(leaves: readonly Hash[], index: number): readonly Hash[] {
  if (!(Number.isInteger(index) && index >= 0 && index < leaves.length))
    throw new RangeError(`No leaf ${index} among ${leaves.length}`)
  if (leaves.length === 1) return []
  const split = largestPowerBelow(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return index < split
    ? [...proveInclusion(left, index), rootOf(right)]
    : [...proveInclusion(right, index - split), rootOf(left)]
}

/** What is said to be in a tree. */
export interface InclusionClaim {
  readonly leaf: Hash
  readonly index: number
  /** Leaves in the tree. */
  readonly size: number
  readonly root: Hash
}

/**
 * Whether the proof shows the claim.
 * @see RFC 9162 section 2.1.3.2
 */
export function checkInclusion(claim: InclusionClaim, proof: readonly Hash[]): boolean {
  const { leaf, index, size, root } = claim
  if (!(index >= 0 && index < size)) return false
  const sides = sidesOf({ node: index, last: size - 1 }, proof)
  const reached = sides?.reduce((hash, side) => side.join(hash), leaf)
  return reached?.equals(root) ?? false
}

/**
 * Proof that the tree over all leaves goes on from the tree over the first of them.
 * @param first how many (1 to all of them)
 * @throws RangeError for another number
 * @see RFC 9162 section 2.1.4.1
 */
export function proveConsistency(leaves: readonly Hash[], first: number): readonly Hash[] {
  if (!(Number.isInteger(first) && first >= 1 && first <= leaves.length))
    throw new RangeError(`No tree of ${first} leaves among ${leaves.length}`)
  return subproof(leaves, first, true)
}

function subproof(leaves: readonly Hash[], first: number, isWhole: boolean): readonly Hash[] {
  if (first === leaves.length) return isWhole ? [] : [rootOf(leaves)]
  const split = largestPowerBelow(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return first <= split
    ? [...subproof(left, first, isWhole), rootOf(right)]
    : [...subproof(right, first - split, false), rootOf(left)]
}

/** A tree by its size and root. */
export interface TreeHead {
  readonly size: number
  readonly root: Hash
}

/**
 * Whether the proof shows that the second tree only adds to the first.
 * @see RFC 9162 section 2.1.4.2
 */
export function checkConsistency(
  first: TreeHead,
  second: TreeHead,
  proof: readonly Hash[],
): boolean {
  if (first.size < 1 || first.size > second.size) return false
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root)
  const isPower = largestPowerBelow(first.size + 1) === first.size
  const [start, ...rest] = isPower ? [first.root, ...proof] : proof
  let [node, last] = [first.size - 1, second.size - 1]
  while (node % 2 === 1) [node, last] = [half(node), half(last)]
  const sides = sidesOf({ node, last }, rest)
  if (!start || !sides) return false
  const older = sides.filter(({ isLeft }) => isLeft).reduce((hash, { join }) => join(hash), start)
  const newer = sides.reduce((hash, { join }) => join(hash), start)
  return older.equals(first.root) && newer.equals(second.root)
}

/** On the way from a leaf to the root: a sibling, on its left or its right. */
interface Side {
  readonly isLeft: boolean
  readonly join: (hash: Hash) => Hash
}

/** The siblings on the way from a node to the root; null when the way is longer or shorter. */
function sidesOf(
  from: { readonly node: number; readonly last: number },
  siblings: readonly Hash[],
): readonly Side[] | null {
  let { node, last } = from
  const sides: Side[] = []
  for (const sibling of siblings) {
    if (last === 0) return null
    const isLeft = node % 2 === 1 || node === last
    sides.push({
      isLeft,
      join: (hash) => (isLeft ? hashNode(sibling, hash) : hashNode(hash, sibling)),
    })
    // Without a right neighbour nothing is hashed until there is a left one.
    while (isLeft && node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 ? sides : null
}

function half(node: number): number {
  return Math.floor(node / 2)
}

/** The largest power of two smaller than `size` (2 or more). */
export function largestPowerBelow(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}
