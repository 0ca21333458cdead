import type { Good } from './goods'
import { goods } from './goods'
import type { ConformanceGroup } from './group'
import { findBy } from './group'

const goodsOwner = {
  sdl: `type Query { goods: [Good] good: Good }
    type Good @key(fields: "upc") {
      upc: String! name: String price(currency: String!): Int weight: Int category: Category
    }
    type Category { averagePrice(currency: String!): Int }`,
  resolvers: {
    Query: { goods: () => goods, good: () => goods[1] },
    Good: {
      __resolveReference: findBy(goods, 'upc'),
      price: ({ price }: { price: number }, { currency }: { currency: string }) =>
        currency === 'EUR' ? price * 2 : price,
      category: ({ category }: { category: number }) => ({ category }),
    },
    Category: {
      averagePrice: ({ category }: { category: number }, { currency }: { currency: string }) =>
        currency === 'EUR' ? category * 2 : category,
    },
  },
}

const withArguments: ConformanceGroup = {
  name: '@requires with arguments that are at odds',
  subgraphs: {
    a: {
      sdl: `type Good @key(fields: "upc") {
          upc: String! weight: Int @external price(currency: String!): Int @external
          category: Category @external
          shipping: Int @requires(fields: "price(currency: \\"USD\\") weight")
          shippingEUR: Int @requires(fields: "price(currency: \\"EUR\\") weight")
          isDear: Boolean @requires(fields: "category { averagePrice(currency: \\"USD\\") }")
          isDearEUR: Boolean @requires(fields: "category { averagePrice(currency: \\"EUR\\") }")
        } type Category { averagePrice(currency: String!): Int @external }`,
      resolvers: {
        Good: {
          __resolveReference: (one: Good) => one,
          shipping: ({ price = 0, weight = 0 }: Good) => price * weight * 10,
          shippingEUR: ({ price = 0, weight = 0 }: Good) => price * weight * 10,
          isDear: ({ category }: { category: { averagePrice: number } }) =>
            category.averagePrice > 15,
          isDearEUR: ({ category }: { category: { averagePrice: number } }) =>
            category.averagePrice > 30,
        },
      },
    },
    b: goodsOwner,
  },
  cases: [
    {
      query: '{ goods { upc name shipping shippingEUR isDear } }',
      data: {
        goods: [
          { upc: 'g1', name: 'One', shipping: 110, shippingEUR: 220, isDear: false },
          { upc: 'g2', name: 'Two', shipping: 440, shippingEUR: 880, isDear: true },
        ],
      },
    },
    {
      query: '{ good { isDearEUR isDear a: shippingEUR price(currency: "USD") } }',
      data: { good: { isDearEUR: true, isDear: true, a: 880, price: 22 } },
    },
    {
      query:
        'query ($c: String = "EUR") { good { price(currency: $c) b: price(currency: "USD") shipping category { averagePrice(currency: "EUR") } isDear } }',
      data: {
        good: { price: 44, b: 22, shipping: 440, category: { averagePrice: 40 }, isDear: true },
      },
    },
  ],
}

const comments = Array.from({ length: 6 }, (_, index) => ({
  id: `c${index + 1}`,
  postId: index < 3 ? 'p1' : 'p2',
  authorId: index % 2 === 0 ? 'a1' : 'a2',
}))

const commentsOf = ({ id }: { id: string }, { limit }: { limit: number }) =>
  comments.filter(({ postId }) => postId === id).slice(0, limit)

const argumentOfCaller: ConformanceGroup = {
  name: "@requires with an argument beside the caller's own",
  subgraphs: {
    posts: {
      sdl: `type Query { feed: [Post] }
        type Post @key(fields: "id") { id: ID! }
        type Comment @key(fields: "id") { id: ID! authorId: ID }`,
      resolvers: {
        Query: { feed: () => [{ id: 'p1' }, { id: 'p2' }] },
        Comment: { __resolveReference: findBy(comments, 'id') },
      },
    },
    authors: {
      sdl: `type Post @key(fields: "id") {
          id: ID! comments(limit: Int!): [Comment]
          author: Author @requires(fields: "comments(limit: 3) { authorId }")
        }
        type Comment @key(fields: "id") { id: ID! authorId: ID @external }
        type Author { id: ID! }`,
      resolvers: {
        Post: {
          __resolveReference: (post: object) => post,
          comments: commentsOf,
          author: (post: { comments: readonly { authorId: string }[] }) =>
            post.comments.length === 3 ? { id: post.comments[2]?.authorId } : null,
        },
        Comment: { __resolveReference: findBy(comments, 'id') },
      },
    },
  },
  cases: [
    {
      query: '{ feed { author { id } } }',
      data: { feed: [{ author: { id: 'a1' } }, { author: { id: 'a2' } }] },
    },
    {
      query: '{ feed { author { id } comments(limit: 1) { id } } }',
      data: {
        feed: [
          { author: { id: 'a1' }, comments: [{ id: 'c1' }] },
          { author: { id: 'a2' }, comments: [{ id: 'c4' }] },
        ],
      },
    },
    {
      query: `query ($limit: Int = 1) { feed { author { id } ...A ...B } }
        fragment A on Post { comments(limit: $limit) { id } }
        fragment B on Post { comments(limit: $limit) { authorId } }`,
      data: {
        feed: [
          { author: { id: 'a1' }, comments: [{ id: 'c1', authorId: 'a1' }] },
          { author: { id: 'a2' }, comments: [{ id: 'c4', authorId: 'a2' }] },
        ],
      },
    },
  ],
}

export const requiredArgumentGroups: readonly ConformanceGroup[] = [withArguments, argumentOfCaller]
