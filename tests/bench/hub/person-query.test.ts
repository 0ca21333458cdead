import { readFileSync } from 'node:fs'

import { buildSchema, Kind, parse, validate, visit } from 'graphql'

import { personQuery } from '../../../bench/hub/person-query'
import { projectPath } from '../../../common/project-root'
import { readRegister } from '../../../common/register'

const register = readRegister()
const supergraph = readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8')

describe('the person view that benchmarks ask for', () => {
  it.each([
    ['whole', {}],
    ['with long lists', { first: 1000 }],
    ['of people alone', { hasField: (_kind: string, field: string) => field === 'people' }],
  ])('is valid and asks every agency for something: %s', (_what, bounds) => {
    const document = parse(personQuery(supergraph, register, bounds))
    expect(validate(buildSchema(supergraph, { assumeValid: true }), document)).toEqual([])
    const asked = new Map<string, number>()
    visit(document, {
      Field: ({ name, selectionSet }) =>
        void asked.set(name.value, selectionSet?.selections.length ?? 0),
    })
    for (const { field } of register) expect(asked.get(field)).toBeGreaterThan(0)
  })

  it('asks for lists of a length where the schema has one, and for no others', () => {
    const lists: string[] = []
    visit(parse(personQuery(supergraph, register, { first: 7 })), {
      Field: ({ name, arguments: args = [] }) => {
        for (const { name: arg, value } of args)
          if (arg.value === 'first' && value.kind === Kind.INT && value.value === '7')
            lists.push(name.value)
      },
    })
    expect(lists).toEqual(expect.arrayContaining(['incidents', 'attendances', 'tenancies']))
    expect(lists).not.toContain('people')
  })
})
