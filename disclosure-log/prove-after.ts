import type { Frontier } from './frontier'
import type { Hash } from './merkle'
import { hashNode, largestPowerBelow } from './merkle'

/**
 * Proof that a leaf is in a tree of which only the end is at hand: what an earlier tree remembers, and the leaves
 * that were added to it. The same proof as from all leaves: what is beside the way from a later leaf to the
 * root never lies inside one of the complete parts of the earlier tree.
 * @param added hashes of the leaves after the frontier's, to the end of the tree
 * @param index of one of them, counted from the beginning of the tree
 * @throws RangeError when it is none of them
 * @see RFC 9162 section 2.1.3.1
 */
export function proveAfter(
  frontier: Frontier,
  added: readonly Hash[],
  index: number,
): readonly Hash[] {
  const size = frontier.size + added.length
  if (!(Number.isInteger(index) && index >= frontier.size && index < size))
    throw new RangeError(`No leaf ${index} from ${frontier.size} to ${size}`)
  const complete = completeParts(frontier)
  const rootOver = (start: number, count: number): Hash => {
    const known =
      complete.get(keyOf(start, count)) ?? (count === 1 ? added[start - frontier.size] : null)
    if (known) return known
    const split = largestPowerBelow(count)
    return hashNode(rootOver(start, split), rootOver(start + split, count - split))
  }
  const way = (start: number, count: number): readonly Hash[] => {
    if (count === 1) return []
    const split = largestPowerBelow(count)
    const middle = start + split
    return index < middle
      ? [...way(start, split), rootOver(middle, count - split)]
      : [...way(middle, count - split), rootOver(start, split)]
  }
  return way(0, size)
}

/** The roots that a frontier remembers, by the first leaf under each and how many there are. */
function completeParts({ size, nodes }: Frontier): ReadonlyMap<string, Hash> {
  const parts = new Map<string, Hash>()
  let start = 0
  for (const node of nodes) {
    const count = largestPowerBelow(size - start + 1)
    parts.set(keyOf(start, count), node)
    start += count
  }
  return parts
}

function keyOf(start: number, count: number): string {
  return `${start}+${count}`
}
