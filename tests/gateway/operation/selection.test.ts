import { withHub } from '../small-hub'

describe('hazard 13: an operation that unfolds without end', () => {
  it('is refused before anything is asked', async () => {
    await withHub({ limits: { maxAliases: 500, maxRootFields: 500 } }, async (hub) => {
      const fields = Array.from(
        { length: 30 },
        (_, index) => `p${index}: person(id: "both") { ...View }`,
      )
      const fragment =
        'fragment View on Person { northPolice { crimes { reference } } southPolice { crimes { reference } } }'
      const answer = await hub.ask(`{ ${fields.join(' ')} } ${fragment}`)

      expect(answer.data).toBeFalsy()
      expect(answer.errors[0]?.extensions).toMatchObject({
        code: 'QUERY_TOO_LARGE',
        reason: 'TOO_MANY_FIELDS',
      })
      expect(hub.subgraph('person-index').asked).toEqual([])
    })
  })
})
