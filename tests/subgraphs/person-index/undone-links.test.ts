import { pairKeys } from '../../../subgraphs/person-index/ledger/pair'
import { keptFrom } from '../../../subgraphs/person-index/undone/kept-from'
import { findUndone } from '../../../subgraphs/person-index/undone/undone-links'
import { currentPolicy } from '../../helpers/current-policy'
import { plainSealer } from './plain-sealer'
import { likenessFor, registration, TestIndex } from './test-index'

const index = new TestIndex()
const day = (date: number) => new Date(`2026-11-0${date}T10:00:00Z`)

beforeAll(async () => {
  index.linkage = { ...currentPolicy.linkage, sampleShare: 0 }
  await index.start('undone')
})
beforeEach(async () => {
  await index.clear()
  index.now = day(1)
  index.restart()
})
afterAll(() => index.stop())

const agnes = {
  names: [{ forenames: 'Agnes', surname: 'Bellweather' }],
  datesOfBirth: ['1948-06-02'],
  postcodes: ['ZY1 4AB'],
}
const alike = (ref: string) => registration(ref, [], { likeness: likenessFor(agnes) })
const word = (staffId: string, outcome: 'DIFFERENT' | 'SAME' | 'CANNOT_TELL' = 'DIFFERENT') => ({
  ...{ outcome, staffId, homeAgency: 'hub', reason: 'Compared by hand, twice' },
})
const decide = (staffId: string, outcome?: 'DIFFERENT' | 'SAME' | 'CANNOT_TELL') =>
  index.links.decide({
    ...{ word: word(staffId, outcome), pairs: [pairKeys('north/A', 'south/B')] },
    ...{ against: [], overrule: false },
  })
const personOf = async (key: string) =>
  (await index.models.records.findById(key).lean())?.personId ?? ''
const parts = () => ({ models: index.models, sealer: plainSealer })
const undone = async () => (await findUndone(parts(), 0)).undone
const keysOf = ({ sides }: Awaited<ReturnType<typeof undone>>[number]) =>
  sides.map((side) => side.map(({ agency, reference }) => `${agency}/${reference}`))

/** Two records that are one person from the second day on; on the third something happens. */
async function link(a = alike('A'), b = alike('B')): Promise<string> {
  await index.register('north', a)
  index.now = day(2)
  await index.register('south', b)
  index.now = day(3)
  const person = await personOf('north/A')
  expect(await personOf('south/B')).toBe(person)
  expect(await undone()).toEqual([])
  return person
}

const parted = [['north/A'], ['south/B']]

describe('a link that is undone', () => {
  it('by somebody’s word is told with its sides, and since when it was held', async () => {
    const person = await link()
    await decide('manager-1')
    const [one, ...others] = await undone()
    expect(others).toEqual([])
    expect(one).toMatchObject({
      ...{ person, since: day(2).toISOString(), undoneAt: day(3).toISOString() },
    })
    expect(one && keysOf(one)).toEqual(parted)
  })

  it('is told the same when the records are gone since', async () => {
    await link()
    await decide('manager-1')
    const told = await undone()
    await index.withdraw('south', 'B')
    expect(await index.models.records.countDocuments()).toBe(1)
    expect(await undone()).toEqual(told)
    expect(told.map(keysOf)).toEqual([parted])
  })

  it('though a number tied them is told when the second person has said so', async () => {
    await link(registration('A', ['NHS_NUMBER:a']), registration('B', ['NHS_NUMBER:a']))
    await decide('manager-1')
    expect(await undone()).toEqual([])
    await decide('manager-2')
    expect((await undone()).map(keysOf)).toEqual([parted])
  })

  it('because an agency corrected its record is told', async () => {
    await link(registration('A', ['PNC_ID:p']), registration('B', ['PNC_ID:p']))
    await index.register('south', registration('B', ['PNC_ID:other']))
    expect((await undone()).map(keysOf)).toEqual([parted])
  })

  it('by who took their word back is told', async () => {
    await index.register('north', registration('A', []))
    await index.register('south', registration('B', []))
    await decide('manager-1', 'SAME')
    const [pair] = await index.models.pairs.find().lean()
    const decision = pair?.decisions.at(-1)
    await index.links.decide({
      ...{ word: word('manager-2', 'CANNOT_TELL'), pairs: [pairKeys('north/A', 'south/B')] },
      ...{ against: pair && decision ? [{ ...decision, pair }] : [], overrule: true },
    })
    expect((await undone()).map(keysOf)).toEqual([parted])
  })

  it('because what tied two others was taken back is told of those who are left', async () => {
    const both = ['PNC_ID:p', 'CRO_NUMBER:c']
    await index.register('north', registration('A', ['PNC_ID:p']))
    await index.register('homes', registration('T', both))
    await index.register('south', registration('B', ['CRO_NUMBER:c']))
    await index.withdraw('homes', 'T')
    expect((await undone()).map(keysOf)).toEqual([parted])
  })

  it('and was made and undone again is told twice, each time since it was held', async () => {
    await link(registration('A', ['PNC_ID:p']), registration('B', ['PNC_ID:p']))
    await index.register('south', registration('B', ['PNC_ID:other']))
    index.now = day(4)
    await index.register('south', registration('B', ['PNC_ID:p']))
    index.now = day(5)
    await index.register('south', registration('B', ['PNC_ID:other']))
    expect((await undone()).map(({ since }) => since)).toEqual([
      ...[day(2).toISOString(), day(4).toISOString()],
    ])
  })
})

it('who becomes one person is no link undone, nor a record that goes', async () => {
  await link()
  await index.withdraw('south', 'B')
  expect(await undone()).toEqual([])
})

it.each([
  ['page by page', 1, 0],
  ['as far as the time of a question went', 200, 3001],
])('is told %s the same as at once', async (_case, most, stepMs) => {
  let nowMs = 0
  const clock = () => (nowMs += stepMs)
  await link()
  await decide('manager-1')
  const pages: unknown[] = []
  let after = 0
  for (let upTo = -1; upTo !== after;) {
    upTo = after
    const page = await findUndone({ ...parts(), clock }, after, most)
    expect(page.upTo - after).toBeLessThan(2)
    pages.push(...page.undone)
    after = page.upTo
  }
  expect(after).toBe(await index.models.ledger.countDocuments())
  expect(pages).toEqual(await undone())
})

describe('whether records are kept from a recipient by now', () => {
  const linkKey = { secret: Buffer.alloc(32, 3) }
  const sealer = { ...plainSealer, staff: () => 'STAFF:me', ground: () => 'GROUND:x' }
  const asked = (reference: string) => ({
    ...{ homeAgency: 'police', staffId: 'me', onBehalfOf: null, purpose: 'P', caseReference: 'C' },
    records: [{ agency: 'south', reference }],
  })
  const limit = (staff: string) => [
    { excludedStaff: [staff], restrictedToStaff: null, onlyOnGrounds: null },
  ]

  it('is so only for those whom its agency keeps them from', async () => {
    await index.register('south', registration('open', []))
    await index.register('south', registration('mine', [], { hiddenFrom: limit('me') }))
    await index.register('south', registration('yours', [], { hiddenFrom: limit('you') }))
    const refs = ['open', 'mine', 'yours', 'gone']
    const kept = await keptFrom({ models: index.models, linkKey, sealer }, refs.map(asked))
    expect(kept).toEqual({
      kept: [false, true, false, false],
      limited: [false, true, true, false],
    })
  })
})
