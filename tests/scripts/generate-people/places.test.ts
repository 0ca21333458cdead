import { Chance } from '../../../scripts/generate-people/chance'
import {
  countyOf,
  drawPlace,
  householdsPerCounty,
  ownPhone,
} from '../../../scripts/generate-people/places'

const chance = new Chance(3)
const placesIn = (county: number) => Array.from({ length: 50 }, () => drawPlace(county, chance))
const areaOf = (postcode: string) => postcode.slice(0, 2)

describe('places that are made up', () => {
  it('are in one county for as many households as its postcodes have room for, then in the next', () => {
    expect([0, householdsPerCounty - 1, householdsPerCounty].map(countyOf)).toEqual([0, 0, 1])
    expect(householdsPerCounty).toBe(15 * 9_600)
  })

  it('are in areas that are nowhere, of each county in its own', () => {
    const areas = Array.from({ length: 24 }, (_none, county) =>
      placesIn(county).map(({ postcode }) => areaOf(postcode)),
    )
    for (const some of areas) expect(new Set(some).size).toBe(1)
    const all = areas.map(([area]) => area)
    expect(new Set(all).size).toBe(24)
    expect(all).not.toContain('ZE')
    expect(all).not.toContain('ZZ')
  })

  it('have postcodes of the form that they have, and towns of which no two counties have the same', () => {
    const [here, there] = [placesIn(0), placesIn(1)]
    for (const { postcode } of [...here, ...there])
      expect(postcode).toMatch(/^Z[A-Y]\d{1,2} \d[A-Z]{2}$/)
    const towns = new Set(here.map(({ town }) => town))
    expect(there.filter(({ town }) => towns.has(town))).toEqual([])
  })

  it.each([0, 1, 2, 7])(
    'have telephones kept for fiction, those of people apart from those of houses: county %i',
    (county) => {
      const houses = placesIn(county).map(({ phone }) => phone)
      const own = ownPhone(county, '042')
      for (const phone of [...houses, own])
        expect(phone).toMatch(
          /^(01632 960|07700 900|01(1[3-8]|[2-6]1) 496 0|020 7946 0|0191 498 0|029 2018 0)\d{3}$/,
        )
      const exchangeOf = (phone: string) => phone.slice(0, -3)
      expect(new Set(houses.map(exchangeOf)).size).toBe(1)
      expect(houses.map(exchangeOf)).not.toContain(exchangeOf(own))
      expect(exchangeOf(own)).not.toBe(exchangeOf(ownPhone(county + 1, '042')))
    },
  )
})
