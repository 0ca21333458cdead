import { checkProof, proveEntry, proveGrowth } from '../../disclosure-log/proof'
import { entryFor } from './entries'
import { makeLeaves, makeLog, sign } from './exported'
import { makeLogKey } from './log-key'

const { privateKey, publicKey } = makeLogKey()
const stranger = makeLogKey()
const leaves = makeLeaves(20)
const log = makeLog(leaves, [7, 13], privateKey)

describe('a proof that an entry is in the log', () => {
  const proof = proveEntry(log, 5, publicKey)

  it.each(leaves.slice(0, 13).map(({ index }) => index))('holds for entry %s', (index) => {
    expect(checkProof(proveEntry(log, index, publicKey), publicKey)).toBe(true)
  })

  it('uses the smallest signed tree', () => {
    expect(proof.checkpoint).toBe(log.checkpoints[0])
    expect(proveEntry(log, 7, publicKey).checkpoint).toBe(log.checkpoints[1])
  })

  it.each([
    ['another entry', { ...proof, leaf: { ...proof.leaf, entry: entryFor('other') } }],
    ['another place', { ...proof, leaf: { ...proof.leaf, index: 4 } }],
    ['another log', { ...proof, leaf: { ...proof.leaf, log: 'gateway-2' } }],
    ['a step less', { ...proof, proof: proof.proof.slice(1) }],
    ['another tree', { ...proof, checkpoint: log.checkpoints[1] ?? '' }],
    ['a forged checkpoint', { ...proof, checkpoint: sign(leaves, 7, stranger.privateKey) }],
    ['no checkpoint', { ...proof, checkpoint: '' }],
  ])('does not hold with %s', (_what, forged) => {
    expect(checkProof(forged, publicKey)).toBe(false)
  })

  it.each([
    [20, 'There is no entry 20'],
    [13, 'No checkpoint is signed for entry 13 yet'],
  ])('cannot be had for entry %s: %s', (index, message) => {
    expect(() => proveEntry(log, index, publicKey)).toThrow(message)
  })

  it('cannot be had from a log whose end is missing', () => {
    const cut = { ...log, leaves: leaves.slice(0, 8) }
    expect(() => proveEntry(cut, 7, publicKey)).toThrow('13 entries are signed for, 8 are here')
  })
})

describe('a proof that a log only grew', () => {
  const proof = proveGrowth(log, { from: 7, to: 20 }, publicKey)

  it('holds between the checkpoints that cover the range', () => {
    expect([proof.from, proof.to]).toEqual(log.checkpoints)
    expect(checkProof(proof, publicKey)).toBe(true)
  })

  it.each([
    ['another beginning', { ...proof, from: sign([...leaves.slice(1), ...leaves], 7, privateKey) }],
    ['the ends exchanged', { ...proof, from: proof.to, to: proof.from }],
    ['a forged end', { ...proof, to: sign(leaves, 13, stranger.privateKey) }],
    ['a step less', { ...proof, proof: proof.proof.slice(1) }],
    ["another log's end", { ...proof, to: sign(makeLeaves(13, 'gateway-2'), 13, privateKey) }],
  ])('does not hold with %s', (_what, forged) => {
    expect(checkProof(forged, publicKey)).toBe(false)
  })

  it.each([
    [3, 20],
    [13, 7],
  ])('cannot be had from %s to %s', (from, to) => {
    expect(() => proveGrowth(log, { from, to }, publicKey)).toThrow(
      /there are checkpoints for 7, 13/,
    )
  })
})
