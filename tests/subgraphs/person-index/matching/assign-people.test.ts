import { assignPeople } from '../../../../subgraphs/person-index/matching/assign-people'

const people = [
  { id: 'old', order: 1 },
  { id: 'young', order: 2 },
]

function assign(groups: string[][], records: [key: string, personId: string | null][]) {
  let made = 0
  const { personByRecord, created, merged } = assignPeople({
    groups,
    records: records.map(([key, personId], order) => ({ key, personId, order })),
    people,
    newId: () => {
      made += 1
      return `new-${made}`
    },
  })
  return { people: Object.fromEntries(personByRecord), created, merged }
}

describe('assignPeople', () => {
  it('gives a group nobody knew a new id', () => {
    expect(assign([['a']], [['a', null]])).toStrictEqual({
      people: { a: 'new-1' },
      created: ['new-1'],
      merged: [],
    })
  })

  it('gives a new record the person of its group', () => {
    expect(
      assign(
        [['a', 'b']],
        [
          ['a', 'old'],
          ['b', null],
        ],
      ),
    ).toStrictEqual({
      people: { a: 'old', b: 'old' },
      created: [],
      merged: [],
    })
  })

  it('keeps the oldest id of a merge and remembers what the other had, whichever record came first', () => {
    expect(
      assign(
        [['a', 'b']],
        [
          ['a', 'young'],
          ['b', 'old'],
        ],
      ),
    ).toStrictEqual({
      people: { a: 'old', b: 'old' },
      created: [],
      merged: [{ id: 'young', records: ['a'] }],
    })
  })

  it('leaves the id of a split with the group of the oldest record', () => {
    expect(
      assign(
        [['b', 'c'], ['a']],
        [
          ['a', 'old'],
          ['b', 'old'],
          ['c', 'old'],
        ],
      ),
    ).toStrictEqual({
      people: { a: 'old', b: 'new-1', c: 'new-1' },
      created: ['new-1'],
      merged: [],
    })
  })

  it('keeps an id with what counts in full: a record that only follows never takes it along', () => {
    const outcome = assignPeople({
      groups: [['a'], ['b']],
      records: [
        { key: 'a', personId: 'old', order: 1, weight: 'FOLLOWS' },
        { key: 'b', personId: 'old', order: 2, weight: 'FULL' },
      ],
      people,
      newId: () => 'new-1',
    })
    expect(Object.fromEntries(outcome.personByRecord)).toStrictEqual({ a: 'new-1', b: 'old' })
  })

  it('keeps the id of the younger person when the older one only follows', () => {
    const outcome = assignPeople({
      groups: [['a', 'b']],
      records: [
        { key: 'a', personId: 'old', order: 1, weight: 'FOLLOWS' },
        { key: 'b', personId: 'young', order: 2, weight: 'FULL' },
      ],
      people,
      newId: () => 'new-1',
    })
    expect(outcome.merged).toStrictEqual([{ id: 'old', records: ['a'] }])
  })

  it('changes nothing when asked again', () => {
    expect(
      assign(
        [['a'], ['b']],
        [
          ['a', 'old'],
          ['b', 'young'],
        ],
      ),
    ).toStrictEqual({
      people: { a: 'old', b: 'young' },
      created: [],
      merged: [],
    })
  })
})
