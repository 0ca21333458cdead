import { groupRecords } from '../../../../subgraphs/person-index/matching/group-records'
import type {
  LinkableRecord,
  SaidPair,
} from '../../../../subgraphs/person-index/matching/linkable-record'
import { misfiledNumbers } from '../../../../subgraphs/person-index/matching/misfiled-numbers'

const number = 'NHS_NUMBER:n'

function record(key: string, ...others: readonly string[]): LinkableRecord {
  return { key, tokens: [number, ...others] }
}

/** Who are one person, when these pairs of records agree so; all others say nothing of each other. */
function peopleOf(
  records: readonly LinkableRecord[],
  {
    borneOut = [],
    contradicted = [],
    said = [],
  }: {
    readonly borneOut?: readonly string[]
    readonly contradicted?: readonly string[]
    readonly said?: readonly SaidPair[]
  },
) {
  const pairs = misfiledNumbers(records, said, (one, other) => {
    const name = [one, other].toSorted().join(' ')
    if (borneOut.includes(name)) return 'BORNE_OUT'
    return contradicted.includes(name) ? 'CONTRADICTED' : 'UNKNOWN'
  })
  return groupRecords(records, [...said, ...pairs]).groups
}

describe('records of one NHS number', () => {
  it('that bear each other out stand together, whoever else contradicts whom', () => {
    const records = ['A', 'B', 'L', 'M', 'N'].map((key) => record(key))
    const contradicted = ['A L', 'M N']
    expect(peopleOf(records, { borneOut: ['A B'], contradicted })).toContainEqual(['A', 'B'])
  })

  it('are not one person through a record with another number', () => {
    const other = { key: 'X', tokens: ['NHS_NUMBER:x', 'PNC_ID:p', 'CRN:c'] }
    const records = [record('A', 'PNC_ID:p'), record('B', 'CRN:c'), other]
    expect(peopleOf(records, { contradicted: ['A B'] })).toEqual([['A'], ['B'], ['X']])
  })

  it('are one person through a record without a number', () => {
    const other = { key: 'X', tokens: ['PNC_ID:p', 'CRN:c'] }
    const records = [record('A', 'PNC_ID:p'), record('B', 'CRN:c'), other]
    expect(peopleOf(records, { contradicted: ['A B'] })).toEqual([['A', 'B', 'X']])
  })

  it('are not parted by what somebody says from whom a person parted one of them', () => {
    const records = ['A', 'B', 'C'].map((key) => record(key))
    const agreement = { borneOut: ['A C'], contradicted: ['B C'] }
    const said = [{ a: 'A', b: 'C', kind: 'APART' as const }]
    expect(peopleOf(records, { ...agreement, said })).toEqual([['A', 'B'], ['C']])
  })

  it('are two people also among the many of a single agency', () => {
    const many = Array.from({ length: 60 }, (_, place) => record(`agency/${place}`))
    const records = [...many, record('home/A'), record('police/B')]
    const people = peopleOf(records, { contradicted: ['home/A police/B'] })
    expect(people).toContainEqual(['home/A'])
    expect(people).toContainEqual(['police/B'])
  })
})
