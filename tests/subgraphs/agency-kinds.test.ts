import { readFileSync } from 'node:fs'

import { projectPath } from '../../common/project-root'
import { agencyKinds, getAgencyKind } from '../../subgraphs/agency-kinds'
import { buildAgencySchema } from '../../subgraphs/kit/agency/agency-schema'
import { makeAgency } from './record-checks'

describe('a kind of agency', () => {
  it.each(agencyKinds)('is found by its name: $name', (kind) => {
    expect(getAgencyKind(kind.name)).toBe(kind)
  })

  it.each(agencyKinds)('has its line in the README of the kinds: $name', ({ name }) => {
    const text = readFileSync(projectPath('subgraphs', 'README.md'), 'utf8')
    expect(text).toContain(`\n| \`${name}/\``)
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
