import type { ConformanceGroup } from './group'
import { findBy } from './group'
import { users } from './users'

const enums: ConformanceGroup = {
  name: 'enums that differ between subgraphs',
  subgraphs: {
    a: {
      sdl: `type Query { users(type: Kind): [User!]! userB: User }
        enum Kind { REGULAR ANONYMOUS @inaccessible }
        type User @key(fields: "id") { id: ID! type: Kind sure: Kind! }`,
      resolvers: {
        Query: {
          users: (_: unknown, { type = 'REGULAR' }: { type?: string }) => [{ id: 'u1', type }],
          userB: () => ({ id: 'u2', type: 'ANONYMOUS', sure: 'ANONYMOUS' }),
        },
        User: { __resolveReference: ({ id }: { id: string }) => ({ id, type: 'REGULAR' }) },
      },
    },
    b: {
      sdl: 'type User @key(fields: "id") { id: ID! name: String } enum Kind { REGULAR }',
      resolvers: { User: { __resolveReference: findBy(users, 'id') } },
    },
  },
  cases: [
    {
      query: '{ users(type: REGULAR) { id type name } }',
      data: { users: [{ id: 'u1', type: 'REGULAR', name: 'First' }] },
    },
    { query: '{ users(type: ANONYMOUS) { id } }', errors: 'anything' },
    {
      query: 'query ($t: Kind) { users(type: $t) { id } }',
      variables: { t: 'ANONYMOUS' },
      errors: 'anything',
    },
    {
      query: '{ userB { id type name } }',
      data: { userB: { id: 'u2', type: null, name: 'Second' } },
    },
    { query: '{ userB { id sure } }', data: { userB: null }, errors: [['userB', 'sure']] },
  ],
}

const inputs: ConformanceGroup = {
  name: 'input objects that differ between subgraphs',
  subgraphs: {
    a: {
      sdl: `type Query { usersInA(filter: Filter): [User!]! } input Filter { first: Int! }
        type User @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          usersInA: (_: unknown, { filter }: { filter: { first: number } }) =>
            users.slice(0, filter.first),
        },
      },
    },
    b: {
      sdl: `type Query { usersInB(filter: Filter): [User!]! } input Filter { first: Int offset: Int }
        type User @key(fields: "id") { id: ID! name: String }`,
      resolvers: {
        Query: { usersInB: () => users },
        User: { __resolveReference: findBy(users, 'id') },
      },
    },
  },
  cases: [
    {
      query: '{ usersInA(filter: { first: 1 }) { id name } }',
      data: { usersInA: [{ id: 'u1', name: 'First' }] },
    },
    {
      query: 'query ($f: Filter) { usersInA(filter: $f) { id } }',
      variables: { f: { first: 1 } },
      data: { usersInA: [{ id: 'u1' }] },
    },
    {
      query: 'query ($n: Int!) { usersInA(filter: { first: $n }) { id } }',
      variables: { n: 2 },
      data: { usersInA: [{ id: 'u1' }, { id: 'u2' }] },
    },
    { query: '{ usersInB(filter: { first: 1, offset: 2 }) { id } }', errors: 'anything' },
    {
      query: 'query ($f: Filter) { usersInA(filter: $f) { id } }',
      variables: { f: {} },
      errors: 'anything',
    },
  ],
}

const inaccessible: ConformanceGroup = {
  name: '@inaccessible',
  subgraphs: {
    age: {
      sdl: `type Query { usersInAge: [User!]! seen: Thing things: [Thing] } interface Thing { id: ID! }
        type Shown implements Thing { id: ID! } type Secret implements Thing @inaccessible { id: ID! }
        type User @key(fields: "id") { id: ID @inaccessible age: Int friends(type: Kind = FAMILY @inaccessible): [User!]! }
        enum Kind { FAMILY FRIEND }`,
      resolvers: {
        Query: {
          usersInAge: () => [{ id: 'u1', age: 11 }],
          seen: () => ({ __typename: 'Secret', id: 's' }),
          things: () => [
            { __typename: 'Shown', id: 't' },
            { __typename: 'Secret', id: 's' },
          ],
        },
        User: {
          __resolveReference: ({ id }: { id: string }) => ({ id, age: 11 }),
          friends: (_: unknown, { type }: { type: string }) =>
            type === 'FAMILY' ? [{ id: 'u2', age: 22 }] : [],
        },
      },
    },
    names: {
      sdl: 'type Query { usersInNames: [User!]! } type User @key(fields: "id") { id: ID name: String }',
      resolvers: {
        Query: { usersInNames: () => users },
        User: { __resolveReference: findBy(users, 'id') },
      },
    },
  },
  cases: [
    {
      query: '{ usersInAge { name age friends { name } } }',
      data: { usersInAge: [{ name: 'First', age: 11, friends: [{ name: 'Second' }] }] },
    },
    { query: '{ seen { id } things { id } }', data: { seen: null, things: [{ id: 't' }, null] } },
    { query: '{ usersInAge { id } }', errors: 'anything' },
    { query: '{ usersInAge { friends(type: FAMILY) { name } } }', errors: 'anything' },
    {
      query: '{ __type(name: "User") { fields { name } } }',
      data: { __type: { fields: [{ name: 'age' }, { name: 'friends' }, { name: 'name' }] } },
    },
  ],
}

const override: ConformanceGroup = {
  name: '@override, also from a subgraph that is not there',
  subgraphs: {
    a: {
      sdl: 'type Query { a: Post } type Post @key(fields: "id") { id: ID! createdAt: String! @override(from: "b") }',
      resolvers: {
        Query: { a: () => ({ id: 'p1', createdAt: 'of a' }) },
        Post: { __resolveReference: ({ id }: { id: string }) => ({ id, createdAt: 'of a' }) },
      },
    },
    b: {
      sdl: 'type Query { b: Post } type Post @key(fields: "id") { id: ID! createdAt: String! text: String @override(from: "gone") }',
      resolvers: {
        Query: { b: () => ({ id: 'p2', createdAt: 'of b', text: 'text' }) },
        Post: {
          __resolveReference: ({ id }: { id: string }) => ({ id, createdAt: 'of b', text: 'text' }),
        },
      },
    },
  },
  cases: [
    {
      query: '{ a { id createdAt text } }',
      data: { a: { id: 'p1', createdAt: 'of a', text: 'text' } },
    },
    {
      query: '{ b { id createdAt text } }',
      data: { b: { id: 'p2', createdAt: 'of a', text: 'text' } },
    },
  ],
}

const sharedRoot: ConformanceGroup = {
  name: 'a root field that several subgraphs share',
  subgraphs: Object.fromEntries(
    ['category', 'name', 'price'].map((name) => [
      name,
      {
        sdl: `type Query { good: Good @shareable goods: [Good] @shareable }
          type Good { id: ID! @shareable ${name}: Part${name} }
          type Part${name} { id: ID! ${name}Text: String }`,
        resolvers: {
          Query: {
            good: () => ({ id: 'g1', [name]: { id: `${name}-1`, [`${name}Text`]: name } }),
            goods: () => [
              { id: 'g1', [name]: { id: `${name}-1`, [`${name}Text`]: name } },
              { id: 'g2', [name]: null },
            ],
          },
        },
      },
    ]),
  ),
  cases: [
    {
      query: '{ good { id name { id nameText } category { categoryText } price { id } } }',
      data: {
        good: {
          id: 'g1',
          name: { id: 'name-1', nameText: 'name' },
          category: { categoryText: 'category' },
          price: { id: 'price-1' },
        },
      },
    },
    {
      query: '{ goods { price { id } name { nameText } } }',
      data: {
        goods: [
          { price: { id: 'price-1' }, name: { nameText: 'name' } },
          { price: null, name: null },
        ],
      },
    },
  ],
}

export const schemaGroups: readonly ConformanceGroup[] = [
  enums,
  inputs,
  inaccessible,
  override,
  sharedRoot,
]
