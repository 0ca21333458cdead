import { buildSchema } from 'graphql'

import { readRegister } from '../../../common/register'
import { buildInsightsSchema, unreadAgencies } from '../../../subgraphs/insights/schema'

const register = readRegister()

describe('agencies that nothing is computed over', () => {
  it('are none of those that run here', () => {
    expect(unreadAgencies(buildInsightsSchema(register), register)).toEqual([])
  })

  it('are those whose view the schema does not read', () => {
    const schema = buildSchema('type Query { p: Person } type Person { northshirePolice: ID }')
    const codes = register.map(({ code }) => code).filter((code) => code !== 'northshire-police')
    expect(unreadAgencies(schema, register)).toEqual(codes)
  })
})
