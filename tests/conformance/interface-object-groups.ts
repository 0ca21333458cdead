import type { ConformanceGroup } from './group'
import { findBy } from './group'

const accounts = [
  { __typename: 'Admin', id: 'u1', name: 'First', isMain: true, age: 11 },
  { __typename: 'Regular', id: 'u2', name: 'Second', isMain: false, age: 22 },
]

const interfaceSide = {
  sdl: `type Query { users: [NodeWithName!]! }
    interface NodeWithName @key(fields: "id") { id: ID! name: String }
    type Admin implements NodeWithName @key(fields: "id") { id: ID! name: String isMain: Boolean }
    type Regular implements NodeWithName @key(fields: "id") { id: ID! name: String age: Int }`,
  resolvers: {
    Query: { users: () => accounts },
    NodeWithName: { __resolveReference: findBy(accounts, 'id') },
    Admin: { __resolveReference: findBy(accounts, 'id') },
    Regular: { __resolveReference: findBy(accounts, 'id') },
  },
}

const objectSide = {
  sdl: `type Query { anotherUsers: [NodeWithName] }
    type NodeWithName @key(fields: "id") @interfaceObject { id: ID! username: String }`,
  resolvers: {
    Query: { anotherUsers: () => accounts.map(({ id }) => ({ id, username: `${id}-name` })) },
    NodeWithName: {
      __resolveReference: ({ id }: { id: string }) => ({ id, username: `${id}-name` }),
    },
  },
}

const simple: ConformanceGroup = {
  name: '@interfaceObject',
  subgraphs: { a: interfaceSide, b: objectSide },
  cases: [
    {
      query: '{ users { id name username } }',
      data: {
        users: [
          { id: 'u1', name: 'First', username: 'u1-name' },
          { id: 'u2', name: 'Second', username: 'u2-name' },
        ],
      },
    },
    {
      query: '{ anotherUsers { id name username } }',
      data: {
        anotherUsers: [
          { id: 'u1', name: 'First', username: 'u1-name' },
          { id: 'u2', name: 'Second', username: 'u2-name' },
        ],
      },
    },
    {
      query:
        '{ anotherUsers { __typename ... on Admin { isMain } ... on Regular { username age } } }',
      data: {
        anotherUsers: [
          { __typename: 'Admin', isMain: true },
          { __typename: 'Regular', username: 'u2-name', age: 22 },
        ],
      },
    },
    {
      query: '{ anotherUsers { ... on Admin { username __typename } } }',
      data: { anotherUsers: [{ username: 'u1-name', __typename: 'Admin' }, {}] },
    },
    {
      query: '{ anotherUsers { ... on Regular { username __typename age } name } }',
      data: {
        anotherUsers: [
          { name: 'First' },
          { username: 'u2-name', __typename: 'Regular', age: 22, name: 'Second' },
        ],
      },
    },
    {
      query: '{ users { ... on Admin { username: name name: username } } }',
      data: { users: [{ username: 'First', name: 'u1-name' }, {}] },
    },
    {
      query: '{ anotherUsers { username } }',
      data: { anotherUsers: [{ username: 'u1-name' }, { username: 'u2-name' }] },
    },
  ],
}

const withRequires: ConformanceGroup = {
  name: '@interfaceObject with @requires',
  subgraphs: {
    a: interfaceSide,
    b: {
      sdl: `type NodeWithName @key(fields: "id") @interfaceObject {
        id: ID! name: String @external greeting: String @requires(fields: "name")
      }`,
      resolvers: {
        NodeWithName: {
          __resolveReference: (one: object) => one,
          greeting: ({ name }: { name: string }) => `Hello ${name}`,
        },
      },
    },
  },
  cases: [
    {
      query: '{ users { greeting } }',
      data: { users: [{ greeting: 'Hello First' }, { greeting: 'Hello Second' }] },
    },
    {
      query: '{ users { ... on Regular { name: age greeting } } }',
      data: { users: [{}, { name: 22, greeting: 'Hello Second' }] },
    },
  ],
}

const indirect: ConformanceGroup = {
  name: '@interfaceObject behind another entity',
  subgraphs: {
    media: {
      sdl: `type Query { media: Media } interface Media @key(fields: "id") { id: ID! title: String }
        type Song implements Media @key(fields: "id") { id: ID! title: String length: Int }`,
      resolvers: {
        Query: { media: () => ({ __typename: 'Song', id: 'm1', title: 'Tune', length: 60 }) },
        Media: {
          __resolveReference: ({ id }: { id: string }) => ({
            __typename: 'Song',
            id,
            title: 'Tune',
            length: 60,
          }),
        },
        Song: {
          __resolveReference: ({ id }: { id: string }) => ({ id, title: 'Tune', length: 60 }),
        },
      },
    },
    author: {
      sdl: `type Media @key(fields: "id") @interfaceObject { id: ID! author: Author }
        type Author @key(fields: "id") { id: ID! name: String }`,
      resolvers: {
        Media: {
          __resolveReference: ({ id }: { id: string }) => ({
            id,
            author: { id: 'a1', name: 'Writer' },
          }),
        },
        Author: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Writer' }) },
      },
    },
    playlist: {
      sdl: `type Query { playlist: Playlist } type Playlist { id: ID! media: [Media] }
        type Media @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
      resolvers: { Query: { playlist: () => ({ id: 'l1', media: [{ id: 'm1' }] }) } },
    },
  },
  cases: [
    {
      query:
        '{ playlist { id media { __typename title author { name } ... on Song { length } } } }',
      data: {
        playlist: {
          id: 'l1',
          media: [{ __typename: 'Song', title: 'Tune', author: { name: 'Writer' }, length: 60 }],
        },
      },
    },
  ],
}

const notResolvable: ConformanceGroup = {
  name: '@interfaceObject that cannot be asked',
  isUnsatisfiable: true,
  subgraphs: {
    a: {
      sdl: `type Query { a: Node product: Product }
        interface Node @key(fields: "id") { id: ID! }
        type NodeImpl implements Node @key(fields: "id") { id: ID! }
        type Product @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
      resolvers: {
        Query: { a: () => ({ __typename: 'NodeImpl', id: 'n1' }), product: () => ({ id: 'p1' }) },
      },
    },
    b: {
      sdl: `type Query { b: Node }
        type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! field: String }
        interface Product @key(fields: "id") { id: ID! name: String }
        type Bread implements Product @key(fields: "id") { id: ID! name: String }`,
      resolvers: {
        Query: { b: () => ({ id: 'n1', field: 'foo' }) },
        Product: {
          __resolveReference: ({ id }: { id: string }) => ({
            __typename: 'Bread',
            id,
            name: 'Loaf',
          }),
        },
        Bread: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Loaf' }) },
      },
    },
  },
  cases: [
    { query: '{ b { id field } }', data: { b: { id: 'n1', field: 'foo' } } },
    { query: '{ a { id field } b { id } }', data: null, errors: 'anything' },
    { query: '{ other: a { id x: field } }', data: null, errors: 'anything' },
    { query: '{ a { field } }', data: null, errors: 'anything' },
    {
      query: 'query { a { ...OnlyField } b { id } } fragment OnlyField on Node { field }',
      data: null,
      errors: 'anything',
    },
    { query: '{ a { id } product { id } }', data: { a: { id: 'n1' }, product: { id: 'p1' } } },
    { query: '{ product { id name } }', data: { product: { id: 'p1', name: 'Loaf' } } },
    { query: '{ product { ... on Bread { id } } }', data: { product: { id: 'p1' } } },
  ],
}

const overrideInterface: ConformanceGroup = {
  name: '@override of a field that an interface has',
  subgraphs: {
    a: {
      sdl: `type Query { feed: [Post] } interface Post { id: ID! createdAt: String! }
        type ImagePost implements Post @key(fields: "id") { id: ID! createdAt: String! }`,
      resolvers: {
        Query: { feed: () => [{ __typename: 'ImagePost', id: 'i1', createdAt: 'of a' }] },
        ImagePost: { __resolveReference: ({ id }: { id: string }) => ({ id, createdAt: 'of a' }) },
      },
    },
    b: {
      sdl: `type Query { another: [AnotherPost] } interface AnotherPost { id: ID! createdAt: String! }
        type TextPost implements AnotherPost @key(fields: "id") { id: ID! createdAt: String! body: String }
        type ImagePost implements AnotherPost @key(fields: "id") { id: ID! createdAt: String! @override(from: "a") }`,
      resolvers: {
        Query: {
          another: () => [
            { __typename: 'TextPost', id: 't1', createdAt: 'of b', body: 'text' },
            { __typename: 'ImagePost', id: 'i1', createdAt: 'of b' },
          ],
        },
        ImagePost: { __resolveReference: ({ id }: { id: string }) => ({ id, createdAt: 'of b' }) },
      },
    },
  },
  cases: [
    { query: '{ feed { id createdAt } }', data: { feed: [{ id: 'i1', createdAt: 'of b' }] } },
    {
      query: '{ another { id createdAt ... on TextPost { body } } }',
      data: {
        another: [
          { id: 't1', createdAt: 'of b', body: 'text' },
          { id: 'i1', createdAt: 'of b' },
        ],
      },
    },
  ],
}

export const interfaceObjectGroups: readonly ConformanceGroup[] = [
  simple,
  withRequires,
  indirect,
  notResolvable,
  overrideInterface,
]
