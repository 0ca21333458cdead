import type { DescribedPerson } from '../../../common/likeness/described-person'
import { readLedger } from '../../../subgraphs/person-index/ledger/ledger'
import { nobody, project } from '../../../subgraphs/person-index/ledger/project-people'
import { pairKeys } from '../../../subgraphs/person-index/ledger/pair'
import { currentPolicy } from '../../helpers/current-policy'
import { dyingAt, Stopped } from './dying-models'
import { likenessFor, registration, TestIndex } from './test-index'

const index = new TestIndex()

beforeAll(async () => {
  index.linkage = { ...currentPolicy.linkage, sampleShare: 0 }
  await index.start('stopped')
})
afterAll(() => index.stop())

const agnes: DescribedPerson = {
  names: [{ forenames: 'Agnes', surname: 'Bellweather' }],
  datesOfBirth: ['1948-06-02'],
  postcodes: ['ZY1 4AB'],
}

const somebody = (ref: string, tokens: readonly string[] = []) =>
  registration(ref, tokens, { likeness: likenessFor(agnes) })

interface Act {
  readonly name: string
  readonly before: () => Promise<unknown>
  readonly act: (links: TestIndex['links']) => Promise<unknown>
}

const word = {
  outcome: 'DIFFERENT',
  staffId: 'm',
  homeAgency: 'hub',
  reason: 'Compared twice',
} as const

const acts: readonly Act[] = [
  {
    name: 'a link that the model makes',
    before: () => index.register('north', somebody('A')),
    act: (links) => links.register('south', [somebody('B')]),
  },
  {
    name: 'a split',
    before: async () => {
      await index.register('north', somebody('A'))
      await index.register('south', somebody('B'))
    },
    act: (links) =>
      links.decide({ word, pairs: [pairKeys('north/A', 'south/B')], against: [], overrule: false }),
  },
  {
    name: 'a record that goes',
    before: async () => {
      await index.register('north', somebody('A', ['PNC_ID:p']))
      await index.register('south', somebody('B', ['PNC_ID:p']))
    },
    act: (links) =>
      links.register('south', [{ ref: 'B', tokens: [], addresses: [], isWithdrawn: true }]),
  },
]

/** Which records are one person, and what is said of pairs; ids are random. */
async function outcome(): Promise<string> {
  const records = await index.models.records.find().sort({ _id: 1 }).lean()
  const people = [...new Set(records.map(({ personId }) => personId))]
  const pairs = await index.models.pairs.find().sort({ _id: 1 }).lean()
  return JSON.stringify([
    records.map(({ _id, personId, isLinked }) => [_id, people.indexOf(personId), isLinked]),
    pairs.map(({ keys, status, link, isApart, isOpen, isApplied }) => [
      ...[keys, status, link, isApart, isOpen, isApplied],
    ]),
  ])
}

async function rebuiltIsStored(): Promise<boolean> {
  const projected = nobody()
  for await (const entry of readLedger(index.models)) project(projected, entry)
  const records = await index.models.records.find().sort({ _id: 1 }).lean()
  const stored = records.map(({ _id, personId }) => [_id, personId])
  const rebuilt = [...projected.personOf].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const entries = await index.models.ledger.find().sort({ _id: 1 }).lean()
  const isGapless = entries.every(({ _id }, place) => _id === place + 1)
  return isGapless && JSON.stringify(stored) === JSON.stringify(rebuilt)
}

/** @returns whether the process was still alive at the end */
async function dieAt(nth: number, { before, act }: Act): Promise<boolean> {
  await index.clear()
  index.restart()
  await before()
  await index.settle()
  const dying = dyingAt(index.models, { nth })
  const isAlive = await act(index.linksOn(dying.models)).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Stopped) return false
      throw error
    },
  )
  index.restart()
  await index.settle()
  // Nobody was told that it was done, so it is asked for again.
  if (!isAlive) await act(index.links)
  await index.settle()
  return isAlive
}

it.each(Array.from({ length: 14 }, (_, place) => place + 1))(
  'an index whose database fails once, at write %i, goes on with what it had begun',
  async (nth) => {
    await index.clear()
    index.restart()
    await index.register('north', somebody('A'))
    // The same process goes on.
    const links = index.linksOn(dyingAt(index.models, { nth, failures: 1 }).models)
    await links.register('south', [somebody('B')]).catch(() => undefined)
    await links.register('south', [somebody('B')])
    await links.settlePending()
    while (await links.comparePending());
    expect(await rebuiltIsStored()).toBe(true)
    expect(await index.models.people.countDocuments()).toBeGreaterThan(0)
  },
)

describe('an index that is stopped at any write', () => {
  it.each(acts)(
    'comes to the same after $name',
    async (act) => {
      expect(await dieAt(Infinity, act)).toBe(true)
      const whole = await outcome()
      let nth = 1
      for (let isAlive = false; !isAlive; nth += 1) {
        isAlive = await dieAt(nth, act)
        expect(`${nth} ${await outcome()}`).toBe(`${nth} ${whole}`)
        expect(await rebuiltIsStored()).toBe(true)
      }
      expect(nth).toBeGreaterThan(4)
    },
    60_000,
  )
})
