import fc from 'fast-check'

import { groupRecords } from '../../../../subgraphs/person-index/matching/group-records'
import type { LinkableRecord } from '../../../../subgraphs/person-index/matching/linkable-record'

function record(key: string, ...tokens: string[]): LinkableRecord {
  return { key, tokens }
}

describe('groupRecords', () => {
  it.each(['NHS_NUMBER', 'PNC_ID', 'CRO_NUMBER', 'CRN'])(
    'links two records by a shared %s',
    (type) => {
      const records = [record('a/1', `${type}:x`), record('b/1', `${type}:x`)]
      expect(groupRecords(records, []).groups).toStrictEqual([['a/1', 'b/1']])
    },
  )

  it('links through a third record: someone with two PNC ids is one person', () => {
    const records = [
      record('a/1', 'PNC_ID:x'),
      record('b/1', 'PNC_ID:x', 'PNC_ID:y'),
      record('c/1', 'PNC_ID:y'),
    ]
    expect(groupRecords(records, [])).toStrictEqual({
      groups: [['a/1', 'b/1', 'c/1']],
      conflicts: [],
    })
  })

  it('leaves records apart that share nothing: twins, father and son', () => {
    const records = [
      record('a/father', 'NHS_NUMBER:1'),
      record('a/son', 'NHS_NUMBER:2'),
      record('b/twin', 'PNC_ID:1'),
      record('b/other-twin', 'PNC_ID:2'),
    ]
    expect(groupRecords(records, []).groups).toHaveLength(4)
  })

  it('does not take one value for two types to be the same identifier', () => {
    const records = [record('a/1', 'PNC_ID:x'), record('b/1', 'CRN:x')]
    expect(groupRecords(records, []).groups).toHaveLength(2)
  })

  it('links two records that someone asserted to be one person', () => {
    const records = [record('a/1'), record('b/1'), record('c/1')]
    expect(groupRecords(records, [{ a: 'a/1', b: 'c/1' }]).groups).toStrictEqual([
      ['a/1', 'c/1'],
      ['b/1'],
    ])
  })

  it('ignores an assertion about a record that is not there', () => {
    expect(groupRecords([record('a/1')], [{ a: 'a/1', b: 'gone/1' }])).toStrictEqual({
      groups: [['a/1']],
      conflicts: [],
    })
  })

  it('never merges two NHS numbers, and records the identifier they share as a conflict', () => {
    const records = [
      record('a/1', 'NHS_NUMBER:1', 'PNC_ID:x'),
      record('b/1', 'NHS_NUMBER:2', 'PNC_ID:x'),
    ]
    expect(groupRecords(records, [])).toStrictEqual({
      groups: [['a/1'], ['b/1']],
      conflicts: [{ evidence: 'PNC_ID', records: ['a/1', 'b/1'] }],
    })
  })

  it('never merges two NHS numbers because someone asserted it', () => {
    const records = [record('a/1', 'NHS_NUMBER:1'), record('b/1', 'NHS_NUMBER:2')]
    expect(groupRecords(records, [{ a: 'a/1', b: 'b/1' }])).toStrictEqual({
      groups: [['a/1'], ['b/1']],
      conflicts: [{ evidence: 'ASSERTED', records: ['a/1', 'b/1'] }],
    })
  })

  it('gives neither person a record that leads to both, and each the records that lead to it alone', () => {
    const records = [
      record('a/1', 'NHS_NUMBER:1', 'CRN:x'),
      record('b/1', 'NHS_NUMBER:2', 'PNC_ID:y'),
      record('c/both', 'CRN:x', 'PNC_ID:y'),
      record('d/first-only', 'CRO_NUMBER:z'),
      record('e/1', 'NHS_NUMBER:1', 'CRO_NUMBER:z'),
    ]
    expect(groupRecords(records, [])).toStrictEqual({
      groups: [['a/1', 'd/first-only', 'e/1'], ['b/1'], ['c/both']],
      conflicts: [
        { evidence: 'CRN', records: ['a/1', 'c/both'] },
        { evidence: 'PNC_ID', records: ['b/1', 'c/both'] },
      ],
    })
  })

  it('keeps two records together that lead to two people only between them', () => {
    const records = [
      record('a/1', 'NHS_NUMBER:1', 'CRN:x'),
      record('b/1', 'NHS_NUMBER:2', 'PNC_ID:y'),
      record('c/1', 'CRN:x', 'CRO_NUMBER:z'),
      record('d/1', 'PNC_ID:y', 'CRO_NUMBER:z'),
    ]
    expect(groupRecords(records, []).groups).toStrictEqual([['a/1'], ['b/1'], ['c/1', 'd/1']])
  })
})

describe('a record that must not be noticed', () => {
  const follower = (key: string, ...tokens: string[]): LinkableRecord => ({
    ...record(key, ...tokens),
    weight: 'FOLLOWS',
  })

  it('joins the person it leads to', () => {
    const records = [record('a/1', 'NHS_NUMBER:1'), follower('b/1', 'NHS_NUMBER:1', 'CRN:x')]
    expect(groupRecords(records, []).groups).toStrictEqual([['a/1', 'b/1']])
  })

  it('joins a person without a number by another identifier', () => {
    const records = [record('a/1', 'PNC_ID:x'), follower('b/1', 'NHS_NUMBER:1', 'PNC_ID:x')]
    expect(groupRecords(records, []).groups).toStrictEqual([['a/1', 'b/1']])
  })

  it.each<[string, LinkableRecord[]]>([
    ['two numbers lead there', [follower('c/1', 'NHS_NUMBER:2', 'PNC_ID:x')]],
    ['it leads to somebody else too', [record('c/1', 'CRN:y')]],
  ])('stays apart when %s', (_why, more) => {
    const records = [
      record('a/1', 'PNC_ID:x'),
      follower('b/1', 'NHS_NUMBER:1', 'PNC_ID:x', 'CRN:y'),
      ...more,
    ]
    expect(groupRecords(records, []).groups).toStrictEqual(records.map(({ key }) => [key]))
  })

  it('is one person with others of its kind where nobody else is led to', () => {
    const records = [follower('a/1', 'CRN:x'), follower('b/1', 'CRN:x')]
    expect(groupRecords(records, []).groups).toStrictEqual([['a/1', 'b/1']])
  })
})

describe('a record that is held', () => {
  it('ties nobody and is of nobody, and what speaks for it is a conflict', () => {
    const held: LinkableRecord = { ...record('c/1', 'PNC_ID:x', 'CRN:y'), weight: 'NONE' }
    const records = [record('a/1', 'PNC_ID:x'), record('b/1', 'CRN:y'), held]
    expect(groupRecords(records, [])).toStrictEqual({
      groups: [['a/1'], ['b/1'], ['c/1']],
      conflicts: [
        { evidence: 'CRN', records: ['b/1', 'c/1'] },
        { evidence: 'PNC_ID', records: ['a/1', 'c/1'] },
      ],
    })
  })
})

describe('a link that somebody asserted', () => {
  it('stands against a registration that leads elsewhere', () => {
    const records = [
      record('a/1', 'NHS_NUMBER:1'),
      record('b/1', 'PNC_ID:x'),
      record('c/wrong', 'NHS_NUMBER:2', 'PNC_ID:x'),
    ]
    expect(groupRecords(records, [{ a: 'a/1', b: 'b/1' }]).groups).toStrictEqual([
      ['a/1', 'b/1'],
      ['c/wrong'],
    ])
  })

  it('decides nothing when it leads to two numbers', () => {
    const records = [
      record('a/1', 'NHS_NUMBER:1'),
      record('b/1', 'PNC_ID:x'),
      record('c/1', 'NHS_NUMBER:2'),
    ]
    const pairs = [
      { a: 'a/1', b: 'b/1' },
      { a: 'b/1', b: 'c/1' },
    ]
    expect(groupRecords(records, pairs).groups).toHaveLength(3)
  })
})

const tokens = fc.tuple(
  fc.option(fc.constantFrom('NHS_NUMBER:1', 'NHS_NUMBER:2', 'NHS_NUMBER:3'), { nil: undefined }),
  fc.subarray(['PNC_ID:1', 'PNC_ID:2', 'CRO_NUMBER:1', 'CRN:1', 'CRN:2', 'CRN:3']),
)
const someRecords = fc
  .array(tokens, { minLength: 1, maxLength: 8 })
  .map((all) =>
    all.map(([nhs, others], index) => record(`a/${index}`, ...(nhs ? [nhs] : []), ...others)),
  )

describe('groupRecords, whatever the records', () => {
  it('gives the same groups in any order', () => {
    fc.assert(
      fc.property(
        someRecords.chain((records) =>
          fc.tuple(
            fc.constant(records),
            fc.shuffledSubarray(records, { minLength: records.length }),
          ),
        ),
        ([records, shuffled]) => {
          expect(groupRecords(shuffled, [])).toStrictEqual(groupRecords(records, []))
        },
      ),
    )
  })

  it('puts every record into one group, and no two NHS numbers into the same', () => {
    fc.assert(
      fc.property(someRecords, (records) => {
        const { groups } = groupRecords(records, [])
        expect(groups.flat().toSorted()).toStrictEqual(records.map(({ key }) => key).toSorted())
        for (const group of groups) {
          const numbers = records
            .filter(({ key }) => group.includes(key))
            .flatMap((member) => member.tokens.filter((token) => token.startsWith('NHS')))
          expect(new Set(numbers).size).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('makes the same people of all others with and without a record that only follows', () => {
    const weighted = fc.tuple(someRecords, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }))
    fc.assert(
      fc.property(weighted, ([records, follows]) => {
        const all = records.map((one, at) =>
          follows[at] === true ? { ...one, weight: 'FOLLOWS' as const } : one,
        )
        const full = all.filter((_, at) => follows[at] !== true)
        const keys = new Set(full.map(({ key }) => key))
        const seen = groupRecords(all, [])
          .groups.map((group) => group.filter((key) => keys.has(key)))
          .filter((group) => group.length > 0)
        const alone = groupRecords(full, []).groups
        expect(seen.map((group) => group.join()).toSorted()).toStrictEqual(
          alone.map((group) => group.join()).toSorted(),
        )
      }),
    )
  })
})
