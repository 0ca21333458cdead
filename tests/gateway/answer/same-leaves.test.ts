import { buildSchema, GraphQLObjectType } from 'graphql'

import { leafCheck } from '../../../gateway/answer/leaf-check'
import { allOrNull, compileSameLeaves, leavesCheck } from '../../../gateway/answer/same-leaves'

const schema = buildSchema(`
  enum Kind { VISIT CALL }
  type Record { id: ID! at: String kind: Kind codes: [Int!] notes: [[String]]! about: Record }
`)

function sameAs(...names: readonly string[]) {
  const type = schema.getType('Record')
  if (!(type instanceof GraphQLObjectType)) throw new Error('No type')
  const leaves = names.map((name) => {
    const field = type.getFields()[name]
    const isValid = field ? leavesCheck(field.type, (leaf) => leafCheck(leaf)) : null
    return isValid && { name, isValid }
  })
  return compileSameLeaves(allOrNull(leaves))
}

describe('an object that can stand in the answer as it is', () => {
  it.each<[readonly string[], unknown]>([
    [['id'], { id: 'a' }],
    [['id'], { id: 7 }],
    [['id', 'at'], { id: 'a', at: null }],
    [['at', 'kind'], { at: 'noon', kind: 'CALL' }],
    [['codes'], { codes: [] }],
    [['codes'], { codes: null }],
    [['notes'], { notes: [null, ['a', null]] }],
    [[], {}],
  ])('has %j: %j', (names, value) => {
    expect(sameAs(...names)(value as object)).toBe(true)
  })

  it.each<[string, readonly string[], unknown]>([
    ['one more', ['id'], { id: 'a', surname: 'Nobody' }],
    ['one more, first', ['id'], { surname: 'Nobody', id: 'a' }],
    ['one too few', ['id', 'at'], { id: 'a' }],
    ['another order', ['id', 'at'], { at: null, id: 'a' }],
    ['another name', ['id'], { at: 'a' }],
    ['null where none may be', ['id'], { id: null }],
    ['another type', ['at'], { at: 7 }],
    ['an object for a leaf', ['at'], { at: { surname: 'Nobody' } }],
    ['no value of the enum', ['kind'], { kind: 'ARREST' }],
    ['a list for a leaf', ['at'], { at: ['noon'] }],
    ['a leaf for a list', ['codes'], { codes: 7 }],
    ['null in a list where none may be', ['codes'], { codes: [1, null] }],
    ['another type in a list', ['codes'], { codes: [1, 'two'] }],
    ['an object in a list', ['notes'], { notes: [[{ surname: 'Nobody' }]] }],
    ['more than leaves asked for', ['id', 'about'], { id: 'a', about: null }],
    ['a name that every object has', ['constructor'], { constructor: 'a' }],
    ['a name that is special', ['__proto__'], JSON.parse('{"__proto__":"a"}')],
    ['something inherited', ['id'], Object.create({ surname: 'Nobody' }, own('id', 'a'))],
    ['a list', ['id'], ['a']],
  ])('is none with %s', (_, names, value) => {
    expect(sameAs(...names)(value as object)).toBe(false)
  })
})

function own(name: string, value: string): PropertyDescriptorMap {
  return { [name]: { value, enumerable: true } }
}
