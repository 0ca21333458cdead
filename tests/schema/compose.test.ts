import { print, printSchema } from 'graphql'

import { OperationPlanner } from '../../gateway/plan/planner'
import { readClassification } from '../../schema/classification'
import { CompositionError, composeSupergraph } from '../../schema/compose'
import { agencySdl, hubSubgraphSdl } from '../../schema/instance-sdl'
import { readSmall, smallCategories, smallRegister, smallSdl, smallServices } from './sdl'

const compose = (replaced: Readonly<Record<string, string>> = {}) =>
  composeSupergraph({
    services: smallServices(),
    categories: smallCategories,
    read: readSmall(replaced),
  })

function problemsOf(replaced: Readonly<Record<string, string>>): readonly string[] {
  try {
    compose(replaced)
  } catch (error) {
    if (error instanceof CompositionError) return error.problems
    throw error
  }
  return []
}

/** The police SDL with one text replaced, composed. */
function changePolice(from: string, to: string): readonly string[] {
  const text = smallSdl['subgraphs/police'] ?? ''
  expect(text).toContain(from)
  return problemsOf({ 'subgraphs/police': text.replace(from, to) })
}

describe('an instance of a kind', () => {
  const [north] = smallRegister
  if (!north) throw new Error('no agency')
  const sdl = print(agencySdl(north, readSmall()))

  it('has its own field and its own references', () => {
    expect(sdl).toContain('northPoliceRefs: [ID!] @external')
    expect(sdl).toContain('northPolice: PoliceView @requires(fields: "northPoliceRefs")')
  })

  it('keeps descriptions as they are written', () => {
    expect(sdl).toContain('What this agency holds.')
  })

  it('takes the shared value types it uses and no others', () => {
    expect(sdl).toContain('type Code')
    expect(sdl).not.toContain('type Unused')
  })
})

describe('the person index', () => {
  it('carries references of every agency, which no caller can select', () => {
    const sdl = print(hubSubgraphSdl('person-index', smallRegister, readSmall()))

    for (const field of ['northPoliceRefs', 'southPoliceRefs', 'homesRefs'])
      expect(sdl).toContain(`${field}: [ID!] @inaccessible`)
  })
})

describe('the supergraph', () => {
  it('has an echo for each agency, which no caller can select and its kind does not write', () => {
    for (const agency of smallRegister)
      expect(print(agencySdl(agency, readSmall()))).toContain(
        `${agency.field}Echo: String @inaccessible`,
      )
    expect(smallSdl['subgraphs/police']).not.toContain('Echo')
    const { apiSchema } = new OperationPlanner(compose())
    expect(printSchema(apiSchema)).not.toContain('Echo')
  })

  it('is the same text every time', () => {
    expect(compose()).toBe(compose())
  })

  it('names no real address', () => {
    expect(
      compose()
        .match(/url: "[^"]+"/g)
        ?.filter((url) => !url.includes('.invalid/')),
    ).toEqual(expect.arrayContaining([expect.stringContaining('specs.apollo.dev')]))
    expect(compose()).toContain('http://north-police.invalid/graphql')
  })

  it('keeps the classification of every field', () => {
    const classification = readClassification(compose())

    expect(classification.get('PoliceView.crimes')).toEqual(['CRIMINAL_OFFENCE'])
    expect(classification.get('Person.northPolice')).toEqual([])
    expect(classification.get('Query.people')).toEqual(['IDENTITY'])
    expect(classification.has('Person.northPoliceRefs')).toBe(false)
  })
})

describe('a field without a classification', () => {
  it('does not compose, and the message names it', () => {
    expect(changePolice('reference: ID @classified(as: [])', 'reference: ID')).toContainEqual(
      expect.stringMatching(/^north-police: Crime\.reference is not classified/),
    )
  })
})

describe('a category the hub does not know', () => {
  it('does not compose, and the message names it', () => {
    expect(changePolice('["INTELLIGENCE"]', '["GOSSIP"]')).toContainEqual(
      'north-police: PoliceView.intelligence is classified as "GOSSIP", which is not a category of the hub',
    )
  })
})

describe('a root field without a category', () => {
  it('does not compose', () => {
    const index = smallSdl['subgraphs/person-index'] ?? ''
    const replaced = index.replace(
      'person(id: ID!): Person @classified(as: ["IDENTITY"])',
      'person(id: ID!): Person @classified(as: [])',
    )

    expect(problemsOf({ 'subgraphs/person-index': replaced })).toContainEqual(
      expect.stringContaining('Query.person is a root field with no category'),
    )
  })
})

describe('two classifications of one field', () => {
  it('do not compose', () => {
    const housing = (smallSdl['subgraphs/housing'] ?? '').replace(
      'type Tenancy @shareable',
      'type Crime @shareable { reference: ID @classified(as: ["HOUSING"]) }\ntype Tenancy @shareable',
    )

    expect(problemsOf({ 'subgraphs/housing': housing })).toContain(
      'homes: Crime.reference is classified as [HOUSING], but as [] in north-police',
    )
  })
})

describe('hazard 2: @requires with arguments', () => {
  it('does not compose', () => {
    expect(changePolice('fields: "agencyRefs"', 'fields: "agencyRefs(first: 1)"')).toContainEqual(
      expect.stringContaining('Person.northPolice has @requires with arguments'),
    )
  })
})

describe('hazard 3: a key marked resolvable: false', () => {
  it('does not compose', () => {
    expect(changePolice('@key(fields: "id")', '@key(fields: "id", resolvable: false)')).toContain(
      'north-police: Person has a @key with resolvable: false: the planner would use it',
    )
  })
})

describe('what the gateway relies on', () => {
  it.each([
    [
      'a key other than id',
      '@key(fields: "id")',
      '@key(fields: "id agencyRefs")',
      'a @key other than "id"',
    ],
    ['a name of the gateway', 'intelligence: [', 'asked__by: [', 'PoliceView.asked__by has "__"'],
    [
      'a requirement with a fragment',
      'fields: "agencyRefs"',
      'fields: "... on Person { agencyRefs }"',
      'Person.northPolice has @requires with a fragment',
    ],
    [
      'a requirement of a shared field',
      '@requires(fields: "agencyRefs")',
      '@requires(fields: "agencyRefs") @shareable',
      'Person.northPolice has @requires and is @shareable',
    ],
    [
      'a field of an agency that callers do not see',
      'intelligence: [String!] @',
      'intelligence: [String!] @inaccessible @',
      'PoliceView.intelligence is @inaccessible',
    ],
    [
      'what another agency says to the hub alone',
      'agencyRefs: [ID!] @external',
      'agencyRefs: [ID!] @external homesEcho: String @external',
      'Person.homesEcho is an echo',
    ],
    [
      'a copy of what another source has',
      'agency: PoliceView @',
      'agency: PoliceView @provides(fields: "intelligence") @',
      '@provides is not supported',
    ],
  ])('%s does not compose', (_name, from, to, problem) => {
    expect(changePolice(from, to)).toContainEqual(expect.stringContaining(problem))
  })
})

describe('hazard 7: what the gateway cannot do', () => {
  const field = 'intelligence: [String!] @classified(as: ["INTELLIGENCE"])'

  it.each([
    ['@authenticated', `${field} @authenticated`],
    ['@requiresScopes', `${field} @requiresScopes(scopes: [["a"]])`],
    ['@policy', `${field} @policy(policies: [["a"]])`],
    ['@override with a label', `${field} @override(from: "homes", label: "percent(50)")`],
    ['@authenticated', `${field} @federation__authenticated`],
  ])('%s does not compose', (name, changed) => {
    expect(changePolice(field, changed)).toContainEqual(
      expect.stringContaining(`north-police: ${name} is not supported`),
    )
  })

  it('@context does not compose', () => {
    expect(
      changePolice(
        'type PoliceView @shareable @view',
        'type PoliceView @shareable @view @context(name: "a")',
      ),
    ).toContainEqual(expect.stringContaining('north-police: @context is not supported'))
  })

  it.each([
    [
      'an imported name',
      'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: [{ name: "@policy", as: "@mine" }])\n',
      '@policy is not supported',
    ],
    ['@defer', 'directive @defer on FIELD\n', '@defer is not supported'],
    [
      'a subscription',
      'type Subscription { a: String @classified(as: ["IDENTITY"]) }\n',
      'Subscription is not supported',
    ],
    ['an interface', 'interface Thing { a: String }\n', 'Thing is an interface'],
    ['a union', 'union Thing = Crime\n', 'Thing is a union'],
  ])('%s does not compose', (_name, added, problem) => {
    expect(
      problemsOf({ 'subgraphs/police': added + (smallSdl['subgraphs/police'] ?? '') }),
    ).toContainEqual(expect.stringContaining(problem))
  })
})

describe('hazard 9: a non-null field on a shared entity', () => {
  it('does not compose', () => {
    expect(
      changePolice('agency: PoliceView @requires', 'agency: PoliceView! @requires'),
    ).toContainEqual(expect.stringContaining('Person.northPolice is non-null on a shared entity'))
  })
})

describe('what composition itself finds', () => {
  it('is reported by the same error', () => {
    expect(changePolice('type Crime @shareable', 'type Crime')).toContainEqual(
      expect.stringContaining('Crime.reference'),
    )
  })
})
