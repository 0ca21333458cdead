import { agencyKinds, getAgencyKind } from '../../subgraphs/agency-kinds'
import { buildAgencySchema } from '../../subgraphs/kit/agency/agency-schema'
import { makeAgency } from './record-checks'

describe('a kind of agency', () => {
  it.each(agencyKinds)('is found by its name: $name', (kind) => {
    expect(getAgencyKind(kind.name)).toBe(kind)
  })

  it('that nobody has declared is refused with those that are', () => {
    const known = agencyKinds.map(({ name }) => name).join(', ')
    expect(known).toContain('housing')
    expect(() => getAgencyKind('school')).toThrow(
      `No kind "school" in subgraphs/kinds.ts. Known: ${known}`,
    )
  })

  it('does not start with a list that nothing stands behind', () => {
    const housing = getAgencyKind('housing')
    const { tenancies, ...lists } = housing.lists
    expect(tenancies).toBe('tenancy')
    expect(() => buildAgencySchema(makeAgency({ kind: 'housing' }), { ...housing, lists })).toThrow(
      'HousingView.tenancies has neither records nor a resolver',
    )
  })
})
