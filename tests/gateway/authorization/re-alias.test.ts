import { replaceIn } from '../../schema/sdl'
import { withHub } from '../small-hub'

const identity = 'id: ID! @classified(as: ["IDENTITY"])'

describe('hazard 1: an alias that looks like an input of the planner', () => {
  it('does not reach the agency as the reference of somebody else', async () => {
    const sdl = replaceIn(
      'subgraphs/person-index',
      identity,
      `${identity}\n  nicknames: [ID!] @classified(as: ["IDENTITY"])`,
    )
    const resolvers = { 'person-index': { Person: { nicknames: () => ['N1'] } } }
    await withHub({ sdl, resolvers }, async (hub) => {
      const answer = await hub.ask(
        '{ person(id: "housed") { northPoliceRefs: nicknames northPolice { crimes { reference } } } }',
      )

      expect(answer.data).toEqual({ person: { northPoliceRefs: ['N1'], northPolice: null } })
      expect(hub.subgraph('north-police').asked).toEqual([])
    })
  })
})

describe('hazard 2: an argument of the caller on an input of the planner', () => {
  it('does not change what the agency is given', async () => {
    const sdl = {
      ...replaceIn(
        'subgraphs/person-index',
        identity,
        `${identity}\n  tags(first: Int): [String!] @classified(as: ["IDENTITY"])`,
      ),
      ...replaceIn(
        'subgraphs/housing',
        identity,
        `${identity}\n  tags(first: Int): [String!] @external\n  tagCount: Int @requires(fields: "tags") @classified(as: ["HOUSING"])`,
      ),
    }
    const tags = (_: unknown, { first = 3 }: { first?: number }) => ['a', 'b', 'c'].slice(0, first)
    const tagCount = (person: { tags: string[] }) => person.tags.length
    const resolvers = { 'person-index': { Person: { tags } }, homes: { Person: { tagCount } } }
    await withHub({ sdl, resolvers }, async (hub) => {
      const answer = await hub.ask('{ person(id: "both") { tags(first: 1) tagCount } }')

      expect(answer.data).toEqual({ person: { tags: ['a'], tagCount: 3 } })
    })
  })
})

describe('an alias that is a word of the language', () => {
  it.each(['__proto__', 'constructor', 'toString'])(
    '%s is a name like any other',
    async (alias) => {
      await withHub({}, async (hub) => {
        const field = `${alias}: northPolice { crimes { reference } }`
        const { body } = await hub.post({ query: `{ person(id: "both") { ${field} } }` })

        expect(body).toContain(`"${alias}":{"crimes":[{"reference":"N-1"}]}`)
      })
    },
  )
})
