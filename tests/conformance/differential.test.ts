import fc from 'fast-check'

import { compareWorld } from './differential/both-ways'
import { pickFrom } from './differential/pick'

const worlds = 20
const operationsPerWorld = 100

describe('the executor over random supergraphs', () => {
  it('answers 2,000 random operations as one schema with all of the data does', async () => {
    let compared = 0
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const comparison = await compareWorld(pickFrom(seed), operationsPerWorld)
        compared += comparison.compared
        expect(comparison.difference).toBeNull()
      }),
      { numRuns: worlds, endOnFailure: true },
    )

    expect(compared).toBeGreaterThanOrEqual(worlds * operationsPerWorld)
  }, 300_000)
})
