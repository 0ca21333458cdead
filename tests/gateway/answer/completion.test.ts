import { replaceIn } from '../../schema/sdl'
import { withHub } from '../small-hub'
import { sendEntities } from '../stub-subgraph'

describe('hazard 11: errors of several people', () => {
  it('stand at the person they belong to', async () => {
    await withHub({}, async (hub) => {
      hub.subgraph('homes').misbehaviour = (response, asked) => {
        sendEntities(response, asked, {
          entities: [{ __typename: 'Person', homes: { tenancies: null } }],
          errors: [{ message: 'boom', path: ['_entities', 0, 'homes', 'tenancies'] }],
        })
      }
      const answer = await hub.ask('{ people { homes { tenancies { reference } } } }')

      expect(answer.data).toEqual({ people: [{ homes: null }, { homes: { tenancies: null } }] })
      expect(answer.errors.map(({ path }) => path)).toEqual([['people', 1, 'homes', 'tenancies']])
      expect(answer.coverage['homes']).toMatchObject({ status: 'PARTIAL', reason: 'BAD_ANSWER' })
    })
  })
})

describe('hazard 12: null where the schema promises a value', () => {
  it('is an error of the agency, whatever else went wrong', async () => {
    const sdl = replaceIn('subgraphs/housing', 'reference: ID @', 'reference: ID! @')
    await withHub({ sdl }, async (hub) => {
      hub.subgraph('homes').misbehaviour = (response, asked) => {
        const homes = { tenancies: [{ reference: null }] }
        sendEntities(response, asked, { entities: [{ __typename: 'Person', homes }] })
      }
      hub.subgraph('north-police').misbehaviour = (response) => response.destroy()
      const answer = await hub.ask(
        '{ people { northPolice { crimes { reference } } homes { tenancies { reference } } } }',
      )

      expect(answer.errors.map(({ path, extensions }) => [path, extensions?.['agency']])).toEqual([
        [['people', 0, 'northPolice'], 'north-police'],
        [['people', 1, 'homes'], 'homes'],
      ])
    })
  })
})

const sdl = replaceIn('subgraphs/housing', 'tenancies: [', 'tenancies(first: Int = 100): [')
const tenancies = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ reference: `T${index}` }))

describe('a list of records', () => {
  it('that an agency gives as null without a reason is missing, not empty', async () => {
    await withHub({ sdl }, async (hub) => {
      hub.subgraph('homes').misbehaviour = (response, asked) => {
        const homes = { asked__tenancies: null }
        sendEntities(response, asked, { entities: [{ __typename: 'Person', homes }] })
      }
      const answer = await hub.ask('{ people { homes { tenancies { reference } } } }')

      expect(answer.errors.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([
        [['people', 1, 'homes', 'tenancies'], 'AGENCY_UNAVAILABLE'],
      ])
      expect(answer.coverage['homes']).toMatchObject({ status: 'PARTIAL', reason: 'BAD_ANSWER' })
    })
  })

  it.each([
    ['as long as the caller asked for', '(first: 2)', 2, [['people', 1, 'homes', 'list']]],
    ['shorter than the caller asked for', '(first: 3)', 2, undefined],
    ['as long as lists are by default', '', 100, [['people', 1, 'homes', 'list']]],
    ['shorter than lists are by default', '', 99, undefined],
  ])('that is %s: whether there may be more', async (_what, argument, count, expected) => {
    await withHub({ sdl }, async (hub) => {
      hub.subgraph('homes').misbehaviour = (response, asked) => {
        const homes = { asked__list: tenancies(count) }
        sendEntities(response, asked, { entities: [{ __typename: 'Person', homes }] })
      }
      const answer = await hub.ask(
        `{ people { homes { list: tenancies${argument} { reference } } } }`,
      )
      expect(answer.listsAtLimit).toEqual(expected)
    })
  })
})
