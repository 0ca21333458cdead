import { Frontier } from '../../disclosure-log/frontier'
import { hashLeaf, proveInclusion } from '../../disclosure-log/merkle'
import { proveAfter } from '../../disclosure-log/prove-after'

const hashes = Array.from({ length: 40 }, (_, index) => hashLeaf(`leaf ${index}`))

describe('a proof from the end of a tree', () => {
  it('is that from all leaves, wherever the earlier tree ended', () => {
    let proofs = 0
    for (const [size] of hashes.entries())
      for (let signed = 0; signed <= size; signed += 1) {
        const frontier = Frontier.empty.with(hashes.slice(0, signed))
        const added = hashes.slice(signed, size)
        for (let index = signed; index < size; index += 1) {
          const whole = proveInclusion(hashes.slice(0, size), index)
          expect(proveAfter(frontier, added, index)).toEqual(whole)
          proofs += 1
        }
      }
    expect(proofs).toBeGreaterThan(10_000)
  })

  it.each([2, 6, -1, 3.5])('is none for a leaf that was not added: %s', (index) => {
    const frontier = Frontier.empty.with(hashes.slice(0, 3))
    expect(() => proveAfter(frontier, hashes.slice(3, 6), index)).toThrow(RangeError)
  })
})
