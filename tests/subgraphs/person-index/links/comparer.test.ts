import type { DescribedPerson } from '../../../../common/likeness/described-person'
import { describedRecord } from '../../../../common/likeness/described-person'
import type { Likeness } from '../../../../common/likeness/likeness'
import { likenessOf } from '../../../../common/likeness/likeness'
import { createComparer, explain } from '../../../../subgraphs/person-index/links/comparer'

const comparer = createComparer(1_000_000)
const { automatic, review } = comparer.model.thresholds

const agnes: DescribedPerson = {
  names: [{ forenames: 'Agnes', surname: 'Bellweather' }],
  datesOfBirth: ['1948-06-02'],
  postcodes: ['ZY1 4AB'],
  uprns: ['906700000011'],
  phones: ['01632 960011'],
}
const named = (forenames: string, surname = 'Bellweather') => ({ names: [{ forenames, surname }] })

const traced = ({ values }: Likeness) => ({ values, isNumberTraced: true })

function compare(changes: DescribedPerson) {
  const [one, other] = [agnes, { ...agnes, ...changes }].map((person) =>
    likenessOf(Buffer.alloc(32, 7), describedRecord(person)),
  )
  if (!one || !other) throw new Error('Two people are compared')
  return comparer.compare(traced(one), traced(other))
}

describe('two records of the live index', () => {
  it.each<[string, DescribedPerson, number, number]>([
    ['that agree in everything', {}, automatic, Infinity],
    [
      'that agree in name and date alone',
      { postcodes: [], uprns: [], phones: [] },
      review,
      automatic,
    ],
    ['whose date is one digit apart', { datesOfBirth: ['1948-06-03'] }, review, automatic],
    ['of two sisters at home', { ...named('Ottilie'), datesOfBirth: ['1951-01-29'] }, -40, review],
    ['of a couple', { ...named('Oswald', 'Quendle'), datesOfBirth: ['1946-11-30'] }, -60, review],
    ['of mother and daughter of one name', { datesOfBirth: ['1971-09-17'] }, -10, automatic],
    [
      'of neighbours of one first name',
      { ...named('Agnes', 'Quendle'), datesOfBirth: ['1960-02-11'], uprns: [], phones: [] },
      -60,
      review,
    ],
    ['of twins', named('Ottilie'), -10, review + 0.001],
    [
      'of twins who live apart',
      { ...named('Ottilie'), postcodes: ['ZZ9 9ZZ'], uprns: [], phones: [] },
      -10,
      review + 0.001,
    ],
  ])('%s', (_whose, changes, ...[least, below]) => {
    const { bits } = compare(changes)
    expect(bits).toBeGreaterThanOrEqual(least)
    expect(bits).toBeLessThan(below)
  })

  it('with two NHS numbers are never one person', () => {
    const numbers = ['9990000018', '9990000026'].map((value) => ({
      identifiers: [{ type: 'NHS_NUMBER' as const, value }],
    }))
    const [one, other] = numbers.map((number) =>
      likenessOf(Buffer.alloc(32, 7), describedRecord({ ...agnes, ...number })),
    )
    if (!one || !other) throw new Error('Two people are compared')
    expect(comparer.compare(traced(one), traced(other)).bits).toBe(-Infinity)
  })
})

describe('an explanation', () => {
  const { startBits } = comparer
  const sum = ({ fields, restBits }: ReturnType<typeof explain>) =>
    fields.reduce((bits, one) => bits + one.bits, startBits + restBits)

  it('adds up to the weight of the pair, with what is taken off for a household', () => {
    const { levels, bits } = compare({ ...named('Ottilie'), datesOfBirth: ['1951-01-29'] })
    const told = explain(levels, { startBits, mayTellPlaces: true })
    expect(told.bits).toBeCloseTo(bits, 2)
    expect(sum(told)).toBeCloseTo(told.bits, 9)
    expect(told.restBits).toBeLessThan(-5)
  })

  it('is as if places had not been compared, where they may not be told', () => {
    const { levels } = compare({})
    const { levels: without } = compare({ postcodes: [], uprns: [], phones: [] })
    const hidden = explain(levels, { startBits, mayTellPlaces: false })
    expect(hidden).toEqual(explain(without, { startBits, mayTellPlaces: true }))
    expect(hidden.fields.map(({ field }) => field)).not.toContain('postcode')
  })

  it('gives a postcode no weight beside the property that it belongs to', () => {
    const { levels } = compare({})
    const { fields } = explain(levels, { startBits, mayTellPlaces: true })
    const postcode = fields.find(({ field }) => field === 'postcode')
    expect(postcode?.bits).toBeLessThanOrEqual(0)
    expect(postcode?.rarityBand).toBeNull()
  })
})
