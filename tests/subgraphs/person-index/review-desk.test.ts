import type { DescribedPerson } from '../../../common/likeness/described-person'
import type { Word } from '../../../subgraphs/person-index/ledger/entry'
import { ReviewDesk } from '../../../subgraphs/person-index/reviews/review-desk'
import { describeLikeness, toldStatus } from '../../../subgraphs/person-index/reviews/review-words'
import { asPerson } from '../../../subgraphs/person-index/reviews/side'
import { currentPolicy } from '../../helpers/current-policy'
import { plainSealer } from './plain-sealer'
import { likenessFor, recordsOf, registration, TestIndex } from './test-index'

const index = new TestIndex()

beforeAll(async () => {
  await index.start('desk')
})
beforeEach(async () => {
  await index.clear()
  index.now = new Date('2026-11-01T10:00:00Z')
  index.linkage = { ...currentPolicy.linkage, sampleShare: 0 }
  index.restart()
})
afterAll(() => index.stop())

const agnes: DescribedPerson = {
  names: [{ forenames: 'Agnes', surname: 'Bellweather' }],
  datesOfBirth: ['1948-06-02'],
}
const atHome: DescribedPerson = { ...agnes, postcodes: ['ZY1 4AB'] }

const somebody = (ref: string, person = agnes, tokens: readonly string[] = []) =>
  registration(ref, tokens, { likeness: likenessFor(person) })

function deskOf(
  nameable: readonly string[] = ['north', 'south', 'homes'],
  staff?: readonly string[],
) {
  const lookup = index.lookup(staff)
  return new ReviewDesk({
    ...{ sealer: plainSealer, offering: new Set<string>() },
    ...{ models: index.models, links: index.links, nameable: new Set(nameable) },
    findById: (id) => lookup.findById(id),
  })
}

const word = (staffId = 'manager-1'): Word => ({
  ...{ outcome: 'DIFFERENT', staffId, homeAgency: 'hub', reason: 'Compared by hand, twice' },
})

describe('the queue', () => {
  it('comes in pages, each pair once', async () => {
    await index.register('north', somebody('A'))
    await index.register('south', somebody('B'), somebody('B2'))
    await index.register('homes', somebody('C'))
    const seen: string[] = []
    let after: string | null = null
    do {
      const page = await deskOf().queue(2, after)
      expect(page.nodes.length).toBeGreaterThan(0)
      seen.push(...page.nodes.map(({ pair }) => pair._id))
      after = page.endCursor
    } while (after !== null)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(await index.models.pairs.countDocuments({ isOpen: true }))
    await expect(deskOf().queue(2, 'x')).rejects.toThrow('"after"')
  })

  it('names no agency whose records must not be known to exist', async () => {
    await index.register('north', somebody('A'))
    await index.register('south', somebody('B'))
    expect((await deskOf().queue(9, null)).nodes).toHaveLength(1)
    expect((await deskOf(['north']).queue(9, null)).nodes).toEqual([])
  })

  it('has a link that was made without anybody’s word, and it looks like others', async () => {
    index.linkage = { ...currentPolicy.linkage, sampleShare: 1 }
    await index.register('north', somebody('A', atHome))
    await index.register('south', somebody('B', atHome))
    expect(recordsOf(await index.personOf('north/A'))).toHaveLength(2)
    const [found] = (await deskOf().queue(9, null)).nodes
    if (!found) throw new Error('There is no sample')
    expect(toldStatus(found)).toBe('MANY_MATCH')
    const [left, right] = [asPerson(found.left), asPerson(found.right)]
    expect(left.id).not.toBe(right.id)
    expect([recordsOf(left), recordsOf(right)]).toEqual([['north/A'], ['south/B']])
    await deskOf().decide(found, { ...word(), outcome: 'SAME' }, false)
    expect((await deskOf().queue(9, null)).nodes).toEqual([])
  })
})

describe('the waterfall', () => {
  it('tells nothing of where somebody at a protected address is, not even by its sum', async () => {
    await index.register('north', somebody('A', atHome))
    await index.register('south', somebody('B', atHome))
    // They were compared before anybody protected the address, and not yet since.
    await index.models.records.updateOne({ _id: 'south/B' }, { $set: { isAddressProtected: true } })
    const pair = await index.models.pairs.findOne().lean()
    const found = pair && (await deskOf().find(pair._id))
    const told = found && describeLikeness(found, () => false)
    if (!told || pair.bits === null) throw new Error('They were not compared')
    expect(told.isPlaceKeptBack).toBe(true)
    expect(told.fields.map(({ name }) => name)).toEqual([
      ...['Date of birth', 'Family name', 'First name'],
    ])
    const sum = told.fields.reduce((bits, one) => bits + one.bits, told.startBits)
    expect(told.bits).toBeCloseTo(sum, 0)
    expect(told.bits).toBeLessThan(pair.bits - 1)
  })
})

describe('a split', () => {
  const named = (reference: string, agency = 'south') => [{ agency, reference }]

  it('parts the records that are named, and the oldest keeps the id', async () => {
    await index.register('north', somebody('A', atHome))
    const linkedAt = new Date('2026-11-02T10:00:00Z')
    index.now = linkedAt
    await index.register('south', somebody('B', atHome))
    index.now = new Date('2026-11-03T10:00:00Z')
    const id = (await index.personOf('north/A'))?.id ?? ''
    const told = await deskOf().split(id, named('B'), { word: word(), overrule: false })
    expect(told.state).toBe('IN_FORCE')
    expect(told.heldSince).toEqual(linkedAt)
    expect(told.people).toHaveLength(2)
    expect((await index.personOf('north/A'))?.id).toBe(id)
    expect(recordsOf(await index.personOf('south/B'))).toEqual(['south/B'])
  })

  it('takes two people where a number ties them', async () => {
    await index.register('north', somebody('A', agnes, ['NHS_NUMBER:a']))
    await index.register('south', somebody('B', agnes, ['NHS_NUMBER:a']))
    const id = (await index.personOf('north/A'))?.id ?? ''
    const split = (staffId: string) =>
      deskOf().split(id, named('B'), { word: word(staffId), overrule: false })
    expect((await split('manager-1')).state).toBe('WAITS_FOR_SECOND')
    expect((await split('manager-1')).people).toEqual([id])
    expect((await split('manager-2')).state).toBe('IN_FORCE')
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A'])
    // Nothing is left to dispute: somebody has looked.
    expect((await index.personOf('north/A'))?.disputedAgencies).toEqual([])
  })

  it.each([
    ['a record of somebody else', named('X')],
    ['no record', []],
    ['all records', [...named('B'), ...named('A', 'north')]],
  ])('of %s is refused', async (_what, records) => {
    await index.register('north', somebody('A', atHome))
    await index.register('south', somebody('B', atHome))
    const id = (await index.personOf('north/A'))?.id ?? ''
    const split = deskOf().split(id, records, { word: word(), overrule: false })
    await expect(split).rejects.toThrow('"records"')
    expect(recordsOf(await index.personOf('north/A'))).toHaveLength(2)
  })

  it('of somebody who is not known is refused', async () => {
    const split = deskOf().split('0'.repeat(32), named('B'), { word: word(), overrule: false })
    await expect(split).rejects.toThrow('"person"')
  })
})

it('whoever is alike one of two who were parted, and a little the other, joins neither', async () => {
  await index.register('north', somebody('A', atHome))
  await index.register('south', somebody('B', agnes))
  const [found] = (await deskOf().queue(9, null)).nodes
  if (found) await deskOf().decide(found, word(), false)
  await index.register('homes', somebody('C', atHome))
  expect(recordsOf(await index.personOf('homes/C'))).toEqual(['homes/C'])
})

it('a record that is kept from some does not keep others apart', async () => {
  const hiddenFrom = [{ excludedStaff: ['me'], restrictedToStaff: null, onlyOnGrounds: null }]
  await index.register('homes', { ...somebody('H', atHome), hiddenFrom })
  await index.register('homes', { ...somebody('H2', atHome), hiddenFrom })
  await index.register('north', somebody('A', atHome))
  await index.register('south', somebody('B', atHome))
  expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A', 'south/B'])
})
