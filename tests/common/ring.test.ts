import { Ring, RingMember } from '../../common/ring'

class Named extends RingMember {
  readonly name: string

  constructor(name: string) {
    super()
    this.name = name
  }
}

function ringOf(...names: readonly string[]) {
  const ring = new Ring<Named>()
  const members = names.map((name) => new Named(name))
  for (const member of members) ring.add(member)
  return { ring, members }
}

function namesIn(ring: Ring<Named>): readonly string[] {
  const names: string[] = []
  for (let first = ring.first; first; first = ring.first) {
    names.push(first.name)
    ring.remove(first)
  }
  return names
}

describe('a ring', () => {
  it('gives its members in the order in which they came', () => {
    expect(namesIn(ringOf('a', 'b', 'c').ring)).toEqual(['a', 'b', 'c'])
    expect(ringOf().ring.first).toBeNull()
  })

  it.each([
    [0, ['b', 'c']],
    [1, ['a', 'c']],
    [2, ['a', 'b']],
  ])('goes on without its member %i', (index, rest) => {
    const { ring, members } = ringOf('a', 'b', 'c')
    const member = members[index]
    if (!member) throw new Error('No member')
    ring.remove(member)
    ring.remove(member)
    expect([member.before, member.after]).toEqual([null, null])
    ring.add(new Named('d'))
    expect(namesIn(ring)).toEqual([...rest, 'd'])
  })

  it('leaves none that leads to another when it is cleared', () => {
    const { ring, members } = ringOf('a', 'b')
    ring.clear()
    expect(ring.first).toBeNull()
    expect(members.map(({ before, after }) => before ?? after)).toEqual([null, null])
  })
})
