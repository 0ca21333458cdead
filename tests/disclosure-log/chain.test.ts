import { createHash } from 'node:crypto'

import type { ChainLink } from '../../disclosure-log/chain'
import { emptyHead, linkEntries, verifyChain } from '../../disclosure-log/chain'
import { operationsOf } from '../../disclosure-log/entry'
import { entryFor, policeSource } from './entries'

const entries = ['r1', 'r2', 'r3', 'r4', 'r5'].map(entryFor)
const links = linkEntries('gateway-1', emptyHead, entries)
const head = { sequence: 5, hash: links[4]?.hash ?? '' }
function at(index: number): ChainLink {
  const link = links[index]
  if (!link) throw new Error(`No link ${index}`)
  return link
}

describe('a chain', () => {
  it('holds every entry in its place', () => {
    expect(links.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5])
    expect(links.map(({ entry }) => entry)).toEqual(entries)
    expect(verifyChain(links, head)).toEqual({ isIntact: true, head })
  })

  it('is hashed so that anyone can do it again', () => {
    const small = { requestId: 'r1' } as ChainLink['entry']
    const [link] = linkEntries('g', emptyHead, [small])
    const text = `{"chain":"g","entry":{"requestId":"r1"},"previousHash":"${'0'.repeat(64)}","sequence":1}`
    expect(link?.hash).toBe(createHash('sha256').update(text).digest('hex'))
  })

  it('goes on from a head as if it had never stopped', () => {
    const first = linkEntries('gateway-1', emptyHead, entries.slice(0, 2))
    const rest = linkEntries('gateway-1', first[1] ?? emptyHead, entries.slice(2))
    expect([...first, ...rest]).toEqual(links)
  })

  it('is intact while it is empty', () => {
    expect(verifyChain([])).toEqual({ isIntact: true, head: emptyHead })
    expect(linkEntries('gateway-1', emptyHead, [])).toEqual([])
  })

  const edited = (change: Partial<ChainLink['entry']>) =>
    links.with(2, { ...at(2), entry: { ...at(2).entry, ...change } })
  const rehashed = linkEntries('gateway-1', emptyHead, [
    ...entries.slice(0, 2),
    { ...entryFor('r3'), staffId: 'somebody-else' },
    ...entries.slice(3),
  ])

  it.each<[string, readonly ChainLink[], number, string]>([
    ['an edited entry', edited({ staffId: 'somebody-else' }), 2, 'EDITED'],
    ['an added member', edited({ note: 'x' } as object), 2, 'EDITED'],
    ['an edited time', edited({ at: '2025-03-01T12:00:00.001Z' }), 2, 'EDITED'],
    ['an edited place', links.with(2, { ...at(2), sequence: 4 }), 2, 'EDITED'],
    ['an edited hash', links.with(2, { ...at(2), hash: at(3).hash }), 2, 'EDITED'],
    ['a deleted entry', links.toSpliced(2, 1), 2, 'BROKEN'],
    ['a deleted first entry', links.slice(1), 0, 'BROKEN'],
    ['entries in another order', links.toSpliced(2, 2, at(3), at(2)), 2, 'BROKEN'],
    ['an entry twice', links.toSpliced(2, 0, at(1)), 2, 'BROKEN'],
    [
      'an inserted entry',
      links.toSpliced(2, 0, ...linkEntries('gateway-1', at(1), [entryFor('forged')])),
      3,
      'BROKEN',
    ],
    [
      'an entry of another chain',
      links.with(2, linkEntries('gateway-2', at(1), [entryFor('r3')])[0] ?? at(2)),
      2,
      'OTHER_CHAIN',
    ],
    ['a cut end', links.slice(0, 4), 4, 'TRUNCATED'],
    ['nothing left', [], 0, 'TRUNCATED'],
    ['a chain hashed anew', rehashed, 5, 'TRUNCATED'],
  ])('tells of %s', (_what, tampered, index, problem) => {
    expect(verifyChain(tampered, head)).toEqual({ isIntact: false, index, problem })
  })
})

describe('the operations of an answer', () => {
  const other = { ...policeSource, source: 'st-annes-hospital' }
  const silent = { ...policeSource, source: 'harrowmere-homes', records: null }
  it.each([
    ['a question that found nobody', [], [], 'CONSULTATION'],
    ['a person no agency told of', [silent], ['p'], 'CONSULTATION DISCLOSURE'],
    ['one agency', [policeSource, silent], ['p'], 'CONSULTATION DISCLOSURE'],
    ['two agencies', [policeSource, other], ['p'], 'CONSULTATION DISCLOSURE COMBINATION'],
  ])('of %s', (_what, sources, people, expected) => {
    expect(operationsOf(sources, people).join(' ')).toBe(expected)
  })
})
