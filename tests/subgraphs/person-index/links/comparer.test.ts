import type { DescribedPerson } from '../../../../common/likeness/described-person'
import { describedRecord } from '../../../../common/likeness/described-person'
import type { Likeness, ValueTokens } from '../../../../common/likeness/likeness'
import { likenessOf } from '../../../../common/likeness/likeness'
import { placeFields } from '../../../../common/likeness/search-keys'
import { createComparer, explain } from '../../../../subgraphs/person-index/links/comparer'
import { isNumberInDoubt } from '../../../../subgraphs/person-index/matching/decisions/decide'

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

describe('whether two records may matter', () => {
  const number = (value: string) => ({ identifiers: [{ type: 'NHS_NUMBER' as const, value }] })
  const own = { ...agnes, ...number('9990000018') }
  const likeness = (person: DescribedPerson) =>
    likenessOf(Buffer.alloc(32, 7), describedRecord(person)).values
  const elsewhere = { postcodes: ['ZZ9 9ZZ'], uprns: ['906700000029'], phones: ['01632 960022'] }
  const misspelled = named('Agnis', 'Belweather')
  const names = [named('Agnes'), misspelled, named('Ottilie'), named('Oswald', 'Quendle')]
  const dates = ['1948-06-02', '1948-06-03', '1971-09-17'].map((date) => ({ datesOfBirth: [date] }))
  const places = [{}, elsewhere, { postcodes: [], uprns: [], phones: [] }]
  const numbers = [number('9990000018'), number('9990000026'), { identifiers: [] }]
  const others = names.flatMap((name) =>
    dates.flatMap((date) =>
      places.flatMap((place) =>
        numbers.map((one) => ({ ...agnes, ...name, ...date, ...place, ...one })),
      ),
    ),
  )

  const withoutPlaces = (values: ValueTokens): ValueTokens =>
    Object.fromEntries(
      Object.entries(values).filter(([name]) => placeFields.every((field) => field !== name)),
    )

  /** What somebody would look at, were their places protected or not, their numbers traced or not. */
  function matters(one: ValueTokens, other: ValueTokens): boolean {
    const told = [other, withoutPlaces(other)]
    return [true, false].some((isNumberTraced) =>
      told.some((theirs) => {
        const both = [one, theirs].map((values) => ({ values, isNumberTraced })) as [Told, Told]
        const { levels, bits } = comparer.compare(...both)
        return bits >= review || isNumberInDoubt(Uint8Array.from(levels), isNumberTraced)
      }),
    )
  }
  type Told = Parameters<typeof comparer.compare>[0]

  it('is said before anything else is known of them, and never too seldom', () => {
    const said = others.map((other) => comparer.mayMatter(likeness(own), likeness(other)))
    expect(said).toEqual(others.map((other) => matters(likeness(own), likeness(other))))
    expect(said.filter(Boolean).length).toBeGreaterThan(20)
    expect(said.filter((one) => !one).length).toBeGreaterThan(20)
  })

  it.each<[string, DescribedPerson, boolean]>([
    ['one number, however different', { ...named('Oswald', 'Quendle'), datesOfBirth: [] }, true],
    ['two numbers, one of which may be untraced', number('9990000026'), true],
    [
      'places that keep them apart, and may be protected',
      { ...misspelled, ...elsewhere, ...numbers[2] },
      true,
    ],
    ['a first name alone', { ...named('Agnes', 'Quendle'), ...numbers[2], ...dates[2] }, false],
  ])('%s: %s', (_what, changes, isSaid) => {
    const other = { ...own, ...changes }
    expect(comparer.mayMatter(likeness(own), likeness(other))).toBe(isSaid)
    expect(comparer.mayMatter(likeness(other), likeness(own))).toBe(isSaid)
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
