import type { DescribedPerson } from '../../../common/likeness/described-person'
import type { Registration } from '../../../common/registration/registration'
import { pairId, pairKeys } from '../../../subgraphs/person-index/ledger/pair'
import { currentPolicy } from '../../helpers/current-policy'
import { DecidingIndex, wordOf } from './deciding-index'
import { likenessFor, recordsOf, registration } from './test-index'

const index = new DecidingIndex()

beforeAll(async () => {
  index.linkage = currentPolicy.linkage
  await index.start('attacks')
})
beforeEach(async () => {
  await index.clear()
  index.linkage = { ...currentPolicy.linkage, sampleShare: 0 }
  index.restart()
})
afterAll(() => index.stop())
afterEach(() => jest.restoreAllMocks())

const agnes: DescribedPerson = {
  names: [{ forenames: 'Agnes', surname: 'Bellweather' }],
  datesOfBirth: ['1948-06-02'],
  postcodes: ['ZY1 4AB'],
}
const nameless: DescribedPerson = { ...agnes, postcodes: [] }
const hiddenFromMe = [{ excludedStaff: ['me'], restrictedToStaff: null, onlyOnGrounds: null }]

function somebody(
  ref: string,
  tokens: readonly string[] = [],
  changes: Partial<Registration> = {},
  person: DescribedPerson = agnes,
) {
  return registration(ref, tokens, { likeness: likenessFor(person), ...changes })
}

describe('doubt', () => {
  it('tells of no agency that keeps one of the person’s records from whoever asks', async () => {
    await index.register('north', somebody('A', [], {}, nameless))
    await index.register('south', somebody('B', ['PNC_ID:p'], {}, nameless))
    await index.register('south', registration('B2', ['PNC_ID:p'], { hiddenFrom: hiddenFromMe }))
    await index.settle()
    expect(await index.personOf('south/B')).toBeNull()
    expect(await index.personOf('north/A')).toMatchObject({
      possibleAgencies: [],
      possiblePeople: [],
    })
  })

  it('lifts no protection: whoever may be a protected person is not found by address', async () => {
    // Somebody registers doubles, so that the model links nobody.
    await index.register('homes', somebody('X', ['PNC_ID:x']), somebody('X2', ['PNC_ID:y']))
    await index.register('north', somebody('A', [], { addresses: ['u1'] }))
    await index.register('south', somebody('B', [], { isAddressProtected: true }))
    await index.settle()
    const found = await index.lookup().findAtAddress('UPRN:u1', 10)
    expect(found.flatMap((person) => recordsOf(person))).toEqual([])
  })

  it('is over when the record that caused it is gone', async () => {
    await index.register('homes', somebody('X', ['PNC_ID:x']))
    await index.register('homes', somebody('X2', ['PNC_ID:y']))
    await index.register('north', somebody('A'))
    await index.register('south', somebody('B'))
    await index.settle()
    expect((await index.pairOf('north/A', 'south/B'))?.status).toBe('MANY_MATCH')
    await index.withdraw('homes', 'X')
    await index.withdraw('homes', 'X2')
    await index.settle()
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A', 'south/B'])
  })
})

describe('an agency that registers invented people', () => {
  it('learns by no link where somebody is whose address is protected', async () => {
    await index.register('south', somebody('B', [], { isAddressProtected: true }))
    await index.register('homes', somebody('right'))
    await index.register('gp', somebody('wrong', [], {}, { ...agnes, postcodes: ['ZZ9 9ZZ'] }))
    await index.settle()
    const together = async (key: string) => recordsOf(await index.personOf(key)).length
    expect(await together('homes/right')).toBe(await together('gp/wrong'))
  })

  it('keeps by its many doubles nobody from being compared', async () => {
    await index.register('north', somebody('A', [], {}, nameless))
    const doubles = Array.from({ length: 60 }, (_, place) =>
      somebody(`X${place}`, [], {}, nameless),
    )
    await index.register('aaa', ...doubles)
    await index.register('south', somebody('B', [], {}, nameless))
    await index.settle()
    expect((await index.personOf('north/A'))?.possibleAgencies).toContain('south')
  })

  it('links no second record of its own with somebody from whom the first was parted', async () => {
    await index.register('north', somebody('A'))
    await index.register('south', somebody('B'))
    await index.decide('DIFFERENT', 'north/A', 'south/B')
    await index.settle()
    await index.register('south', somebody('B2'))
    await index.settle()
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A'])
  })
})

describe('hidden records', () => {
  it('of which it was said that they are two people part nobody else', async () => {
    await index.register('north', registration('A', ['PNC_ID:p']))
    await index.register('homes', registration('B', ['PNC_ID:p']))
    await index.register('gp', registration('Z', []))
    await index.decide('DIFFERENT', 'north/A', 'gp/Z')
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['homes/B', 'north/A'])
    const hidden = (ref: string) => registration(ref, ['PNC_ID:p'], { hiddenFrom: hiddenFromMe })
    await index.register('south', hidden('F1'))
    await index.register('east', hidden('F2'))
    await index.decide('DIFFERENT', 'south/F1', 'east/F2')
    await index.decide('DIFFERENT', 'south/F1', 'east/F2', 'manager-2')
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['homes/B', 'north/A'])
  })

  it('of many leave in the queue what somebody may look at', async () => {
    const since = new Date('2026-01-01')
    const numbers = Array.from({ length: 2050 }, (_, place) => place)
    await index.models.pairs.insertMany(
      numbers.map((place) => ({
        _id: pairId([`east/${place}`, `gp/${place}`]),
        ...{ keys: [`east/${place}`, `gp/${place}`], levels: [], bits: 5, status: 'POSSIBLE' },
        ...{ link: 'NONE', isOpen: true, since, doubtKeys: [] },
      })),
    )
    await index.register('north', somebody('A', [], {}, nameless))
    await index.register('south', somebody('B', [], {}, nameless))
    const { nodes } = await index.desk('north', 'south').queue(20, null)
    expect(nodes).toHaveLength(1)
  })
})

describe('two people', () => {
  const tied = async () => {
    await index.register('north', somebody('A', ['PNC_ID:p']))
    await index.register('homes', registration('C', ['PNC_ID:p', 'CRO_NUMBER:c']))
    await index.register('south', somebody('B', ['CRO_NUMBER:c']))
    await index.settle()
  }

  it('must part what verified identifiers link through a third record', async () => {
    await tied()
    expect(recordsOf(await index.personOf('north/A'))).toHaveLength(3)
    expect(await index.decide('DIFFERENT', 'north/A', 'south/B')).toBe('WAITS_FOR_SECOND')
    expect(recordsOf(await index.personOf('north/A'))).toHaveLength(3)
    expect(await index.decide('DIFFERENT', 'north/A', 'south/B', 'manager-2')).toBe('IN_FORCE')
  })

  it('are not one whose id is written in another case', async () => {
    await index.register('north', registration('A', ['NHS_NUMBER:a']))
    await index.register('south', registration('B', ['NHS_NUMBER:a']))
    await index.decide('DIFFERENT', 'north/A', 'south/B', 'manager-1')
    expect(await index.decide('DIFFERENT', 'north/A', 'south/B', 'Manager-1')).toBe(
      'WAITS_FOR_SECOND',
    )
  })

  it('are not two whom one system names', async () => {
    await index.register('north', registration('A', ['NHS_NUMBER:a']))
    await index.register('south', registration('B', ['NHS_NUMBER:a']))
    const named = (staffId: string) =>
      index.links.decide({
        ...{ word: { ...wordOf('DIFFERENT', staffId), system: 'portal' }, against: [] },
        ...{ pairs: [pairKeys('north/A', 'south/B')], overrule: false },
      })
    await named('manager-1')
    expect(await named('manager-2')).toBe('WAITS_FOR_SECOND')
    expect(await index.decide('DIFFERENT', 'north/A', 'south/B', 'manager-3')).toBe('IN_FORCE')
  })

  it('who decide at once do not contradict each other unseen', async () => {
    await index.register('north', somebody('A', [], {}, nameless))
    await index.register('south', somebody('B', [], {}, nameless))
    const both = await Promise.allSettled([
      index.decideAt('north/A', 'south/B', 'SAME', 'manager-1'),
      index.decideAt('north/A', 'south/B', 'DIFFERENT', 'manager-2'),
    ])
    expect(both.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  })
})

describe('a word', () => {
  it('that two people said is not taken back unseen by one who cannot tell', async () => {
    await index.register('north', somebody('A', ['NHS_NUMBER:a']))
    await index.register('south', somebody('B', ['NHS_NUMBER:a']))
    await index.decide('DIFFERENT', 'north/A', 'south/B')
    await index.decide('DIFFERENT', 'north/A', 'south/B', 'manager-2')
    await expect(
      index.decideAt('north/A', 'south/B', 'CANNOT_TELL', 'manager-3'),
    ).rejects.toMatchObject({
      extensions: { reason: 'CONTRADICTS_DECISION' },
    })
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A'])
  })

  it('that two are one makes no one person of two NHS numbers through others, and breaks no link', async () => {
    await index.register('north', somebody('A', ['PNC_ID:p'], {}, nameless))
    await index.register('homes', registration('C', ['PNC_ID:p', 'NHS_NUMBER:a']))
    await index.register('south', somebody('B', ['CRO_NUMBER:q'], {}, nameless))
    await index.register('gp', registration('D', ['CRO_NUMBER:q', 'NHS_NUMBER:b']))
    await expect(index.decide('SAME', 'north/A', 'south/B')).rejects.toMatchObject({
      extensions: { reason: 'TWO_NHS_NUMBERS' },
    })
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['homes/C', 'north/A'])
  })

  it('about a record that was withdrawn links nobody to another one of the same reference', async () => {
    await index.register('north', somebody('A', [], {}, nameless))
    await index.register('south', somebody('B', [], {}, nameless))
    await index.decide('SAME', 'north/A', 'south/B')
    await index.withdraw('south', 'B')
    const oswald: DescribedPerson = {
      ...{ names: [{ forenames: 'Oswald', surname: 'Marsh' }], datesOfBirth: ['1990-01-31'] },
    }
    await index.register('south', somebody('B', [], {}, oswald))
    await index.settle()
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A'])
  })
})

describe('a split', () => {
  it('does not tell that an agency has a record of which nobody may know', async () => {
    await index.register('north', registration('A', ['PNC_ID:p']))
    const split = async () => {
      const id = (await index.personOf('north/A'))?.id ?? ''
      const word = wordOf('DIFFERENT')
      const records = [{ agency: 'north', reference: 'A' }]
      return index
        .desk('north', 'south')
        .split(id, records, { word, overrule: false })
        .then(
          (result) => result.state,
          (error: unknown) => String(error),
        )
    }
    const without = await split()
    await index.register('refuge', registration('S', ['PNC_ID:p']))
    expect(await split()).toBe(without)
  })
})

describe('a stop', () => {
  it('in the middle of a comparison loses none', async () => {
    jest.spyOn(index.models.pairs, 'bulkWrite').mockRejectedValueOnce(new Error('Killed'))
    await index.register('north', somebody('A', [], {}, nameless))
    await expect(index.register('south', somebody('B', [], {}, nameless))).rejects.toThrow('Killed')
    await index.register('homes', registration('C', ['PNC_ID:p']))
    index.restart()
    await index.settle()
    expect((await index.personOf('north/A'))?.possibleAgencies).toEqual(['south'])
  })

  it('of the database between an entry and what follows from it loses no decision', async () => {
    await index.register('north', somebody('A', [], {}, nameless))
    await index.register('south', somebody('B', [], {}, nameless))
    jest.spyOn(index.models.pairs, 'bulkWrite').mockRejectedValueOnce(new Error('Gone'))
    await expect(index.decide('SAME', 'north/A', 'south/B')).rejects.toThrow('Gone')
    await index.register('homes', registration('C', ['PNC_ID:p']))
    index.restart()
    await index.settle()
    const types = (await index.models.ledger.find().lean()).map(({ type }) => type)
    expect(types).toContain('MUST_LINK')
    expect(recordsOf(await index.personOf('north/A'))).toEqual(['north/A', 'south/B'])
  })

  it('of an agency’s registrations, once it is over, leaves no record uncompared', async () => {
    await index.register('north', somebody('A', [], {}, nameless))
    for (const place of [1, 2, 3, 4, 5, 6]) {
      await index.register(
        'gp',
        registration(`N${place}`, [`NHS_NUMBER:${place}`, `PNC_ID:${place}`]),
      )
      await index.register(
        'south',
        registration(`M${place}`, [`NHS_NUMBER:m${place}`, `PNC_ID:${place}`]),
      )
    }
    const held = somebody('B', ['NHS_NUMBER:b', 'PNC_ID:1', 'PNC_ID:z'], {}, nameless)
    await index.register('gp', registration('N7', ['NHS_NUMBER:7', 'PNC_ID:z']))
    expect(await index.register('south', held)).not.toBeNull()
    index.now = new Date(index.now.getTime() + 2 * 60 * 60 * 1000)
    expect(await index.register('south', held)).toBeNull()
    await index.settle()
    expect(await index.pairOf('north/A', 'south/B')).not.toBeNull()
  })
})
