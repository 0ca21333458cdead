import { checkIndex } from '../../../scripts/index-kill-loop/check-index'
import type { Stage } from '../../../scripts/index-kill-loop/pairs'
import { keysOf, Pairs, reasonFor } from '../../../scripts/index-kill-loop/pairs'
import { pairKeys } from '../../../subgraphs/person-index/ledger/pair'
import { registration, TestIndex } from '../../subgraphs/person-index/test-index'

const index = new TestIndex()

beforeAll(() => index.start('kill-loop'))
beforeEach(async () => {
  await index.clear()
  index.restart()
})
afterAll(() => index.stop())

/** Two records of one person by a number, and what is believed to have been acknowledged. */
async function linked(acknowledged: Stage, underWay: Stage | null = null) {
  const pairs = new Pairs()
  const pair = pairs.begin()
  Object.assign(pair, { acknowledged, underWay })
  await index.register('northshire-police', registration('N-0', ['CRN:a']))
  await index.register('st-annes-hospital', registration('S-0', ['CRN:a']))
  return { pairs, pair }
}

const say = (pair: { readonly id: number }, stage: Stage, staffId: string) =>
  index.links.decide({
    word: { outcome: 'DIFFERENT', staffId, homeAgency: 'hub', reason: reasonFor(pair, stage) },
    ...{ pairs: [pairKeys(...keysOf(pair))], against: [], overrule: false },
  })

const nothing = { lost: [], doubled: [], wrong: [] }

it('finds nothing where everything is as it was acknowledged, or as it was asked for', async () => {
  const { pairs, pair } = await linked('FIRST', 'LINKED')
  expect(await checkIndex(index.models, pairs, (key) => key)).toMatchObject({
    records: 2,
    ...nothing,
  })
  expect(pair).toMatchObject({ acknowledged: 'LINKED', underWay: null })
  await say(pair, 'PROPOSED', 'm1')
  await say(pair, 'PARTED', 'm2')
  pair.acknowledged = 'PARTED'
  expect(await checkIndex(index.models, pairs, (key) => key)).toMatchObject(nothing)
})

it('finds a record that is lost, a parting that is lost, and a decision that is', async () => {
  const { pairs } = await linked('LINKED')
  await index.withdraw('st-annes-hospital', 'S-0')
  expect((await checkIndex(index.models, pairs, (key) => key)).lost).toEqual([
    'pair 0: FIRST, acknowledged LINKED or LINKED',
  ])
  await index.clear()
  index.restart()
  const parted = await linked('PARTED')
  expect((await checkIndex(index.models, parted.pairs, (key) => key)).lost).toEqual([
    'pair 0: LINKED, acknowledged PARTED or PARTED',
    'pair 0: PROPOSED is not in the ledger',
    'pair 0: PARTED is not in the ledger',
  ])
})

it('finds a decision that stands twice', async () => {
  const { pairs, pair } = await linked('PROPOSED')
  await say(pair, 'PROPOSED', 'm1')
  await say(pair, 'PROPOSED', 'm1')
  const { doubled } = await checkIndex(index.models, pairs, (key) => key)
  expect(doubled).toEqual(['pair 0: PROPOSED 2 times in the ledger'])
})

it('finds what is stored otherwise than the ledger says, and a gap in it', async () => {
  const { pairs } = await linked('LINKED')
  const key = keysOf({ id: 0 })[1]
  await index.models.records.updateOne({ _id: key }, { $set: { personId: 'f'.repeat(32) } })
  const { wrong } = await checkIndex(index.models, pairs, (key) => key)
  expect(wrong).toEqual([
    `${key} is stored otherwise than the ledger`,
    `nobody is "${'f'.repeat(32)}"`,
  ])
  await index.models.ledger.deleteOne({ _id: 1 })
  expect((await checkIndex(index.models, pairs, (key) => key)).wrong[0]).toContain('no entry 1')
})
