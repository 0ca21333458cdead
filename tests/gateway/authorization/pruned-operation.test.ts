import { smallView, withHub } from '../small-hub'

describe('hazard 5: a plan made for somebody else', () => {
  it('is not used for an operation that was pruned differently', async () => {
    await withHub({}, async (hub) => {
      await hub.ask(smallView, { id: 'housed' })
      hub.withheld = ['Person.homes']
      const answer = await hub.ask(smallView, { id: 'housed' })

      expect(answer.data).toMatchObject({ person: { homes: null } })
      expect(hub.subgraph('homes').asked).toHaveLength(1)

      hub.withheld = []
      const again = await hub.ask(smallView, { id: 'housed' })

      expect(again.data).toMatchObject({ person: { homes: { tenancies: [{ reference: 'T-1' }] } } })
    })
  })
})
