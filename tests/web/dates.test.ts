import { periodWords, untilText } from '../../web/words/dates'

describe('a time at an address', () => {
  it.each([
    ['2024-03-05', null, '5 March 2024 to now'],
    ['2024-03-05', '2024-03-06', '5 March 2024'],
    ['2024-03-05', '2024-04-01', '5 March 2024 to 31 March 2024'],
    [null, '2024-03-01', 'Start not known to 29 February 2024'],
    [null, null, 'Start not known to now'],
    ['2025-03-30', '2025-03-31', '30 March 2025'],
  ])('from %s until before %s is "%s"', (from, after, words) => {
    expect(periodWords(from, after)).toBe(words)
  })
})

describe('when access ends', () => {
  it.each([
    ['2026-11-28T15:00:00Z', '2026-11-28T23:00:00Z', '11:00pm today'],
    ['2026-11-28T16:13:00Z', '2026-11-29T00:13:00Z', '12:13am tomorrow'],
    // In the time of this country: in summer midnight is an hour before it is in UTC.
    ['2026-07-01T15:30:00Z', '2026-07-01T23:30:00Z', '12:30am tomorrow'],
  ])('at %s until %s is "%s"', (now, end, words) => {
    expect(untilText(Date.parse(end), Date.parse(now))).toBe(words)
  })
})
