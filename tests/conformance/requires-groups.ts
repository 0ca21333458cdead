import type { Good } from './goods'
import { goods } from './goods'
import type { ConformanceGroup } from './group'
import { findBy } from './group'

const chain: ConformanceGroup = {
  name: '@requires of what itself has @requires',
  subgraphs: {
    a: {
      sdl: `type Query { good: Good } type Good @key(fields: "upc") { upc: ID! price: Float }`,
      resolvers: {
        Query: { good: () => ({ upc: 'g1', price: 10 }) },
        Good: { __resolveReference: ({ upc }: Good) => ({ upc, price: 10 }) },
      },
    },
    b: {
      sdl: `type Good @key(fields: "upc") {
        upc: ID! price: Float @external isDear: Boolean @requires(fields: "price")
        stock: Int!
      }`,
      resolvers: {
        Good: {
          __resolveReference: (one: Good) => one,
          isDear: ({ price = 0 }: Good) => price > 5,
          stock: () => 3,
        },
      },
    },
    c: {
      sdl: `type Good @key(fields: "upc") {
        upc: ID! isDear: Boolean @external canAfford: Boolean @requires(fields: "isDear")
      }`,
      resolvers: {
        Good: {
          __resolveReference: (one: Good) => one,
          canAfford: ({ isDear }: { isDear: boolean }) => !isDear,
        },
      },
    },
    d: {
      sdl: `type Good @key(fields: "upc") {
        upc: ID! canAfford: Boolean @external stock: Int! @external
        verdict: String @requires(fields: "canAfford stock")
      }`,
      resolvers: {
        Good: {
          __resolveReference: (one: Good) => one,
          verdict: ({ canAfford, stock }: { canAfford: boolean; stock: number }) =>
            `${canAfford ? 'yes' : 'no'}, ${stock} left`,
        },
      },
    },
  },
  cases: [
    { query: '{ good { canAfford } }', data: { good: { canAfford: false } } },
    { query: '{ good { verdict } }', data: { good: { verdict: 'no, 3 left' } } },
    {
      query: '{ good { verdict canAfford isDear price stock } }',
      data: {
        good: { verdict: 'no, 3 left', canAfford: false, isDear: true, price: 10, stock: 3 },
      },
    },
    {
      query: '{ good { price: verdict isDear: price } }',
      data: { good: { price: 'no, 3 left', isDear: 10 } },
    },
  ],
}

const circular: ConformanceGroup = {
  name: '@requires in a circle between subgraphs',
  subgraphs: {
    a: {
      sdl: `type Query { feed: [Post] }
        type Post @key(fields: "id") { id: ID! byNovice: Boolean! @external byExpert: Boolean! @requires(fields: "byNovice") }`,
      resolvers: {
        Query: { feed: () => [{ id: 'p1' }] },
        Post: {
          __resolveReference: (post: object) => post,
          byExpert: ({ byNovice }: { byNovice: boolean }) => !byNovice,
        },
      },
    },
    b: {
      sdl: `type Post @key(fields: "id") { id: ID! author: Author! @external byNovice: Boolean! @requires(fields: "author { years }") }
        type Author { years: Int! @external }`,
      resolvers: {
        Post: {
          __resolveReference: (post: object) => post,
          byNovice: ({ author }: { author: { years: number } }) => author.years < 2,
        },
      },
    },
    c: {
      sdl: `type Post @key(fields: "id") { id: ID! author: Author! } type Author { years: Int! }`,
      resolvers: {
        Post: { __resolveReference: ({ id }: { id: string }) => ({ id, author: { years: 5 } }) },
      },
    },
  },
  cases: [
    { query: '{ feed { byNovice } }', data: { feed: [{ byNovice: false }] } },
    { query: '{ feed { byExpert } }', data: { feed: [{ byExpert: true }] } },
  ],
}

const withFragments: ConformanceGroup = {
  name: '@requires with fragments on interfaces and unions',
  subgraphs: {
    a: {
      sdl: `type Query { userA: User userB: User } type User @key(fields: "id") { id: ID! address: Address }
        interface Address { id: ID! } type Home implements Address @key(fields: "id") { id: ID! city: String }
        type Work implements Address @key(fields: "id") { id: ID! city: String }`,
      resolvers: {
        Query: { userA: () => ({ id: 'u1' }), userB: () => ({ id: 'u2' }) },
        User: {
          __resolveReference: (one: object) => one,
          address: ({ id }: { id: string }) =>
            id === 'u1'
              ? { __typename: 'Home', id: 'h1', city: 'Hometown' }
              : { __typename: 'Work', id: 'w1', city: 'Worktown' },
        },
      },
    },
    b: {
      sdl: `type User @key(fields: "id") { id: ID! address: Address @external
          city: String @requires(fields: "address { id ... on Home { city } ... on Work { city } }")
          kind: String @requires(fields: "address { __typename ... on Work { id } }") }
        interface Address { id: ID! } type Home implements Address @key(fields: "id") { id: ID! city: String @external }
        type Work implements Address @key(fields: "id") { id: ID! city: String @external }`,
      resolvers: {
        User: {
          __resolveReference: (one: object) => one,
          city: ({ address }: { address: { city: string } }) => address.city,
          kind: ({ address }: { address: { __typename: string } }) => address.__typename,
        },
      },
    },
  },
  cases: [
    {
      query: '{ userA { city } userB { kind city } }',
      data: { userA: { city: 'Hometown' }, userB: { kind: 'Work', city: 'Worktown' } },
    },
    {
      query: '{ userA { address { __typename id ... on Home { name: city } } city kind } }',
      data: {
        userA: {
          address: { __typename: 'Home', id: 'h1', name: 'Hometown' },
          city: 'Hometown',
          kind: 'Home',
        },
      },
    },
  ],
}

const provides: ConformanceGroup = {
  name: '@requires together with @provides',
  subgraphs: {
    accounts: {
      sdl: `type Query { me: User } type User @key(fields: "id") { id: ID! name: String @shareable username: String @shareable }`,
      resolvers: {
        Query: { me: () => ({ id: 'u1', name: 'First', username: 'fi' }) },
        User: { __resolveReference: () => ({ id: 'u1', name: 'First', username: 'fi' }) },
      },
    },
    inventory: {
      sdl: `type Good @key(fields: "upc") { upc: String! weight: Int @external price: Int @external
        estimate: Int @requires(fields: "price weight") inStock: Boolean }`,
      resolvers: {
        Good: {
          __resolveReference: (one: Good) => one,
          estimate: ({ price = 0, weight = 0 }: Good) => (price > 20 ? 0 : price * weight),
          inStock: () => true,
        },
      },
    },
    products: {
      sdl: 'type Query { goods: [Good] } type Good @key(fields: "upc") { upc: String! weight: Int price: Int name: String }',
      resolvers: {
        Query: { goods: () => goods },
        Good: { __resolveReference: findBy(goods, 'upc') },
      },
    },
    reviews: {
      sdl: `type Review @key(fields: "id") { id: ID! body: String author: User @provides(fields: "username") good: Good }
        type User @key(fields: "id") { id: ID! username: String @external reviews: [Review] }
        type Good @key(fields: "upc") { upc: String! reviews: [Review] }`,
      resolvers: {
        Good: {
          __resolveReference: (one: Good) => one,
          reviews: ({ upc }: Good) => [
            { id: `r-${upc}`, body: 'fine', author: { id: 'u1', username: 'fi' }, good: { upc } },
          ],
        },
        User: {
          __resolveReference: (one: object) => one,
          reviews: () => [{ id: 'r-g1', body: 'fine', good: { upc: 'g1' } }],
        },
      },
    },
  },
  cases: [
    {
      query: '{ goods { estimate } }',
      data: { goods: [{ estimate: 11 }, { estimate: 0 }] },
    },
    {
      query: '{ goods { reviews { author { username name } good { estimate } } inStock } }',
      data: {
        goods: ['g1', 'g2'].map((upc) => ({
          reviews: [
            {
              author: { username: 'fi', name: 'First' },
              good: { estimate: upc === 'g1' ? 11 : 0 },
            },
          ],
          inStock: true,
        })),
      },
    },
    {
      query: '{ me { reviews { good { name weight: estimate price: weight } } } }',
      data: { me: { reviews: [{ good: { name: 'One', weight: 11, price: 1 } }] } },
    },
  ],
}

const copies = [{ edition: { isbn: '1' } }]

/** The planner sends the key alone: what is required beside it under the same field is lost. */
const requirementBesideKey: ConformanceGroup = {
  name: 'a requirement under a field of the key',
  subgraphs: {
    a: {
      sdl: `type Query { copies: [Copy] }
        type Copy @key(fields: "edition { isbn }") { edition: Edition, title: String }
        type Edition @shareable { isbn: ID!, book: Book }
        type Book { catalogId: ID }`,
      resolvers: {
        Query: { copies: () => copies },
        Edition: { book: () => ({ catalogId: 'C-1' }) },
        Copy: { title: () => 'Title' },
      },
    },
    b: {
      sdl: `type Copy @key(fields: "edition { isbn }") {
          edition: Edition
          shelf: String @requires(fields: "edition { book { catalogId } }")
        }
        type Edition @shareable { isbn: ID!, book: Book @external }
        type Book { catalogId: ID @external }`,
      resolvers: {
        Copy: {
          __resolveReference: (reference: object) => reference,
          shelf: ({ edition }: { edition: { book?: { catalogId: string } } }) =>
            `shelf of ${edition.book?.catalogId ?? 'NOTHING'}`,
        },
      },
    },
  },
  cases: [
    { query: '{ copies { shelf } }', data: null, errors: 'anything' },
    { query: '{ copies { title } }', data: { copies: [{ title: 'Title' }] } },
  ],
}

export const requiresGroups: readonly ConformanceGroup[] = [
  chain,
  circular,
  withFragments,
  provides,
  requirementBesideKey,
]
