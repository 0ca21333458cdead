import { openCheckpoint } from '../../disclosure-log/checkpoint'
import { Frontier } from '../../disclosure-log/frontier'
import type { Leaf } from '../../disclosure-log/leaf'
import { hashOfLeaf } from '../../disclosure-log/leaf'
import { checkProof, proveEntry } from '../../disclosure-log/proof'
import type { StoredStretch } from '../../disclosure-log/prove-stored'
import { proveStored } from '../../disclosure-log/prove-stored'
import { readProof } from '../../disclosure-log/read-proof'
import { entryFor } from './entries'
import { makeLeaves, makeLog, sign } from './exported'
import { makeLogKey } from './log-key'

const { privateKey, publicKey } = makeLogKey()
const stranger = makeLogKey()
const leaves = makeLeaves(20)
const log = leaves[0]?.log ?? ''

const checkpointAt = (size: number, key = privateKey) => ({
  ...{ log, size, note: sign(leaves, size, key) },
  nodes: Frontier.empty.with(leaves.slice(0, size).map(hashOfLeaf)).nodes,
})
const stretch: StoredStretch = {
  before: checkpointAt(7),
  after: checkpointAt(13),
  leaves: leaves.slice(7, 13),
}
const prove = (change: Partial<StoredStretch> = {}, index = 9) =>
  proveStored({ ...stretch, ...change }, { log, index }, publicKey)
const changed = (index: number, change: Partial<Leaf>) =>
  stretch.leaves.map((leaf) => (leaf.index === index ? { ...leaf, ...change } : leaf))

describe('an entry proved from what is stored', () => {
  it.each([7, 8, 9, 10, 11, 12])('has the proof that the whole log gives: %s', (index) => {
    const { proof, holds } = prove({}, index) ?? {}
    const whole = makeLog(leaves, [7, 13], privateKey)
    expect(holds).toBe(true)
    expect(proof?.proof).toEqual(proveEntry(whole, index, publicKey).proof)
    const read = readProof(JSON.stringify(proof))
    expect(read && checkProof(read, publicKey)).toBe(true)
    expect(openCheckpoint(proof?.checkpoint ?? '', publicKey)?.size).toBe(13)
  })

  it('is proved in the first signed tree of its log too', () => {
    const first = { before: null, after: checkpointAt(7), leaves: leaves.slice(0, 7) }
    expect(prove(first, 3)?.holds).toBe(true)
  })

  it.each([
    ['the entry was changed', { leaves: changed(9, { entry: entryFor('other') }) }],
    ['another was changed', { leaves: changed(12, { entry: entryFor('other') }) }],
    ['another was deleted', { leaves: stretch.leaves.filter(({ index }) => index !== 11) }],
    ['one was put in', { leaves: [...stretch.leaves, ...leaves.slice(13, 14)] }],
    [
      'what came before was changed',
      { before: { ...checkpointAt(7), nodes: checkpointAt(13).nodes } },
    ],
    ['parts of the tree are gone', { before: { ...checkpointAt(7), nodes: [] } }],
    ['somebody else signed', { after: checkpointAt(13, stranger.privateKey) }],
    ['the signed tree is another', { after: { ...checkpointAt(13), note: checkpointAt(14).note } }],
  ])('cannot be shown when %s', (_what, change) => {
    expect(prove(change)?.holds).toBe(false)
  })

  it('is neither shown nor refuted while nothing is signed for it', () => {
    const found = prove({ after: null, leaves: leaves.slice(9, 10) })
    expect(found).toMatchObject({ index: 9, proof: null, holds: null })
  })

  it.each([
    ['there is none', 13, {}],
    ['it is no answer', 9, { leaves: changed(9, { entry: started() }) }],
  ])('is none when %s', (_what, index, change) => {
    expect(prove(change, index)).toBeNull()
  })
})

function started(): Leaf['entry'] {
  return { event: 'STARTED', at: '2025-03-01T12:00:00.000Z', instance: log }
}
