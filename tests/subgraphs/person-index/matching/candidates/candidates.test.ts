import { blockingKeys } from '../../../../../common/likeness/blocking-keys'
import { findCandidates } from '../../../../../subgraphs/person-index/matching/candidates/find-candidates'
import type { CanonicalRecord } from '../../../../../common/likeness/fields'

const marie: CanonicalRecord = {
  givenNames: ['MARIE'],
  familyName: ['HALLAM'],
  dateOfBirth: ['19760413'],
  town: ['NORTHAM'],
  phone: ['07700900123'],
}

const shared = (a: CanonicalRecord, b: CanonicalRecord) => {
  const own = new Set(blockingKeys(a))
  return blockingKeys(b).filter((key) => own.has(key))
}

describe('blocking keys', () => {
  it.each<[string, CanonicalRecord]>([
    ['a slip in the family name', { ...marie, familyName: ['HALAM'], dateOfBirth: ['19990101'] }],
    ['names exchanged', { ...marie, givenNames: ['HALLAM'], familyName: ['MARIE'] }],
    ['another family name', { ...marie, familyName: ['ORTON'] }],
    ['another date of birth', { givenNames: ['MARIE'], familyName: ['HALLAM'] }],
    ['a slip in the number, no date', { familyName: ['HALLAM'], phone: ['07700900132'] }],
    ['day and month exchanged', { givenNames: ['MARIE'], dateOfBirth: ['19761304'] }],
  ])('bring records together in spite of %s', (_what, other) => {
    expect(shared(marie, other)).not.toHaveLength(0)
  })

  it('are none for a record of one field: one value alone would tell who somebody is', () => {
    for (const field of Object.keys(marie) as (keyof typeof marie)[])
      expect(blockingKeys({ [field]: marie[field] })).toHaveLength(0)
    expect(blockingKeys({ nhsNumber: ['9990000050'] })).toHaveLength(1)
  })
})

describe('candidates', () => {
  const all = { isComparable: () => true, maximumBlock: 3 }

  it('are the pairs that share a key, each once and in order', () => {
    const found = findCandidates([[1, 2], [2, 1], [3], [3, 1]], all)
    expect([...found.pairs]).toStrictEqual([1, 3, 7, 11])
  })

  it('do not come from a key that too many records hold, and that is said', () => {
    const found = findCandidates([[9], [9], [9], [9, 5], [5]], all)
    expect([...found.pairs]).toStrictEqual([3 * 5 + 4])
    expect(found.skippedKeys).toBe(1)
  })

  it('are of records that may be compared', () => {
    expect([...findCandidates([[1], [1]], { ...all, isComparable: () => false }).pairs]).toEqual([])
  })
})
