import { readFirst, readListArguments } from '../../../../subgraphs/kit/service/list-arguments'

describe('readListArguments', () => {
  it('reads a date as its first instant in UTC, and a time with its offset', () => {
    expect(
      readListArguments({ from: '2024-02-29', to: '2024-03-01T00:30:00+01:00' }),
    ).toStrictEqual({
      from: new Date('2024-02-29T00:00:00Z'),
      to: new Date('2024-02-29T23:30:00Z'),
      first: 100,
    })
  })

  it.each([{}, { from: null, to: null, first: null }])(
    'takes %j for everything, 100 at most',
    (raw) => {
      expect(readListArguments(raw)).toStrictEqual({ from: null, to: null, first: 100 })
    },
  )

  it.each([
    ['from', 'yesterday'],
    ['from', ''],
    ['from', '2023-02-29'],
    ['from', '2024-13-01'],
    ['from', '2024-1-1'],
    ['from', '2024-01-01T12:00:00'],
    ['from', '2024-01-01T24:00:00Z'],
    ['to', '2024-01-01 12:00:00Z'],
    ['to', '01/02/2024'],
  ])('refuses %s: "%s", by the name of the argument', (name, value) => {
    expect(() => readListArguments({ [name]: value })).toThrow(
      `Argument "${name}" must be an ISO 8601 date, or a date and time with its offset.`,
    )
  })

  it('refuses a period that ends before it begins', () => {
    expect(() => readListArguments({ from: '2024-01-02', to: '2024-01-01' })).toThrow(
      'Argument "from" must not be after "to".',
    )
  })
})

describe('readFirst', () => {
  it.each([1, 1000])('takes %d', (first) => {
    expect(readFirst(first, 10)).toBe(first)
  })

  it.each([0, -1, 1001, 1.5, Number.NaN])('refuses %d', (first) => {
    expect(() => readFirst(first, 10)).toThrow('Argument "first" must be a whole number')
  })
})
