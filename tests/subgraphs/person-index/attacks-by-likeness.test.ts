import type { DescribedPerson } from '../../../common/likeness/described-person'
import { currentPolicy } from '../../helpers/current-policy'
import { DecidingIndex } from './deciding-index'
import { described, recordsOf, registration } from './test-index'

const index = new DecidingIndex()
const linkage = { ...currentPolicy.linkage, sampleShare: 0 }

beforeAll(async () => {
  index.linkage = linkage
  await index.start('attacks-by-likeness')
})
beforeEach(async () => {
  await index.clear()
  index.linkage = linkage
  index.restart()
})
afterAll(() => index.stop())

/** Too little to be linked by. */
const weak: DescribedPerson = {
  names: [{ forenames: 'Agnes', surname: 'Bellweather' }],
  datesOfBirth: ['1948-06-02'],
}
/** Enough. */
const agnes: DescribedPerson = { ...weak, postcodes: ['ZY1 4AB'] }
const phone = { phones: ['01632 960011'] }
const ottilie: DescribedPerson = {
  ...{ names: [{ forenames: 'Ottilie', surname: 'Quendle' }], datesOfBirth: ['1984-11-30'] },
  ...{ postcodes: ['ZZ9 9ZZ'], ...phone },
}

function hiddenFrom(who: string) {
  const limit = { excludedStaff: [who], restrictedToStaff: null, onlyOnGrounds: null }
  return { hiddenFrom: [limit] }
}

function many(count: number, person: DescribedPerson) {
  return Array.from({ length: count }, (_, place) => described(`Y${place}`, person))
}

/** How often records were compared until nobody waited; the most when it did not end. */
async function rounds(most: number): Promise<number> {
  await index.links.settlePending()
  let count = 0
  while (count < most && (await index.links.comparePending())) count += 1
  return count
}

describe('an agency that invents very many who are a little alike', () => {
  it('breaks no link of a record that some may not know of', async () => {
    await index.register('north', described('A', agnes))
    await index.register('refuge', described('R', agnes, hiddenFrom('x')))
    await index.register('evil', ...many(50, weak))
    await rounds(50)
    await index.register('north', described('A', { ...agnes, ...phone }))
    await rounds(50)
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A', 'refuge/R'])
  })

  it('keeps none of them from being linked when it comes later', async () => {
    await index.register('evil', ...many(60, weak))
    await index.register('north', described('A', agnes))
    await index.register('refuge', described('R', agnes, hiddenFrom('x')))
    await rounds(50)
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A', 'refuge/R'])
  })

  it('undoes no word that somebody said', async () => {
    await index.register('north', described('A', agnes))
    await index.register('refuge', described('R', weak, hiddenFrom('x')))
    await index.decide('CANNOT_TELL', 'north/A', 'refuge/R')
    await index.settle()
    await index.register('evil', ...many(50, weak))
    await index.register('north', described('A', { ...agnes, ...phone }))
    await index.settle()
    expect(await index.pairOf('north/A', 'refuge/R')).toMatchObject({
      ...{ isOpen: false, decisions: [{ isInForce: true }] },
    })
  })
})

describe('a record that fits two people', () => {
  const twin = { names: [{ forenames: 'Ottilie', surname: 'Bellweather' }] }
  const both = { ...agnes, ...phone, names: [...(agnes.names ?? []), ...twin.names] }

  it('is linked with no other that fits both, when they look like twins', async () => {
    await index.register('north', described('D', { ...agnes, ...phone }))
    await index.register('homes', described('E', { ...agnes, ...phone, ...twin }))
    await index.register('south', described('A', both))
    await index.settle()
    await index.register('gp', described('B', both))
    await index.settle()
    expect(await index.statusOf('gp/B', 'south/A')).toMatchObject({ status: 'MANY_MATCH' })
  })

  it('makes no one person of twins that come with it', async () => {
    await index.arriveTogether(
      ['north', described('D', { ...agnes, ...phone })],
      ['homes', described('E', { ...agnes, ...phone, ...twin })],
      ['south', described('A', both)],
    )
    expect(recordsOf(await index.personOf('north/D'))).not.toContain('homes/E')
  })

  it('makes no one person of strangers when it changes', async () => {
    await index.register('north', described('D', agnes))
    await index.register('homes', described('E', ottilie))
    await index.register('evil', described('X', agnes))
    const bridge = {
      names: [...(agnes.names ?? []), ...(ottilie.names ?? [])],
      datesOfBirth: ['1948-06-02', '1984-11-30'],
      postcodes: ['ZY1 4AB', 'ZZ9 9ZZ'],
      ...phone,
    }
    await index.register('evil', described('X', bridge))
    await index.settle()
    expect(recordsOf(await index.personOf('north/D'))).not.toContain('homes/E')
    expect(await index.statusOf('evil/X', 'homes/E')).toMatchObject({ status: 'NEEDS_ATTENTION' })
  })

  it('is compared no longer than once when some may not know of it', async () => {
    await index.register('north', described('A', agnes))
    await index.register('refuge', described('R', { ...agnes, ...phone }, hiddenFrom('x')))
    await index.register('evil', described('X', { ...weak, ...phone }))
    expect(await rounds(30)).toBeLessThan(30)
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A', 'refuge/R'])
  })
})

describe('comparing', () => {
  it('ends, however many have somebody’s number that nobody traced', async () => {
    const value = '9990000018'
    const identifiers = [{ type: 'NHS_NUMBER' as const, value }]
    const traced = { tokens: [{ type: 'NHS_NUMBER' as const, token: value }] }
    const untraced = { tokens: [{ type: 'NHS_NUMBER' as const, token: value, isTraced: false }] }
    await index.register('evil', described('X', agnes))
    await index.register('north', { ...described('A', { ...agnes, identifiers }), ...traced })
    const others = many(51, { ...ottilie, identifiers }).map((one) => ({ ...one, ...untraced }))
    await index.register('evil', ...others)
    await rounds(15)
    const changed = described('A', { ...agnes, ...phone, identifiers })
    await index.register('north', { ...changed, ...traced })
    expect(await rounds(15)).toBeLessThan(15)
  })

  it('comes to the same when a record of somebody else’s person is gone', async () => {
    await index.arriveTogether(
      ['homes', described('C', agnes, {}, ['PNC_ID:p'])],
      ['north', registration('N', ['PNC_ID:p'])],
      ['north', described('A', agnes)],
      ['south', described('B', agnes)],
    )
    await index.withdraw('north', 'N')
    await index.settle()
    const status = await index.statusOf('north/A', 'south/B')
    await index.models.records.updateMany({}, { $set: { isCompared: false } })
    await index.settle()
    expect(await index.statusOf('north/A', 'south/B')).toEqual(status)
  })
})

describe('a record that some may not know of', () => {
  it.each([false, true])(
    'is told by no link of a record that is hidden as well: %s',
    async (isThere) => {
      await index.register('north', described('A', agnes))
      const elsewhere = { ...agnes, postcodes: ['ZZ9 9ZZ'], ...phone }
      if (isThere) await index.register('refuge', described('R', elsewhere, hiddenFrom('me')))
      await index.register('evil', described('X', { ...agnes, ...phone }, hiddenFrom('dummy')))
      await rounds(30)
      expect(recordsOf(await index.personOf('evil/X'))).toEqual(['evil/X', 'north/A'])
    },
  )

  it.each(['absent', 'hidden', 'held'])(
    'is told by no link of who shares a key with many: %s',
    async (how) => {
      const other = { ...weak, names: [{ forenames: 'Agnes', surname: 'Aaa' }] }
      await index.register('evil2', described('A', agnes), ...many(398, other))
      const hidden = how === 'hidden' ? hiddenFrom('me') : {}
      const three = ['R', 'R2', 'R3'].map((ref) => described(ref, other, hidden))
      if (how !== 'absent') await index.register('refuge', ...three)
      if (how === 'held')
        await index.models.records.updateMany({ agency: 'refuge' }, { $set: { isHeld: true } })
      await index.register('evil', described('X', agnes))
      expect(await index.statusOf('evil/X', 'evil2/A')).toMatchObject({ status: 'LINKED' })
    },
  )
})
