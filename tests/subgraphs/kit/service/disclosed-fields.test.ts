import { buildSchema, execute, GraphQLError, parse } from 'graphql'

import { withheld } from '../../../../policies/shield/withheld'
import { readDisclosedFields } from '../../../../subgraphs/kit/service/disclosed-fields'

const schema = buildSchema(`
  union _Entity = Person
  type Query { _entities(ids: [ID!]!): [_Entity]! }
  directive @inaccessible on FIELD_DEFINITION
  type Person { id: ID view: View viewEcho: String @inaccessible }
  type View { note: String crimes: [Crime] incidents: [Crime] secret: String }
  type Crime { code: String place: String }
`)

interface Expected {
  readonly fields: readonly string[]
  readonly withheld?: readonly string[]
}

interface Answers {
  readonly view?: unknown
}

/** What is read from the answer about people with these views. */
function read(selection: string, views: readonly unknown[], fragments = '') {
  const document = parse(`{ _entities(ids: []) { ... on Person { ${selection} } } } ${fragments}`)
  const people = views.map((view): Answers & { __typename: string } => ({
    __typename: 'Person',
    view,
  }))
  const result = execute({ schema, document, rootValue: { _entities: people } })
  if ('then' in result) throw new Error('not at once')
  const { fields, withheld: kept } = readDisclosedFields({
    schema,
    document,
    data: result.data,
    errors: result.errors ?? [],
  })
  return { fields, withheld: kept.map(({ field, reason }) => `${field} ${reason}`) }
}

const refuse = () => {
  throw withheld('LIMITED_ACCESS', 'agency')
}
const fail = () => {
  throw new GraphQLError('broken')
}
const everything = 'view { note crimes { code place } }'
const all = { fields: ['Crime.code', 'Crime.place', 'Person.view', 'View.crimes', 'View.note'] }
const noteOnly = { fields: ['Person.view', 'View.note'] }

describe('what an answer gives away', () => {
  it.each<[string, string, readonly unknown[], Expected]>([
    ['what was asked and given', everything, [{ note: 'n', crimes: [{ code: 'c' }] }], all],
    ['that there is no view', everything, [null], all],
    ['that a list is empty', everything, [{ note: 'n', crimes: [] }], all],
    ['that a list is null', everything, [{ note: null, crimes: null }], all],
    [
      'that an item is null',
      'view { crimes { code } }',
      [{ crimes: [null] }],
      { fields: ['Crime.code', 'Person.view', 'View.crimes'] },
    ],
    ['under another name', 'mine: view { other: note }', [{ note: 'n' }], noteOnly],
    ['not what was skipped', 'view { note secret @skip(if: true) }', [{ note: 'n' }], noteOnly],
    [
      'not plumbing',
      '__typename id view { __typename note }',
      [{ note: 'n' }],
      { fields: ['Person.id', ...noteOnly.fields] },
    ],
    ['not what no caller sees', 'viewEcho view { note }', [{ note: 'n' }], noteOnly],
    [
      'not a view that is kept back, with all below it',
      everything,
      [refuse],
      { fields: [], withheld: all.fields.map((field) => `${field} LIMITED_ACCESS`) },
    ],
    [
      'not a field that is kept back',
      'view { note secret }',
      [{ note: 'n', secret: refuse }],
      { ...noteOnly, withheld: ['View.secret LIMITED_ACCESS'] },
    ],
    [
      'both, when one of two people is kept back',
      'view { note }',
      [{ note: 'n' }, refuse],
      { ...noteOnly, withheld: ['Person.view LIMITED_ACCESS', 'View.note LIMITED_ACCESS'] },
    ],
    [
      'both, when a field of one of two items is kept back',
      'view { crimes { code } }',
      [{ crimes: [{ code: 'c' }, { code: refuse }] }],
      {
        fields: ['Crime.code', 'Person.view', 'View.crimes'],
        withheld: ['Crime.code LIMITED_ACCESS'],
      },
    ],
    [
      'neither for what failed',
      'view { note crimes { code } }',
      [{ note: fail, crimes: fail }],
      { fields: ['Person.view'] },
    ],
  ])('is %s', (_what, selection, views, { fields, withheld: kept = [] }) => {
    expect(read(selection, views)).toEqual({ fields, withheld: kept })
  })

  it('is the same through fragments', () => {
    const fragments =
      'fragment A on Person { view { ...B } } fragment B on View { note ... { crimes { code place } } }'
    expect(read('...A', [{ note: 'n', crimes: [{}] }], fragments)).toEqual({ ...all, withheld: [] })
  })
})
