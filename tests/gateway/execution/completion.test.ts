import { replaceIn } from '../../schema/sdl'
import { withHub } from '../small-hub'
import { sendJson } from '../stub-subgraph'

describe('hazard 11: errors of several people', () => {
  it('stand at the person they belong to', async () => {
    await withHub({}, async (hub) => {
      hub.subgraph('homes').misbehaviour = (response) => {
        sendJson(response, {
          data: { _entities: [{ __typename: 'Person', homes: { tenancies: null } }] },
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
      hub.subgraph('homes').misbehaviour = (response) => {
        const homes = { tenancies: [{ reference: null }] }
        sendJson(response, { data: { _entities: [{ __typename: 'Person', homes }] } })
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
