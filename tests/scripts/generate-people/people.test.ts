import { canonicalNhsNumber } from '../../../common/identifiers/nhs-number'
import { canonicalPncId } from '../../../common/identifiers/pnc-id'
import { Chance } from '../../../scripts/generate-people/chance'
import { madeUpHouseholds } from '../../../scripts/generate-people/households'
import { nhsNumberOf, pncIdOf, testNhsNumbers } from '../../../scripts/generate-people/identifiers'
import {
  disagreements,
  misspelled,
  ofOne,
  soundingAlike,
  wrongDate,
} from '../../../scripts/generate-people/mistakes'
import { origins } from '../../../scripts/generate-people/naming'
import { recordsOf } from '../../../scripts/generate-people/records'

const count = 20_000
const households = [...madeUpHouseholds(count, 1)]
const people = households.flat()
const together = (group: 'twins' | 'siblings' | 'namesakes') =>
  [...new Set(people.map((person) => person[group]))]
    .filter((number) => number !== null)
    .map((number) => people.filter((person) => person[group] === number))

describe('made-up people', () => {
  it('are as many as were asked for, and the same for the same seed', () => {
    expect(people.map(({ number }) => number)).toEqual(Array.from({ length: count }, (_, at) => at))
    expect([...madeUpHouseholds(300, 1)].flat()).toEqual(people.slice(0, 300))
    expect([...madeUpHouseholds(300, 2)].flat()).not.toEqual(people.slice(0, 300))
  })

  it('are twins now and then: born on one day to one family, and called by different names', () => {
    const twins = together('twins')
    expect(twins.length).toBeGreaterThan(40)
    for (const [one, other] of twins.filter(({ length }) => length > 1)) {
      expect(other?.dateOfBirth).toBe(one?.dateOfBirth)
      expect(other?.siblings).toBe(one?.siblings)
      expect(other?.given).not.toBe(one?.given)
    }
  })

  it('are now and then a father and a son of one name, born apart', () => {
    const pairs = together('namesakes').filter(({ length }) => length > 1)
    expect(pairs.length).toBeGreaterThan(20)
    for (const [father, son] of pairs) {
      expect([son?.given, son?.family]).toEqual([father?.given, father?.family])
      expect(son?.dateOfBirth).not.toBe(father?.dateOfBirth)
    }
  })

  it('live together, have moved, and a few have no fixed abode', () => {
    for (const [first, ...others] of households.slice(0, 500))
      for (const other of others) expect(other.place).toEqual(first?.place)
    const without = people.filter(({ place }) => place === null).length
    expect(without).toBeGreaterThan(count * 0.0005)
    expect(without).toBeLessThan(count * 0.005)
  })

  it('are of every origin', () => {
    expect(new Set(people.map(({ origin }) => origin))).toEqual(new Set(origins))
  })
})

describe('their identifiers', () => {
  it('are of the range for tests, valid, and no two people have the same', () => {
    expect(testNhsNumbers.every((number) => number === canonicalNhsNumber(number))).toBe(true)
    const held = people.flatMap(({ number }) => nhsNumberOf(number, count) ?? [])
    expect(held.length).toBeGreaterThan(800)
    expect(new Set(held).size).toBe(held.length)
    expect(held.every((number) => number.startsWith('999000'))).toBe(true)
    const pncIds = people.map(({ number }) => pncIdOf(number))
    expect(pncIds.every((pncId) => canonicalPncId(pncId) === pncId)).toBe(true)
    expect(new Set(pncIds).size).toBe(count)
  })
})

describe('their records', () => {
  const records = people.flatMap((person) =>
    [...recordsOf(person, count, new Chance(7, person.number))].map(({ agency, record }) => ({
      ...{ person, agency, record },
    })),
  )
  const share = (of: typeof records, isOne: (one: (typeof records)[number]) => boolean) =>
    of.filter(isOne).length / of.length

  it('are wrong as often as is published', () => {
    const women = records.filter(
      ({ person }) => person.sex === 'F' && person.formerFamily !== person.family,
    )
    const former = share(women, ({ person, record }) => record.family_name === person.formerFamily)
    expect(former).toBeGreaterThan(ofOne(disagreements.familyName.F.other) * 0.8)
    expect(former).toBeLessThan(ofOne(disagreements.familyName.F.other) * 1.3)
    const dated = records.filter(({ record }) => record.date_of_birth !== '')
    const wrong = share(dated, ({ person, record }) => record.date_of_birth !== person.dateOfBirth)
    expect(wrong).toBeGreaterThan(ofOne(disagreements.dateOfBirth) * 0.6)
    expect(wrong).toBeLessThan(ofOne(disagreements.dateOfBirth) * 1.5)
    const placed = records.filter(({ person, record }) => person.place && record.postcode !== '')
    const moved = share(placed, ({ person, record }) => record.postcode !== person.place?.postcode)
    expect(moved).toBeGreaterThan(0.17)
    expect(moved).toBeLessThan(0.21)
  })

  it('hold no police identifier where there is none, and an alias here and there', () => {
    const gp = records.filter(({ agency }) => agency === 'gp')
    expect(share(gp, ({ record }) => record.pnc_id !== '')).toBe(0)
    expect(share(gp, ({ record }) => record.other_given_name !== '')).toBe(0)
    const police = records.filter(({ agency }) => agency === 'police')
    expect(share(police, ({ record }) => record.other_given_name !== '')).toBeGreaterThan(0.2)
  })

  it('of two people are wrong half as often as both together', () => {
    const rate = ofOne(0.3)
    expect(2 * rate * (1 - rate)).toBeCloseTo(0.3, 9)
  })
})

describe('a mistake', () => {
  it.each(['Hallam', 'Ali', 'Li', 'Łukasz', "O'Neill", 'Kwm'])(
    'in %s makes another text',
    (name) => {
      for (let seed = 0; seed < 50; seed += 1) {
        expect(misspelled(name, new Chance(seed))).not.toHaveLength(0)
        expect(soundingAlike(name, new Chance(seed)).charAt(0)).toBe(name.charAt(0))
      }
      const made = Array.from({ length: 50 }, (_, seed) => misspelled(name, new Chance(seed)))
      expect(made.filter((text) => text !== name).length).toBeGreaterThan(25)
    },
  )

  it('in a date leaves it a date in form', () => {
    for (let seed = 0; seed < 200; seed += 1)
      expect(wrongDate('1976-04-13', new Chance(seed))).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })
})
