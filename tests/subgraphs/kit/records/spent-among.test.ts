import fc from 'fast-check'

import { spentAmong } from '../../../../subgraphs/kit/records/spent-among'
import type { Sentence, SpentOn, SpentQuestion } from '../../../../subgraphs/kit/records/spent-on'
import { dayOf, spentAlone } from '../../../../subgraphs/kit/records/spent-on'

const question = { on: '2026-01-01', dateOfBirth: '1984-03-01' }

/** The rule one conviction at a time, as the law puts it. */
function spentOneByOne(
  sentence: Sentence,
  all: readonly Sentence[],
  asked: SpentQuestion,
): SpentOn {
  let result = spentAlone(sentence, asked)
  const further = all
    .filter((other) => dayOf(other) > dayOf(sentence))
    .toSorted((one, other) => dayOf(one).localeCompare(dayOf(other)))
  for (const one of further) {
    if (typeof result === 'string') return result
    if (dayOf(one) >= result.day) break
    const own = spentAlone(one, asked)
    if (typeof own === 'string') return own
    if (own.day > result.day) result = own
  }
  return result
}

const sentences = fc.array(
  fc.record({
    disposal: fc.constantFrom(
      'FINE',
      'FINE',
      'ABSOLUTE_DISCHARGE',
      'COMMUNITY_ORDER',
      'IMPRISONMENT',
      'SOMETHING_ELSE',
    ),
    lengthMonths: fc.constantFrom(null, 1, 6, 12, 13, 60),
    // Few days, close to each other and far apart, one of them not known.
    convictionDate: fc.oneof(
      fc.constant(null),
      fc
        .tuple(fc.integer({ min: 1990, max: 2024 }), fc.integer({ min: 1, max: 4 }))
        .map(([year, month]) => `${year}-0${month}-10`),
    ),
    offence: fc.constantFrom('049/10', '005/01'),
  }),
  { maxLength: 25 },
)

describe('the convictions of one person', () => {
  it('are spent as one by one, whatever they are', () => {
    fc.assert(
      fc.property(sentences, (all) => {
        const spentOf = spentAmong(all, question)
        for (const one of all) expect(spentOf(one)).toEqual(spentOneByOne(one, all, question))
      }),
      { numRuns: 2000 },
    )
  })

  it('are each looked at once, however many follow', () => {
    let looks = 0
    const all = Array.from({ length: 1000 }, (_, place): Sentence => {
      const day = new Date(Date.UTC(1990, 0, 1 + place)).toISOString().slice(0, 10)
      return {
        disposal: 'FINE',
        get convictionDate() {
          looks += 1
          return day
        },
      }
    })
    const spentOf = spentAmong(all, question)
    // Each fine puts off the one before it, to half a year after the last.
    for (const one of all) expect(spentOf(one)).toEqual({ day: '1993-03-26' })
    expect(looks).toBeLessThan(10 * all.length)
  })
})
