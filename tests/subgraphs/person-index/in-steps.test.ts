import { inSteps } from '../../../subgraphs/person-index/in-steps'

/** When a search that takes so long is answered, by a clock of its own. */
async function endOf(found: unknown, tookMs: number): Promise<number> {
  let nowMs = 1000
  const pass = (ms: number) => {
    nowMs += ms
    return Promise.resolve()
  }
  const search = () => pass(tookMs).then(() => found)
  const answer = await inSteps(search, { now: () => nowMs, wait: pass })
  expect(answer).toBe(found)
  return nowMs - 1000
}

describe('a search in steps', () => {
  it.each([
    ['nobody', null, 1, 10],
    ['nobody, a little later', null, 1.4, 10],
    ['no people', [], 9.9, 10],
    ['nobody, much later', null, 23, 30],
    ['somebody', { id: 'p' }, 1.4, 1.4],
    ['people', ['p'], 12, 12],
  ])('that finds %s', async (_what, found, tookMs, endsMs) => {
    expect(await endOf(found, tookMs)).toBeCloseTo(endsMs)
  })
})
