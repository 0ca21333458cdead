import { ApolloServer, type ApolloServerOptionsWithGateway, type BaseContext } from '@apollo/server'
import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLSchema } from 'graphql'
import { buildSchema, graphql, parse } from 'graphql'
import { applyMiddleware } from 'graphql-middleware'

import { currentPolicy } from '../../helpers/current-policy'
import { applyAgencyShield } from '../../../policies/shield/agency-shield'
import { createFieldAuthorizer } from '../../../policies/shield/field-authorizer'
import { createShield, type FieldCategories } from '../../../policies/shield/rules'

const typeDefs = `
  type Query { person(id: ID!): Person }
  type Person { id: ID! northshirePolice: PoliceView forgotten: String }
  type PoliceView { incidents: [Incident!] intelligence: [Incident!] broken: String }
  type Incident { openingCode: String informant: String injuries: String }
`
const categories: FieldCategories = new Map([
  ['Query.person', ['IDENTITY']],
  ['Person.id', ['IDENTITY']],
  ['Person.northshirePolice', []],
  ['PoliceView.incidents', ['CALL_FOR_SERVICE']],
  ['PoliceView.intelligence', ['INTELLIGENCE']],
  ['PoliceView.broken', ['CALL_FOR_SERVICE']],
  ['Incident.openingCode', []],
  ['Incident.informant', ['THIRD_PARTY']],
  ['Incident.injuries', ['HEALTH', 'CALL_FOR_SERVICE']],
])
const askedOn = '2026-01-01'
const analyst = { roles: ['mash.analyst'], purpose: 'ADULT_SAFEGUARDING', askedOn }
const adviser = { roles: ['idva'], purpose: 'DOMESTIC_ABUSE_RISK', askedOn }

describe('the field authorizer of the gateway', () => {
  const authorize = createFieldAuthorizer(buildSchema(typeDefs), categories)

  it.each<[string, string, typeof analyst, string, string]>([
    ['PoliceView', 'incidents', analyst, 'police', 'permit'],
    ['Incident', 'injuries', analyst, 'police', 'permit'],
    ['Person', 'northshirePolice', analyst, 'police', 'permit'],
    ['Query', 'person', analyst, 'person-index', 'permit'],
    ['PoliceView', 'incidents', adviser, 'police', 'permit'],
    ['PoliceView', 'intelligence', analyst, 'police', 'CATEGORY_NOT_DISCLOSED'],
    ['Incident', 'informant', adviser, 'police', 'CATEGORY_NOT_DISCLOSED'],
    ['Incident', 'injuries', adviser, 'police', 'CATEGORY_NOT_DISCLOSED'],
    ['PoliceView', 'incidents', analyst, 'hospital', 'CATEGORY_NOT_DISCLOSED'],
    [
      'PoliceView',
      'incidents',
      { ...analyst, purpose: 'DVDS' },
      'police',
      'PURPOSE_NOT_HELD_BY_ROLE',
    ],
    [
      'Person',
      'northshirePolice',
      { ...analyst, roles: ['dpo'] },
      'police',
      'PURPOSE_NOT_HELD_BY_ROLE',
    ],
    ['Person', 'forgotten', analyst, 'police', 'UNCLASSIFIED'],
    ['Person', 'unheardOf', analyst, 'police', 'UNCLASSIFIED'],
    ['Query', '__schema', analyst, 'police', 'UNCLASSIFIED'],
    ['constructor', 'name', analyst, 'police', 'UNCLASSIFIED'],
  ])('answers for %s.%s to %j, from %s: %s', async (...row) => {
    const [typeName, fieldName, who, sourceKind, expected] = row
    const decision = await authorize(typeName, fieldName, { ...who, sourceKind }, currentPolicy)
    expect(decision.effect === 'permit' ? 'permit' : decision.reason).toBe(expected)
  })

  it('names the power a permitted field rests on', async () => {
    await expect(
      authorize('PoliceView', 'incidents', { ...analyst, sourceKind: 'police' }, currentPolicy),
    ).resolves.toMatchObject({
      role: 'mash.analyst',
      legalPower: expect.stringContaining('s.115') as string,
    })
  })

  it('keeps answers about two agencies apart when they are asked at once', async () => {
    const kinds = ['police', 'hospital', 'police', 'housing']
    const decisions = await Promise.all(
      kinds.map((sourceKind) =>
        authorize('Incident', 'injuries', { ...analyst, sourceKind }, currentPolicy),
      ),
    )
    expect(decisions.map(({ effect }) => effect)).toEqual([
      'permit',
      'withhold',
      'permit',
      'withhold',
    ])
  })
})

describe('an agency behind its shield', () => {
  const subgraph = buildSubgraphSchema({
    typeDefs: parse(
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])
       ${typeDefs.replace('type Person {', 'type Person @key(fields: "id") {')}`,
    ),
    resolvers: {
      Query: { person: (_: unknown, { id }: { id: string }) => ({ id }) },
      Person: {
        __resolveReference: ({ id }: { id: string }) => Promise.resolve({ id }),
        forgotten: () => 'forgotten',
        northshirePolice: () => ({
          incidents: [{ openingCode: 'DOMESTIC', informant: 'N. Bour', injuries: 'bruise' }],
          intelligence: [{ openingCode: 'SECRET' }],
          broken: () => {
            throw new Error('connection to 10.0.0.7 lost')
          },
        }),
      },
    },
  })
  interface Context {
    roles: string[]
    purpose: string
  }
  const shielded = applyAgencyShield<Context>(subgraph, categories, {
    agency: 'northshire-police',
    sourceKind: 'police',
    policiesOf: () => [currentPolicy],
    factsOf: ({ roles, purpose }) => ({ roles, purpose, askedOn }),
  })
  const ask = (selection: string, contextValue: object = analyst) =>
    graphql({
      schema: shielded,
      source: `{ _entities(representations: [{ __typename: "Person", id: "1" }]) { ... on Person { ${selection} } } }`,
      contextValue: { ...contextValue },
    })

  it('answers federation itself', async () => {
    const answer = await graphql({
      schema: shielded,
      source: '{ __typename _service { sdl } __schema { queryType { name } } }',
      contextValue: {},
    })
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toMatchObject({ __typename: 'Query' })
  })

  it('answers through _entities what the policy permits', async () => {
    const answer = await ask('id northshirePolice { incidents { openingCode injuries } }')
    expect(answer).toEqual({
      data: {
        _entities: [
          {
            id: '1',
            northshirePolice: { incidents: [{ openingCode: 'DOMESTIC', injuries: 'bruise' }] },
          },
        ],
      },
    })
  })

  it('withholds a field, says why and whose, and leaves its neighbours', async () => {
    const answer = await ask(
      'northshirePolice { incidents { openingCode } intelligence { openingCode } }',
    )
    expect(answer.data).toEqual({
      _entities: [
        { northshirePolice: { incidents: [{ openingCode: 'DOMESTIC' }], intelligence: null } },
      ],
    })
    expect(answer.errors?.map(({ path, extensions }) => ({ path, extensions }))).toEqual([
      {
        path: ['_entities', 0, 'northshirePolice', 'intelligence'],
        extensions: {
          code: 'WITHHELD',
          reason: 'CATEGORY_NOT_DISCLOSED',
          agency: 'northshire-police',
        },
      },
    ])
  })

  it('withholds an unclassified field', async () => {
    const answer = await ask('forgotten')
    expect(answer.data).toEqual({ _entities: [{ forgotten: null }] })
    expect(answer.errors?.[0]?.extensions).toMatchObject({ reason: 'UNCLASSIFIED' })
  })

  it.each<[string, object]>([
    ['a role without an agreement', { roles: ['housing.officer'], purpose: 'ADULT_SAFEGUARDING' }],
    ['no roles', { roles: [], purpose: 'ADULT_SAFEGUARDING' }],
    ['facts that cannot be read', {}],
  ])('tells nothing to %s', async (_who, context) => {
    const answer = await ask('northshirePolice { incidents { openingCode } }', context)
    expect(answer.data).toEqual({ _entities: [{ northshirePolice: null }] })
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'WITHHELD' })
  })

  it('hazard 17: lets a resolver error through under its own message, for the edge to mask', async () => {
    const answer = await ask('northshirePolice { broken }')
    expect(answer.errors?.[0]?.message).toBe('connection to 10.0.0.7 lost')
  })

  it('hazard 17: is not protected by a rule on a root field: _entities goes round it', async () => {
    const rootOnly: FieldCategories = new Map([
      ...[...categories].filter(([coordinate]) => !coordinate.startsWith('PoliceView.')),
      ['Query.person', ['INTELLIGENCE']],
      ['PoliceView.intelligence', []],
    ])
    const schema = applyAgencyShield<Context>(subgraph, rootOnly, {
      agency: 'northshire-police',
      sourceKind: 'police',
      policiesOf: () => [currentPolicy],
      factsOf: (context) => ({ ...context, askedOn }),
    })
    const selection = 'northshirePolice { intelligence { openingCode } }'
    const [root, entity] = await Promise.all(
      [
        `{ person(id: "1") { ${selection} } }`,
        `{ _entities(representations: [{ __typename: "Person", id: "1" }]) { ... on Person { ${selection} } } }`,
      ].map((source) => graphql({ schema, source, contextValue: { ...analyst } })),
    )
    expect(root?.data).toEqual({ person: null })
    expect(JSON.stringify(entity?.data)).toContain('SECRET')
    const throughEntity = await ask(selection)
    expect(JSON.stringify(throughEntity.data)).not.toContain('SECRET')
  })
})

/** A gateway as Apollo Server sees it: it executes operations itself, never the schema's resolvers. */
function gatewayOver(
  apiSchema: GraphQLSchema,
  data: Record<string, unknown>,
): ApolloServerOptionsWithGateway<BaseContext>['gateway'] {
  return {
    load: () => Promise.resolve({ executor: () => Promise.resolve({ data }) }),
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema, coreSupergraphSdl: '' })
      return () => undefined
    },
    stop: () => Promise.resolve(),
  }
}

describe('the shield library', () => {
  it('hazard 6: is never asked when it is put on a schema whose fields a gateway fetches', async () => {
    let asked = 0
    const schema = buildSchema(typeDefs)
    const shielded = applyMiddleware(
      schema,
      createShield<object>(schema, categories, {
        policiesOf: () => [currentPolicy],
        factsOf: () => {
          asked += 1
          return { ...analyst, sourceKind: 'police' }
        },
      }),
    )
    const fetched = { person: { northshirePolice: { intelligence: [{ openingCode: 'SECRET' }] } } }
    const server = new ApolloServer({ gateway: gatewayOver(shielded, fetched) })
    const query = '{ person(id: "1") { northshirePolice { intelligence { openingCode } } } }'
    const { body } = await server.executeOperation({ query })
    await server.stop()
    expect(asked).toBe(0)
    expect(JSON.stringify(body)).toContain('SECRET')

    const authorize = createFieldAuthorizer(schema, categories)
    const asking = { ...analyst, sourceKind: 'police' }
    const decision = await authorize('PoliceView', 'intelligence', asking, currentPolicy)
    expect(decision.effect).toBe('withhold')
  })

  it('hazard 17: withholds what has no rule at all, where its own default lets it through', async () => {
    const grown = buildSchema(`${typeDefs} extend type Person { added: String }`)
    const rules = createShield<object>(buildSchema(typeDefs), categories, {
      agency: 'northshire-police',
      policiesOf: () => [currentPolicy],
      factsOf: () => ({ ...analyst, sourceKind: 'police' }),
    })
    const answer = await graphql({
      schema: applyMiddleware(grown, rules),
      source: '{ person(id: "1") { id added } }',
      rootValue: { person: { id: '1', added: 'SECRET' } },
      contextValue: {},
    })
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'WITHHELD' })
    expect(answer.data).toEqual({ person: { id: '1', added: null } })
  })
})
