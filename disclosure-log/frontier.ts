import type { Hash } from './merkle'
import { emptyRoot, hashNode } from './merkle'

/**
 * What a growing Merkle tree has to remember: the roots of its complete subtrees, largest first, one
 * for each bit of its size. Never changed: to add is to get another one.
 */
export class Frontier {
  static readonly empty = new Frontier(0, [])
  /** Leaves in the tree. */
  readonly size: number
  readonly nodes: readonly Hash[]

  /** @throws RangeError when there are not as many nodes as a tree of this size has */
  constructor(size: number, nodes: readonly Hash[]) {
    if (countBits(size) !== nodes.length)
      throw new RangeError(`A tree of ${size} leaves does not have ${nodes.length} complete parts`)
    this.size = size
    this.nodes = nodes
  }

  /** The tree with these leaves added in their order. */
  with(leaves: readonly Hash[]): Frontier {
    const nodes = [...this.nodes]
    let { size } = this
    for (const leaf of leaves) {
      let node = leaf
      for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2))
        node = hashNode(nodes.pop() ?? node, node)
      nodes.push(node)
      size += 1
    }
    return new Frontier(size, nodes)
  }

  root(): Hash {
    const [smallest = emptyRoot, ...larger] = this.nodes.toReversed()
    return larger.reduce((right, left) => hashNode(left, right), smallest)
  }
}

function countBits(size: number): number {
  let bits = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2
  return bits
}
