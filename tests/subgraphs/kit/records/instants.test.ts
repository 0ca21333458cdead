import { isDay } from '../../../../common/days'
import { knownTime, latestDayOf, readInstant } from '../../../../subgraphs/kit/records/instants'

describe('a day', () => {
  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2024-02-30', false],
    ['2024-13-01', false],
    ['24-02-01', false],
    ['2024-02-01T00:00:00Z', false],
  ])('%s is one: %s', (text, expected) => {
    expect(isDay(text)).toBe(expected)
  })
})

describe('a point in time', () => {
  it.each([
    ['2024-05-04', '2024-05-04T00:00:00.000Z'],
    ['2024-05-04T10:30:00Z', '2024-05-04T10:30:00.000Z'],
    ['2024-05-04T10:30+01:00', '2024-05-04T09:30:00.000Z'],
  ])('is read from %s', (text, expected) => {
    expect(readInstant(text)?.toISOString()).toBe(expected)
  })

  it.each(['2024-05-04T10:30:00', '2024-02-30T10:00:00Z', '2024-05-04T24:00:00Z', 'today', ''])(
    'is not read from "%s"',
    (text) => {
      expect(readInstant(text)).toBeNull()
    },
  )

  it.each([
    ['EXACT', '2024-02-10T12:00:00.000Z'],
    ['DAY', '2024-02-10'],
    ['MONTH', '2024-02'],
    ['YEAR', '2024'],
    ['UNCERTAIN', '2024-02-10'],
  ])('known to the %s is given as %s', (precision, text) => {
    expect(knownTime(new Date('2024-02-10T12:00:00Z'), precision)).toBe(text)
  })

  it.each([
    ['EXACT', '2024-02-10'],
    ['DAY', '2024-02-10'],
    ['MONTH', '2024-02-29'],
    ['YEAR', '2024-12-31'],
    ['UNCERTAIN', '2024-12-31'],
  ])('known to the %s may have been as late as %s', (precision, day) => {
    expect(latestDayOf(new Date('2024-02-10T12:00:00Z'), precision)).toBe(day)
  })
})
