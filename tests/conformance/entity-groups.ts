import type { ConformanceGroup } from './group'
import { findBy } from './group'
import { users } from './users'

const simpleEntityCall: ConformanceGroup = {
  name: 'an entity from two subgraphs',
  subgraphs: {
    mail: {
      sdl: 'type Query { user: User } type User @key(fields: "id") { id: ID! email: String! }',
      resolvers: {
        Query: { user: () => users[0] },
        User: { __resolveReference: findBy(users, 'id') },
      },
    },
    names: {
      sdl: 'type User @key(fields: "email") { email: String! @external nickname: String! }',
      resolvers: { User: { __resolveReference: findBy(users, 'email') } },
    },
  },
  cases: [
    {
      query: '{ user { id nickname } }',
      data: { user: { id: 'u1', nickname: 'Fi' } },
    },
    {
      query: '{ nickname: user { email: nickname nickname: email } }',
      data: { nickname: { email: 'Fi', nickname: 'one@example.invalid' } },
    },
  ],
}

const products = [
  { id: 'p1', pid: 'q1', category: { id: 'c1', tag: 't1' } },
  { id: 'p2', pid: 'q2', category: { id: 'c2', tag: 't2' } },
]

const complexEntityCall: ConformanceGroup = {
  name: 'keys of keys over several subgraphs',
  subgraphs: {
    products: {
      sdl: `type Query { top: [Product!]! }
        type Product @key(fields: "id") @key(fields: "id pid") { id: String! pid: String @shareable }`,
      resolvers: {
        Query: { top: () => products.map(({ id }) => ({ id })) },
        Product: {
          __resolveReference: findBy(products, 'id'),
          pid: ({ id }: { id: string }) => findBy(products, 'id')({ id })?.pid,
        },
      },
    },
    link: {
      sdl: `type Product @key(fields: "id") @key(fields: "id pid") { id: String! pid: String! @shareable }`,
      resolvers: { Product: { __resolveReference: findBy(products, 'id') } },
    },
    list: {
      sdl: `type Query { chosen: Product }
        type Product @key(fields: "id pid category { id tag }") {
          id: String! pid: String @shareable category: Category @shareable first: Boolean
        }
        type Category @shareable { id: String! tag: String }`,
      resolvers: {
        Query: { chosen: () => products[1] },
        Product: {
          __resolveReference: (one: { id: string; category: { tag: string } }) => ({
            ...one,
            first: one.category.tag === 't1',
          }),
          first: ({ first, id }: { first?: boolean; id: string }) => first ?? id === 'p1',
        },
      },
    },
    categories: {
      sdl: `type Product @key(fields: "id") { id: String! category: Category @shareable }
        type Category @shareable { id: String! tag: String }`,
      resolvers: { Product: { __resolveReference: findBy(products, 'id') } },
    },
  },
  cases: [
    {
      query: '{ top { id pid first category { tag } } chosen { pid first } }',
      data: {
        top: [
          { id: 'p1', pid: 'q1', first: true, category: { tag: 't1' } },
          { id: 'p2', pid: 'q2', first: false, category: { tag: 't2' } },
        ],
        chosen: { pid: 'q2', first: false },
      },
    },
  ],
}

const parentEntityCall: ConformanceGroup = {
  name: 'a field of something nested is fetched through the entity around it',
  subgraphs: {
    a: {
      sdl: 'type Query { products: [Product] } type Product @key(fields: "id pid") { id: ID! pid: ID! }',
      resolvers: { Query: { products: () => products } },
    },
    b: {
      sdl: `type Product @key(fields: "id pid") { id: ID! pid: ID! category: Category @shareable }
        type Category @shareable { details: Details } type Details @shareable { count: Int }`,
      resolvers: {
        Product: {
          __resolveReference: (one: object) => ({ ...one, category: { details: { count: 3 } } }),
        },
      },
    },
    c: {
      sdl: `type Product @key(fields: "id pid") { id: ID! pid: ID! category: Category @shareable }
        type Category { details: Details @shareable name: String }
        type Details @shareable { count: Int }`,
      resolvers: {
        Product: {
          __resolveReference: ({ id }: { id: string }) => ({
            id,
            category: { details: { count: 3 }, name: `category of ${id}` },
          }),
        },
      },
    },
  },
  cases: [
    {
      query: '{ products { category { name details { count } } } }',
      data: {
        products: [
          { category: { name: 'category of p1', details: { count: 3 } } },
          { category: { name: 'category of p2', details: { count: 3 } } },
        ],
      },
    },
  ],
}

const composite = { one: { id: '1', pId: 'x', compositeId: { two: '2', three: '3' }, name: 'one' } }

const keysMashup: ConformanceGroup = {
  name: 'keys of which some cannot be asked by',
  subgraphs: {
    a: {
      sdl: `type A @key(fields: "id") @key(fields: "pId") @key(fields: "compositeId { two three }")
          @key(fields: "id compositeId { two three }") {
          id: ID! pId: ID! compositeId: Composite! name: String!
        } type Composite { two: ID! three: ID! }`,
      resolvers: { A: { __resolveReference: () => composite.one } },
    },
    b: {
      sdl: `type Query { b: B }
        type B @key(fields: "id") { id: ID! a: [A!]! }
        type A @key(fields: "id", resolvable: false) @key(fields: "pId", resolvable: false)
          @key(fields: "compositeId { two three }", resolvable: false)
          @key(fields: "id compositeId { two three }") {
          id: ID! pId: ID! compositeId: Composite! name: String! @external
          nameInB: String! @requires(fields: "name")
        } type Composite { two: ID! three: ID! }`,
      resolvers: {
        Query: { b: () => ({ id: 'b1', a: [composite.one] }) },
        A: {
          __resolveReference: (one: { compositeId?: unknown }) => (one.compositeId ? one : null),
          nameInB: ({ name }: { name: string }) => `${name} in b`,
        },
      },
    },
  },
  cases: [
    {
      query: '{ b { id a { id name nameInB } } }',
      data: { b: { id: 'b1', a: [{ id: '1', name: 'one', nameInB: 'one in b' }] } },
    },
  ],
}

const books = [
  { upc: 'b1', id: 1, title: 'First' },
  { upc: 'b2', id: 2, title: 'Second' },
  { upc: 'b3', id: 3, title: 'Third' },
]

const nullKeys: ConformanceGroup = {
  name: 'keys that are null',
  subgraphs: {
    a: {
      sdl: 'type Query { boxes: [Box] } type Box { book: Book } type Book @key(fields: "upc") { upc: ID! }',
      resolvers: {
        Query: { boxes: () => books.map(({ upc }) => ({ book: { upc } })) },
        Book: { __resolveReference: findBy(books, 'upc') },
      },
    },
    b: {
      sdl: 'type Book @key(fields: "upc") @key(fields: "id") { upc: ID! id: ID }',
      resolvers: {
        Book: {
          __resolveReference: ({ upc }: { upc: string }) =>
            upc === 'b3' ? null : { upc, id: upc === 'b2' ? null : 1 },
        },
      },
    },
    c: {
      sdl: 'type Book @key(fields: "id") { id: ID title: String }',
      resolvers: {
        Book: {
          __resolveReference: ({ id }: { id: unknown }) =>
            id === null ? null : findBy(books, 'id')({ id: Number(id) }),
        },
      },
    },
  },
  cases: [
    {
      query: '{ boxes { book { upc title } } }',
      data: {
        boxes: [
          { book: { upc: 'b1', title: 'First' } },
          { book: { upc: 'b2', title: null } },
          { book: { upc: 'b3', title: null } },
        ],
      },
    },
  ],
}

const typeName: ConformanceGroup = {
  name: '__typename',
  subgraphs: {
    a: {
      sdl: `type Query { any: Some user: User } union Some = User | Other
        type User @key(fields: "id") { id: ID! } type Other { id: ID! }`,
      resolvers: {
        Query: { any: () => ({ __typename: 'User', id: 'u1' }), user: () => ({ id: 'u2' }) },
        User: { __resolveReference: findBy(users, 'id') },
      },
    },
    b: {
      sdl: 'type User @key(fields: "id") { id: ID! name: String }',
      resolvers: { User: { __resolveReference: findBy(users, 'id') } },
    },
  },
  cases: [
    { query: '{ __typename }', data: { __typename: 'Query' } },
    {
      query: '{ root: __typename any { what: __typename } }',
      data: { root: 'Query', any: { what: 'User' } },
    },
    {
      query: '{ any { __typename ... on User { name } } }',
      data: { any: { __typename: 'User', name: 'First' } },
    },
    {
      query: '{ user { t: __typename __typename } }',
      data: { user: { t: 'User', __typename: 'User' } },
    },
    { query: '{ any { ... on Other { id } } }', data: { any: {} } },
    {
      query: '{ any { __typename: __typename ... on User { __typename: id } } }',
      errors: 'anything',
    },
  ],
}

export const entityGroups: readonly ConformanceGroup[] = [
  simpleEntityCall,
  complexEntityCall,
  parentEntityCall,
  keysMashup,
  nullKeys,
  typeName,
]
