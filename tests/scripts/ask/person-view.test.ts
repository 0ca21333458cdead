import { readFileSync } from 'node:fs'

import { parse, print } from 'graphql'

import { projectPath } from '../../../common/project-root'
import { readRegister } from '../../../common/register'
import { personViewQuery } from '../../../scripts/ask/person-view'
import { readSchema } from '../../../schema/view-selection'

const schema = readSchema(readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8'))
const register = readRegister()
const person = { by: 'id', id: 'p1' } as const
const textOf = (question: Partial<Parameters<typeof personViewQuery>[1]>) =>
  print(
    parse(personViewQuery(schema, { person, agencies: register, since: null, ...question }).query),
  )

describe('the query of a person view', () => {
  it('asks every agency it is given and no other', () => {
    const [police] = register
    const query = textOf({ agencies: police ? [police] : [] })

    expect(query).toContain('northshirePolice')
    expect(query).not.toContain('eastmarchPolice')
  })

  it('asks every list of records from a day on, and for descriptions of people whenever', () => {
    const query = textOf({ since: '2024-02-29' })
    const lists = query.match(/\(first: .*?\)/g) ?? []

    expect(lists.length).toBeGreaterThan(5)
    expect(new Set(lists)).toEqual(new Set(['(first: 1000, from: "2024-02-29")']))
    expect(query).toContain('people {')
  })
})
