import { readFileSync } from 'node:fs'

import { buildSchema, parse, validate } from 'graphql'

import { projectPath } from '../../common/project-root'
import { readRegister } from '../../common/register'
import { placesIn, postcodeQuery } from '../../schema/places-at-postcode'
import { readSchema } from '../../schema/view-selection'

const agencies = readRegister()
const schema = readSchema(readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8'))

describe('the question for who is recorded at a postcode', () => {
  const query = postcodeQuery(schema, agencies)

  it('is one that the hub takes', () => {
    expect(validate(schema, parse(query))).toEqual([])
  })

  it('asks every agency, and each list that has both a property and a postcode', () => {
    for (const { field } of agencies) expect(query).toContain(`${field} { people {`)
    expect(query).toMatch(/harrowmereHomes \{.* tenancies\(first: 100\) \{ uprn postcode \} \}/)
    expect(query).toMatch(/northshireProbation \{.* addresses\(first: 100\) \{ uprn postcode \} \}/)
    expect(query).not.toContain('householdMembers')
  })

  it('cannot be made for an agency without a view', () => {
    const bare = buildSchema('type Query { a: Int } type Person { id: ID }')
    expect(() => postcodeQuery(bare, agencies)).toThrow('has no view at Person.')
  })
})

describe('the places at a postcode', () => {
  const local = (uprn: string | null, postcode: string | null) => ({ uprn, postcode })
  const found = (...people: readonly object[]) => ({ postcode: 'ZY1 4AB', people })
  const police = (...people: readonly object[]) => ({ northshirePolice: { people } })

  it('are what agencies say of each person, each once, in the order of their numbers', () => {
    const tenancies = [local('12', 'ZY1 4AB'), local('11', 'ZY1 4AB')]
    const told = placesIn(
      found(
        { id: 'a', ...police(local('11', 'ZY1 4AB')), harrowmereHomes: { tenancies } },
        { id: 'b', ...police(local('11', 'ZY14AB')) },
      ),
      agencies,
    )
    expect(told.places).toEqual([
      { uprn: '11', people: ['a', 'b'] },
      { uprn: '12', people: ['a'] },
    ])
    expect(told.elsewhere).toEqual([])
  })

  it('are none of another postcode, nor of a record that has none', () => {
    const elsewhere = [local('13', 'ZY2 1AA'), local('14', null), local('15', 'no postcode')]
    const told = placesIn(found({ id: 'a', ...police(...elsewhere) }), agencies)
    expect(told).toEqual({ places: [], elsewhere: ['a'] })
  })

  it('say of whom no property is told that there is none, whatever kept it back', () => {
    const told = placesIn(
      found(
        { id: 'a', ...police(local(null, 'ZY1 4AB')) },
        { id: 'b', northshirePolice: null },
        { id: 'c', ...police(local('<b>11</b>', 'ZY1 4AB')) },
      ),
      agencies,
    )
    expect(told).toEqual({ places: [], elsewhere: ['a', 'b', 'c'] })
  })

  it.each([[{}], [{ postcode: 'ZY1 4AB', people: null }], [{ people: 'x' }]])(
    'are none in %j',
    (answer) => {
      expect(placesIn(answer, agencies)).toEqual({ places: [], elsewhere: [] })
    },
  )
})
