import { createHash } from 'node:crypto'

import fc from 'fast-check'

import { Frontier } from '../../disclosure-log/frontier'
import type { Hash } from '../../disclosure-log/merkle'
import {
  checkConsistency,
  checkInclusion,
  emptyRoot,
  hashLeaf,
  proveConsistency,
  proveInclusion,
  rootOf,
} from '../../disclosure-log/merkle'

/**
 * Leaves, roots and proofs of Google's implementation of RFC 6962.
 * @see https://github.com/google/certificate-transparency/blob/master/cpp/merkletree/merkle_tree_test.cc
 */
const vectors = {
  leaves: [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ],
  roots: [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ],
  /** Index, size, proof. */
  inclusion: [
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ] as const,
  /** First size, second size, proof. */
  consistency: [
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ] as const,
}

const leaves = vectors.leaves.map((hex) => hashLeaf(Buffer.from(hex, 'hex')))
const hex = (hashes: readonly Hash[]) => hashes.map((hash) => hash.toString('hex'))
const hashesOf = (texts: readonly string[]) => texts.map((text) => Buffer.from(text, 'hex'))
const manyLeaves = (size: number) =>
  Array.from({ length: size }, (_, index) => hashLeaf(`leaf ${index}`))
const headOf = (all: readonly Hash[], size: number) => ({ size, root: rootOf(all.slice(0, size)) })

describe('a Merkle tree', () => {
  it('has the hash of nothing for its root while it is empty', () => {
    expect(emptyRoot).toEqual(createHash('sha256').update('').digest())
    expect(rootOf([])).toEqual(emptyRoot)
  })

  it('has the roots that others have computed', () => {
    const roots = vectors.roots.map((_, index) => rootOf(leaves.slice(0, index + 1)))
    expect(hex(roots)).toEqual(vectors.roots)
  })

  it.each(vectors.inclusion)('has the known proof for leaf %s of %s', (index, size, proof) => {
    expect(hex(proveInclusion(leaves.slice(0, size), index))).toEqual(proof)
  })

  it.each(vectors.consistency)('has the known proof from %s to %s', (first, second, proof) => {
    expect(hex(proveConsistency(leaves.slice(0, second), first))).toEqual(proof)
    const heads = [headOf(leaves, first), headOf(leaves, second)] as const
    expect(checkConsistency(...heads, hashesOf(proof))).toBe(true)
  })

  it.each([-1, 8, 0.5])('has no proof for a leaf %s that is not there', (index) => {
    expect(() => proveInclusion(leaves, index)).toThrow(RangeError)
  })

  it.each([0, 9, 1.5])('has no proof from a tree of %s leaves', (first) => {
    expect(() => proveConsistency(leaves, first)).toThrow(RangeError)
  })
})

describe('a frontier', () => {
  it('has at each size the root of the tree over the same leaves', () => {
    const many = manyLeaves(70)
    let grown = Frontier.empty
    for (const [index, leaf] of many.entries()) {
      expect(grown.root()).toEqual(rootOf(many.slice(0, index)))
      grown = grown.with([leaf])
    }
    expect(Frontier.empty.with(many).nodes).toEqual(grown.nodes)
  })

  it.each([
    [3, 1],
    [4, 2],
    [0, 1],
  ])('of %s leaves does not have %s parts', (size, parts) => {
    expect(() => new Frontier(size, manyLeaves(parts))).toThrow(RangeError)
  })
})

describe('proofs', () => {
  const sizes = fc.integer({ min: 1, max: 200 })
  const pair = fc
    .tuple(sizes, sizes)
    .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const)

  it('show every leaf of every tree, and nothing else', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, at, other) => {
        const all = manyLeaves(size)
        const [index, wrong] = [at % size, other % size]
        const leaf = all[index] ?? emptyRoot
        const proof = proveInclusion(all, index)
        const claim = { leaf, index, size, root: rootOf(all) }
        expect(checkInclusion(claim, proof)).toBe(true)
        expect(checkInclusion({ ...claim, leaf: hashLeaf('another') }, proof)).toBe(false)
        expect(checkInclusion({ ...claim, index: wrong }, proof)).toBe(wrong === index)
        expect(checkInclusion({ ...claim, root: hashLeaf('another') }, proof)).toBe(false)
        expect(checkInclusion({ ...claim, index: size }, proof)).toBe(false)
        expect(checkInclusion(claim, [...proof, leaf])).toBe(false)
        expect(checkInclusion(claim, proof.slice(1))).toBe(proof.length === 0)
      }),
    )
  })

  it('show that a tree goes on from each smaller one, and from no other', () => {
    fc.assert(
      fc.property(pair, ([first, second]) => {
        const all = manyLeaves(second)
        const [older, newer] = [headOf(all, first), headOf(all, second)]
        const proof = proveConsistency(all, first)
        expect(checkConsistency(older, newer, proof)).toBe(true)
        const forged = { ...older, root: hashLeaf('another') }
        expect(checkConsistency(forged, newer, proof)).toBe(false)
        expect(checkConsistency(older, { ...newer, root: forged.root }, proof)).toBe(false)
        expect(checkConsistency(older, newer, [...proof, forged.root])).toBe(false)
        expect(checkConsistency(older, newer, proof.slice(1))).toBe(proof.length === 0)
        expect(checkConsistency({ ...older, size: 0 }, newer, proof)).toBe(false)
        expect(checkConsistency(newer, { ...older, size: first - 1 }, proof)).toBe(false)
      }),
    )
  })
})
