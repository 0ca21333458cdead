import { ApolloServer } from '@apollo/server'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { GraphQLError, parse } from 'graphql'

import { HubError } from '../../../../common/errors'
import { agencyWording } from '../../../../common/http/error-mask'
import { asReferenceResolver } from '../../../../subgraphs/kit/service/reference-resolver'
import type { OperationExecutor } from '../../../../subgraphs/kit/service/operation-executor'
import { startExecutor } from '../../../../subgraphs/kit/service/operation-executor'

interface Context {
  readonly told: string[]
}

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])
  type Query { greeting(to: String!, times: Int = 1): String, away: String, failure: String }
  type Person @key(fields: "id") { id: ID! name: String secret: String friends: [Person!] }
`)
const person = (id: string): object => ({
  ...{ id, name: id === 'nameless' ? null : `name of ${id}` },
  friends: () => (id === 'a' ? [person('b'), person('c')] : []),
})
const resolvers = {
  Query: {
    greeting: (_: unknown, { to, times }: { to: string; times: number }, { told }: Context) => {
      told.push(to)
      return `good morning ${to}`.repeat(times)
    },
    away: () => {
      throw new HubError('RATE_LIMITED', 'Too many.', { httpStatus: 429, retryAfterSeconds: 60 })
    },
    failure: () => {
      throw new Error('Victor Ashdown was not found at mongodb://10.0.0.7')
    },
  },
  Person: {
    __resolveReference: asReferenceResolver(({ id }: { id: string }) => {
      if (id === 'broken') throw new Error('no such person')
      return id === 'unknown' ? null : person(id)
    }),
    secret: () => {
      throw new GraphQLError('kept back', { extensions: { code: 'WITHHELD', reason: 'SECRET' } })
    },
  },
}

let executor: OperationExecutor<Context>
const reported: unknown[] = []

beforeAll(async () => {
  executor = await startExecutor<Context>({
    schema: buildSubgraphSchema([{ typeDefs, resolvers }]),
    wording: agencyWording('test-agency'),
    extensionsOf: ({ told }) => (told.length > 0 ? { told: [...told] } : null),
  })
})
afterAll(() => executor.stop())

/** What comes of it, and whether Apollo Server was asked. */
async function ask(body: unknown) {
  const apollo = jest.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest')
  reported.length = 0
  const context: Context = { told: [] }
  const report = (error: unknown) => reported.push(String(error))
  const answer = await executor.execute({ body, context, report })
  const wasAsked = apollo.mock.calls.length > 0
  apollo.mockRestore()
  return { ...answer, reported: [...reported], wasAsked }
}

const entities = 'query ($ids: [_Any!]!) { _entities(representations: $ids)'
const people = (...ids: readonly string[]) => ({
  ids: ids.map((id) => ({ __typename: 'Person', id })),
})

describe('an operation that Apollo Server has answered before', () => {
  it.each<[string, object]>([
    ['a field', { query: '{ greeting(to: "you") }' }],
    ['an alias and a name of a type', { query: '{ __typename mine: greeting(to: "you") }' }],
    [
      'variables and a default',
      { query: 'query ($to: String!) { greeting(to: $to) }', variables: { to: 'you' } },
    ],
    [
      'one operation of two',
      { query: 'query A { failure } query B { greeting(to: "B") }', operationName: 'B' },
    ],
    [
      'people through fragments, with their friends',
      {
        query: `${entities} { ...P } } fragment P on Person { id friends { name ...Q } } fragment Q on Person { id }`,
        variables: people('a', 'nameless', 'unknown', 'b'),
      },
    ],
    [
      'a directive',
      {
        query: `query ($ids: [_Any!]!, $no: Boolean!) { _entities(representations: $ids) { ... on Person { name @skip(if: $no) id } } }`,
        variables: { ...people('a'), no: true },
      },
    ],
    [
      'a field that is kept back',
      { query: `${entities} { ... on Person { id secret } } }`, variables: people('a', 'b') },
    ],
    [
      'a person who cannot be had',
      { query: `${entities} { ... on Person { id } } }`, variables: people('a', 'broken') },
    ],
    ['an error with a status', { query: '{ away greeting(to: "you") }' }],
    ['an error that says too much', { query: '{ failure }' }],
    ['null for variables', { query: '{ greeting(to: "null") }', variables: null }],
  ])('is answered without it, letter by letter: %s', async (_name, body) => {
    const first = await ask(body)
    const second = await ask(body)
    expect(first.wasAsked).toBe(true)
    expect(second).toStrictEqual({ ...first, wasAsked: false })
  })

  it.each<[string, object, object]>([
    [
      'a variable is missing',
      { query: 'query V($to: String!) { greeting(to: $to) }' },
      { to: 'you' },
    ],
    [
      'a variable has another type',
      { query: 'query W($n: Int!) { greeting(to: "you", times: $n) }', variables: { n: 'two' } },
      { n: 1 },
    ],
    ['it comes with extensions', { query: '{ away }', extensions: { x: 1 } }, {}],
    ['its name fits nothing', { query: 'query A { away }', operationName: 'B' }, {}],
  ])('is left to it when %s', async (_name, body, variables) => {
    const { query } = body as { readonly query: string }
    const unknown = await ask(body)
    await ask({ query, variables })
    await ask({ query, variables })
    expect(await ask(body)).toStrictEqual({ ...unknown, wasAsked: true })
  })

  it.each(['{ nothing }', '{ __schema { types { name } } }', '{ _service { sdl } }', '{'])(
    'is never one that was refused: %s',
    async (query) => {
      const [first, second] = [await ask({ query }), await ask({ query })]
      expect(second).toStrictEqual(first)
      expect(second.wasAsked).toBe(true)
      expect(second.response.status).toBe(400)
      expect(second.disclosed).toBeNull()
    },
  )

  it('says what it gives away as before', async () => {
    const body = {
      query: `${entities} { ... on Person { name secret } } }`,
      variables: people('a'),
    }
    await ask(body)
    const { disclosed, wasAsked } = await ask(body)
    expect(wasAsked).toBe(false)
    expect(disclosed).toStrictEqual({
      fields: ['Person.name'],
      withheld: [{ field: 'Person.secret', reason: 'SECRET' }],
    })
  })

  it('tells the operators of what it keeps back', async () => {
    await ask({ query: '{ failure }' })
    const second = await ask({ query: '{ failure }' })
    expect(second.reported).toStrictEqual([
      'Error: Victor Ashdown was not found at mongodb://10.0.0.7',
    ])
    expect(second.response.body).not.toContain('Ashdown')
  })
})
