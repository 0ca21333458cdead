import mongoose from 'mongoose'

import { agencyKinds } from '../../../../subgraphs/agency-kinds'
import { makeAgency } from '../../record-checks'

const models = agencyKinds.flatMap(({ name: kind, createModels }) => {
  const connection = mongoose.createConnection()
  createModels(connection, makeAgency({ kind }))
  return Object.values(connection.models).map((model) => [kind, model.modelName, model] as const)
})

describe.each(models)('the model of %s: %s', (_kind, _name, model) => {
  const indexes = model.schema.indexes().map(([fields]) => Object.entries(fields))

  it('is indexed by person, newest first', () => {
    expect(indexes).toContainEqual([
      ['personRefs', 1],
      ['occurredAt', -1],
      ['_id', 1],
    ])
  })

  it('is indexed by address when its records have one', () => {
    const byAddress = [
      ['uprn', 1],
      ['occurredAt', -1],
    ]
    const hasAddress = model.schema.pathType('uprn') === 'real'
    expect(indexes.some((index) => JSON.stringify(index) === JSON.stringify(byAddress))).toBe(
      hasAddress,
    )
  })

  it('refuses fields that it does not know, in its parts too', () => {
    expect(model.schema.get('strict')).toBe('throw')
    for (const part of model.schema.childSchemas) expect(part.schema.get('strict')).toBe('throw')
  })
})
