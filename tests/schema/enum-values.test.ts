import { readEnums } from '../../schema/enum-values'

describe('the words of an enum', () => {
  it('are those of the SDL file, in its order', () => {
    const valuesOf = readEnums('subgraphs/housing')
    expect(valuesOf('TenancyKind')).toEqual(['SECURE', 'ASSURED', 'STARTER', 'LICENCE'])
  })

  it('are no empty list for a name that is no enum: a model with it would not start', () => {
    const read = () => 'enum Mood { LOW HIGH } type School { name: String }'
    const valuesOf = readEnums('subgraphs/school', read)
    expect(valuesOf('Mood')).toEqual(['LOW', 'HIGH'])
    for (const name of ['School', 'Moods'])
      expect(() => valuesOf(name)).toThrow(`schema/subgraphs/school.graphql has no enum ${name}`)
  })
})
