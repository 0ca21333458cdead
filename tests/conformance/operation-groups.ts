import type { ConformanceGroup } from './group'

/** Mutations are in order although two subgraphs serve them. */
let total = 0

const mutations: ConformanceGroup = {
  name: 'mutations',
  subgraphs: {
    a: {
      sdl: `type Query { total: Int } type Mutation { add(num: Int!): Int addProduct(name: String!): Product! }
        type Product @key(fields: "id") { id: ID! name: String! price: Float! }`,
      resolvers: {
        Query: { total: () => total },
        Mutation: {
          add: (_: unknown, { num }: { num: number }) => (total += num),
          addProduct: (_: unknown, { name }: { name: string }) => ({ id: 'p1', name, price: 10 }),
        },
      },
    },
    b: {
      sdl: `type Mutation { multiply(by: Int!): Int clear: Int }
        type Product @key(fields: "id") { id: ID! price: Float! @external isDear: Boolean! @requires(fields: "price") isIn: Boolean! }`,
      resolvers: {
        Mutation: {
          multiply: (_: unknown, { by }: { by: number }) => (total *= by),
          clear: () => (total = 0),
        },
        Product: {
          __resolveReference: (one: object) => one,
          isDear: ({ price }: { price: number }) => price > 5,
          isIn: () => true,
        },
      },
    },
  },
  cases: [
    {
      query:
        'mutation { clear five: add(num: 5) ten: multiply(by: 2) twelve: add(num: 2) again: multiply(by: 3) }',
      data: { clear: 0, five: 5, ten: 10, twelve: 12, again: 36 },
    },
    {
      query: 'mutation ($name: String!) { addProduct(name: $name) { name price isDear isIn } }',
      variables: { name: 'New' },
      data: { addProduct: { name: 'New', price: 10, isDear: true, isIn: true } },
    },
    { query: 'mutation { clear } ', data: { clear: 0 } },
  ],
}

const switches: ConformanceGroup = {
  name: '@include and @skip',
  subgraphs: {
    a: {
      sdl: 'type Query { product: Product } type Product @key(fields: "id") { id: ID! price: Float }',
      resolvers: {
        Query: { product: () => ({ id: 'p1', price: 699 }) },
        Product: { __resolveReference: ({ id }: { id: string }) => ({ id, price: 699 }) },
      },
    },
    b: {
      sdl: `type Product @key(fields: "id") { id: ID! price: Float @external isDear: Boolean @requires(fields: "price") neverCalled: Int }`,
      resolvers: {
        Product: {
          __resolveReference: (one: object) => one,
          isDear: ({ price }: { price: number }) => price > 5,
          neverCalled: () => {
            throw new Error('called')
          },
        },
      },
    },
  },
  cases: [
    {
      query: 'query ($b: Boolean = false) { product { price neverCalled @include(if: $b) } }',
      data: { product: { price: 699 } },
    },
    {
      query: 'query ($b: Boolean = true) { product { price neverCalled @skip(if: $b) } }',
      data: { product: { price: 699 } },
    },
    {
      query: 'query ($b: Boolean = true) { product { price isDear @include(if: $b) } }',
      data: { product: { price: 699, isDear: true } },
    },
    {
      query: 'query ($b: Boolean!) { product { ... on Product @skip(if: $b) { neverCalled } } }',
      variables: { b: true },
      data: { product: {} },
    },
    {
      query: 'query ($b: Boolean!) { product @include(if: $b) { neverCalled } }',
      variables: { b: false },
      data: {},
    },
    {
      query: '{ product { neverCalled price } }',
      data: { product: { neverCalled: null, price: 699 } },
      errors: [['product', 'neverCalled']],
    },
  ],
}

/** Of a directive for callers that a subgraph knows: its SDL up to the default of its argument. */
const tonal = 'enum Tone { LOUD SOFT } directive @tone(is: Tone!'
const tonalLink = `@link(url: "https://example.invalid/tone/v1.0", import: ["@tone"])
  @composeDirective(name: "@tone")`

const ownDirectives: ConformanceGroup = {
  name: 'directives for callers, whose defaults differ',
  subgraphs: {
    a: {
      links: tonalLink,
      sdl: `${tonal}) on FIELD type Query { a: String }`,
      resolvers: { Query: { a: () => 'of a' } },
    },
    b: {
      links: tonalLink,
      sdl: `${tonal} = LOUD) on FIELD type Query { b: String }`,
      resolvers: { Query: { b: () => 'of b' } },
    },
  },
  cases: [
    { query: '{ a @tone b @tone }', data: { a: 'of a', b: 'of b' } },
    { query: '{ a @tone(is: SOFT) b }', data: { a: 'of a', b: 'of b' } },
    { query: '{ a @tone(is: OTHER) b }', errors: 'anything' },
    { query: '{ a @other }', errors: 'anything' },
  ],
}

export const operationGroups: readonly ConformanceGroup[] = [mutations, switches, ownDirectives]
