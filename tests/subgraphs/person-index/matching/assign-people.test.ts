import { assignPeople } from '../../../../subgraphs/person-index/matching/assign-people'

const people = [
  { id: 'old', order: 1 },
  { id: 'young', order: 2 },
]

function assign(groups: string[][], records: [key: string, personId: string | null][]) {
  let made = 0
  const { personByRecord, created, redirects } = assignPeople({
    groups,
    records: records.map(([key, personId], order) => ({ key, personId, order })),
    people,
    newId: () => {
      made += 1
      return `new-${made}`
    },
  })
  return { people: Object.fromEntries(personByRecord), created, redirects }
}

describe('assignPeople', () => {
  it('gives a group nobody knew a new id', () => {
    expect(assign([['a']], [['a', null]])).toStrictEqual({
      people: { a: 'new-1' },
      created: ['new-1'],
      redirects: [],
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
      redirects: [],
    })
  })

  it('keeps the oldest id of a merge and redirects the other, whichever record came first', () => {
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
      redirects: [{ from: 'young', to: 'old' }],
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
      redirects: [],
    })
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
      redirects: [],
    })
  })
})
