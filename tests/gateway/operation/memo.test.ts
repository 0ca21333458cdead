import { Memo } from '../../../gateway/operation/memo'

describe('a memo', () => {
  it('makes a value once for each object and key', () => {
    const memo = new Memo<number>()
    const [one, other] = [{}, {}]
    let made = 0
    const make = () => (made += 1)

    expect([memo.get(one, 'a', make), memo.get(one, 'a', make)]).toEqual([1, 1])
    expect([memo.get(one, 'b', make), memo.get(other, 'a', make)]).toEqual([2, 3])
  })

  it('makes it again when it was forgotten', () => {
    const memo = new Memo<number>()
    const owner = {}
    memo.get(owner, 'a', () => 1)
    memo.forget(owner, 'a')

    expect(memo.get(owner, 'a', () => 2)).toBe(2)
  })

  it('never holds more than its keys', () => {
    const memo = new Memo<string>(2)
    const owner = {}
    for (const key of ['a', 'b', 'c']) memo.get(owner, key, () => 'first')

    expect(memo.get(owner, 'a', () => 'made again')).toBe('made again')
    expect(memo.get(owner, 'c', () => 'made again')).toBe('first')
  })
})
