import fc from 'fast-check'

import { fieldNames } from '../../../../common/likeness/fields'
import { createLikenessSealer } from '../../../../subgraphs/person-index/search/likeness-sealer'
import {
  packLookups,
  unpackLookups,
} from '../../../../subgraphs/person-index/search/packed-lookups'
import { packValues, unpackValues } from '../../../../subgraphs/person-index/search/packed-values'

const token = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const value = fc.record({
  exact: token,
  slip: fc.array(token, { maxLength: 64 }),
  close: fc.array(token, { maxLength: 8 }),
  part: fc.array(token, { maxLength: 4 }),
})
const values = fc.dictionary(
  fc.constantFrom(...fieldNames),
  fc.array(value, { minLength: 1, maxLength: 5 }),
)

describe('values of a likeness', () => {
  it('are the same when they were packed and unpacked', () => {
    fc.assert(
      fc.property(values, (some) => {
        expect(unpackValues(packValues(some))).toEqual({ ...some })
      }),
    )
  })

  it('are looked by with keys that are packed and unpacked likewise', () => {
    const keys = fc.array(token, { maxLength: 400 })
    fc.assert(
      fc.property(fc.record({ keys, placeKeys: keys }), (some) => {
        expect(unpackLookups(packLookups(some))).toEqual({ ...some })
      }),
    )
  })

  it('are encrypted, each time differently, and opened with the same secret alone', () => {
    const likeness = {
      values: { familyName: [{ exact: 5, slip: [6], close: [], part: [] }] },
      ...{ keys: [1, 2], placeKeys: [3], lookupKeys: [1], lookupPlaceKeys: [] },
    }
    const sealer = createLikenessSealer(Buffer.alloc(32, 1))
    const other = createLikenessSealer(Buffer.alloc(32, 2))
    const [one, again] = [sealer.seal(likeness), sealer.seal(likeness)]

    expect(Buffer.from(one.values).equals(Buffer.from(again.values))).toBe(false)
    expect(sealer.open(one.values)).toEqual(likeness.values)
    expect(() => other.open(one.values)).toThrow()
  })

  it('are found by keys that are hashed once more, and differ with the secret', () => {
    const [one, other] = [1, 2].map((byte) => createLikenessSealer(Buffer.alloc(32, byte)))

    expect(one?.keys([1, 2, 2])).toHaveLength(2)
    expect(one?.keys([1])).toEqual(one?.keys([1]))
    expect(one?.keys([1])).not.toEqual(other?.keys([1]))
    expect(one?.keys([1])).not.toContain(1)
  })
})
