import type { ConformanceGroup, SubgraphDefinition } from './group'
import { findBy } from './group'
import { users } from './users'

/** The four ways in which an entity of another subgraph was extended over the years. */
function external(
  name: string,
  b: Pick<SubgraphDefinition, 'sdl' | 'isFederation1'>,
): ConformanceGroup {
  const isFederation1 = b.isFederation1 ?? false
  return {
    name,
    subgraphs: {
      a: {
        ...b,
        resolvers: {
          Query: { randomUser: () => users[0] },
          User: { __resolveReference: findBy(users, 'id') },
        },
      },
      b: {
        isFederation1,
        sdl: `type Query { userById(id: ID): User }
          type User @key(fields: "id") { id: ID! name: String${isFederation1 ? '' : ' @shareable'} nickname: String }`,
        resolvers: {
          Query: { userById: (_: unknown, { id }: { id: string }) => findBy(users, 'id')({ id }) },
          User: { __resolveReference: findBy(users, 'id') },
        },
      },
    },
    cases: [
      {
        query: '{ randomUser { id name rid } }',
        data: { randomUser: { id: 'u1', name: 'First', rid: 'r1' } },
      },
      {
        query: 'query ($id: ID) { userById(id: $id) { id name rid nickname } }',
        variables: { id: 'u2' },
        data: { userById: { id: 'u2', name: 'Second', rid: 'r2', nickname: 'Se' } },
      },
    ],
  }
}

const fields = 'id: ID! @external rid: ID'

const mysteriousExternal: ConformanceGroup = {
  name: 'fields that are external for no reason',
  subgraphs: {
    price: {
      isFederation1: true,
      sdl: `extend type Product @key(fields: "id") {
        id: ID! @external name: String @external price: Float
      }`,
      resolvers: {
        Product: { __resolveReference: ({ id }: { id: string }) => ({ id, price: 1.5 }) },
      },
    },
    product: {
      isFederation1: true,
      sdl: 'type Query { product: Product } type Product @key(fields: "id") { id: ID! name: String }',
      resolvers: {
        Query: { product: () => ({ id: 'p1', name: 'Thing' }) },
        Product: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Thing' }) },
      },
    },
  },
  cases: [
    {
      query: '{ product { id name price } }',
      data: { product: { id: 'p1', name: 'Thing', price: 1.5 } },
    },
    { query: '{ product { price } }', data: { product: { price: 1.5 } } },
  ],
}

export const externalGroups: readonly ConformanceGroup[] = [
  external('federation 1, @extends', {
    isFederation1: true,
    sdl: `type Query { randomUser: User } type User @key(fields: "id") @extends { ${fields} name: String }`,
  }),
  external('federation 1, extend', {
    isFederation1: true,
    sdl: `type Query { randomUser: User } extend type User @key(fields: "id") { ${fields} name: String }`,
  }),
  external('federation 2, @extends', {
    sdl: `type Query { randomUser: User @provides(fields: "name") }
      type User @key(fields: "id") @extends { ${fields} name: String @external }`,
  }),
  external('federation 2, extend', {
    sdl: `type Query { randomUser: User } extend type User @key(fields: "id") { ${fields} }`,
  }),
  mysteriousExternal,
]
