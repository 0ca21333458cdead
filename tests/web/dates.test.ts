import { periodWords } from '../../web/words/dates'

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
