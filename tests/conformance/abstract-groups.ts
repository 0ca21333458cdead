import type { ConformanceGroup } from './group'
import { findBy } from './group'

const media = [
  {
    __typename: 'Book',
    id: 'm1',
    title: 'Pages',
    animals: [{ __typename: 'Dog', id: 'd1', name: 'Rex' }],
  },
  {
    __typename: 'Movie',
    id: 'm2',
    title: 'Frames',
    animals: [{ __typename: 'Cat', id: 'k1', name: 'Tom' }],
  },
]

const providesOnInterface: ConformanceGroup = {
  name: '@provides on an interface',
  subgraphs: {
    a: {
      sdl: `type Query { media: Media @shareable } interface Media { id: ID! } interface Animal { id: ID! }
        type Book implements Media @key(fields: "id") { id: ID! animals: [Animal] @shareable }
        type Dog implements Animal @key(fields: "id") { id: ID! }
        type Cat implements Animal @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          media: () => ({
            __typename: 'Book',
            id: 'm1',
            animals: [{ __typename: 'Dog', id: 'd1' }],
          }),
        },
        Book: { __resolveReference: findBy(media, 'id') },
      },
    },
    b: {
      sdl: `type Query { media: Media @shareable @provides(fields: "animals { id name }") }
        interface Media { id: ID! animals: [Animal] } interface Animal { id: ID! name: String }
        type Book implements Media { id: ID! @shareable animals: [Animal] @external }
        type Dog implements Animal { id: ID! @external name: String @external }
        type Cat implements Animal { id: ID! @external name: String @external }`,
      resolvers: { Query: { media: () => media[0] } },
    },
    c: {
      sdl: `interface Media { id: ID! animals: [Animal] } interface Animal { id: ID! name: String }
        type Book implements Media @key(fields: "id") { id: ID! animals: [Animal] @shareable }
        type Dog implements Animal @key(fields: "id") { id: ID! name: String @shareable age: Int }
        type Cat implements Animal @key(fields: "id") { id: ID! name: String @shareable age: Int }`,
      resolvers: {
        Book: { __resolveReference: findBy(media, 'id') },
        Dog: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Rex', age: 7 }) },
      },
    },
  },
  cases: [
    {
      query: '{ media { id animals { id name } } }',
      data: { media: { id: 'm1', animals: [{ id: 'd1', name: 'Rex' }] } },
    },
    {
      query: '{ media { animals { name ... on Cat { age } ... on Dog { name age } } } }',
      data: { media: { animals: [{ name: 'Rex', age: 7 }] } },
    },
  ],
}

const titles = (type: string) => media.filter(({ __typename }) => __typename === type)

const abstractTypes: ConformanceGroup = {
  name: 'interfaces whose types are spread',
  subgraphs: {
    list: {
      sdl: `type Query { all: [Media!]! similar: [Similar!] } union Similar = Book | Movie
        interface Media { id: ID! }
        type Book implements Media @key(fields: "id") { id: ID! }
        type Movie implements Media @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          all: () => media.map(({ __typename, id }) => ({ __typename, id })),
          similar: () => media.map(({ __typename, id }) => ({ __typename, id })),
        },
      },
    },
    books: {
      sdl: 'type Book @key(fields: "id") { id: ID! title: String pages: Int }',
      resolvers: {
        Book: {
          __resolveReference: (one: { id: string }) => ({
            ...findBy(titles('Book'), 'id')(one),
            pages: 12,
          }),
        },
      },
    },
    movies: {
      sdl: 'type Movie @key(fields: "id") { id: ID! title: String! minutes(unit: Int = 1): Int }',
      resolvers: {
        Movie: {
          __resolveReference: findBy(titles('Movie'), 'id'),
          minutes: (_: unknown, { unit }: { unit: number }) => 90 * unit,
        },
      },
    },
  },
  cases: [
    {
      query: '{ all { id __typename ... on Book { pages } ... on Movie { minutes } } }',
      data: {
        all: [
          { id: 'm1', __typename: 'Book', pages: 12 },
          { id: 'm2', __typename: 'Movie', minutes: 90 },
        ],
      },
    },
    {
      query: '{ similar { ... on Book { title } ... on Movie { name: title minutes(unit: 60) } } }',
      data: { similar: [{ title: 'Pages' }, { name: 'Frames', minutes: 5400 }] },
    },
    {
      query:
        '{ all { ...M ... on Media { ... on Book { title: title } } } } fragment M on Movie { name: title id }',
      data: { all: [{ title: 'Pages' }, { name: 'Frames', id: 'm2' }] },
    },
    {
      query: '{ similar { ... on Book { t: title } ... on Movie { t: title } } }',
      errors: 'anything',
    },
    {
      query:
        '{ similar { ... on Book { n: pages } ... on Movie { n: minutes(unit: 2) } ... on Media { id } } }',
      data: {
        similar: [
          { n: 12, id: 'm1' },
          { n: 180, id: 'm2' },
        ],
      },
    },
  ],
}

const circularInterface: ConformanceGroup = {
  name: 'an interface that leads back to itself',
  subgraphs: {
    a: {
      sdl: `type Query { thing: Thing } interface Thing { samePrice: [Thing] }
        type Book implements Thing @key(fields: "id") { id: ID! samePrice: [Thing] }`,
      resolvers: {
        Query: { thing: () => ({ __typename: 'Book', id: 'b1' }) },
        Book: {
          __resolveReference: (one: object) => one,
          samePrice: ({ id }: { id: string }) =>
            ['b1', 'b2', 'b3']
              .filter((other) => other !== id)
              .map((one) => ({ __typename: 'Book', id: one })),
        },
      },
    },
    b: {
      sdl: 'type Book @key(fields: "id") { id: ID! price: Float }',
      resolvers: {
        Book: { __resolveReference: ({ id }: { id: string }) => ({ id, price: id.length + 0.5 }) },
      },
    },
  },
  cases: [
    {
      query: '{ thing { samePrice { samePrice { ... on Book { id price } } } } }',
      data: {
        thing: {
          samePrice: ['b2', 'b3'].map((id) => ({
            samePrice: ['b1', 'b2', 'b3']
              .filter((one) => one !== id)
              .map((one) => ({ id: one, price: 2.5 })),
          })),
        },
      },
    },
  ],
}

const unionIntersection: ConformanceGroup = {
  name: 'unions that differ between subgraphs',
  subgraphs: {
    a: {
      sdl: `type Query { media: Media @shareable aMedia: Media } union Media = Book | Song
        type Book { title: String! @shareable } type Song { title: String! @shareable }`,
      resolvers: {
        Query: {
          media: () => ({ __typename: 'Book', title: 'Pages' }),
          aMedia: () => ({ __typename: 'Song', title: 'Tune' }),
        },
      },
    },
    b: {
      sdl: `type Query { media: Media @shareable bMedia: Media } union Media = Book | Movie
        type Book { title: String! @shareable } type Movie { title: String! @shareable }`,
      resolvers: {
        Query: {
          media: () => ({ __typename: 'Book', title: 'Pages' }),
          bMedia: () => ({ __typename: 'Movie', title: 'Frames' }),
        },
      },
    },
  },
  cases: [
    {
      query:
        '{ media { __typename ... on Book { title } ... on Song { title } ... on Movie { title } } }',
      data: { media: { __typename: 'Book', title: 'Pages' } },
    },
    {
      query:
        '{ aMedia { __typename ... on Movie { title } ... on Song { title } } bMedia { ... on Song { title } ... on Movie { x: title } } }',
      data: { aMedia: { __typename: 'Song', title: 'Tune' }, bMedia: { x: 'Frames' } },
    },
  ],
}

const nodes = [
  { __typename: 'Account', id: 'a1', name: 'First' },
  { __typename: 'Chat', id: 'c1', name: 'Talk' },
]

const node: ConformanceGroup = {
  name: 'one node field for all',
  subgraphs: {
    node: {
      sdl: `type Query { node(id: ID!): Node nodes: [Node] } interface Node { id: ID! }
        type Account implements Node @key(fields: "id") { id: ID! } type Chat implements Node @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          node: (_: unknown, { id }: { id: string }) => findBy(nodes, 'id')({ id }),
          nodes: () => nodes,
        },
      },
    },
    types: {
      sdl: `interface Node { id: ID! name: String! }
        type Account implements Node @key(fields: "id") { id: ID! name: String! }
        type Chat implements Node @key(fields: "id") { id: ID! name: String! }`,
      resolvers: {
        Account: { __resolveReference: findBy(nodes, 'id') },
        Chat: { __resolveReference: findBy(nodes, 'id') },
      },
    },
  },
  cases: [
    {
      query: '{ node(id: "c1") { __typename id ... on Chat { name } } }',
      data: { node: { __typename: 'Chat', id: 'c1', name: 'Talk' } },
    },
    {
      query: 'query ($id: ID!) { node(id: $id) { ... on Chat { name } } }',
      variables: { id: 'a1' },
      data: { node: {} },
    },
    {
      query: '{ nodes { id name } }',
      data: {
        nodes: [
          { id: 'a1', name: 'First' },
          { id: 'c1', name: 'Talk' },
        ],
      },
    },
    { query: '{ node(id: "none") { id } }', data: { node: null } },
    {
      query: '{ a: node(id: "a1") { id: __typename name: id } b: node(id: "c1") { name } }',
      data: { a: { id: 'Account', name: 'a1' }, b: { name: 'Talk' } },
    },
  ],
}

export const abstractGroups: readonly ConformanceGroup[] = [
  providesOnInterface,
  abstractTypes,
  circularInterface,
  unionIntersection,
  node,
]
