import { smallView, withHub } from '../small-hub'

describe('hazard 13: an agency that hangs', () => {
  it('is waited for no longer than the limit', async () => {
    await withHub({ timeoutMs: 1000 }, async (hub) => {
      hub.subgraph('south-police').misbehaviour = () => undefined
      const startedMs = performance.now()
      const answer = await hub.ask(smallView, { id: 'both' })

      expect(performance.now() - startedMs).toBeLessThan(3500)
      expect(answer.coverage['south-police']).toMatchObject({
        status: 'UNAVAILABLE',
        reason: 'TIMED_OUT',
      })
      expect(answer.data).toMatchObject({
        person: { northPolice: { crimes: [{ reference: 'N-1' }] } },
      })
    })
  })

  it('is waited for no longer when it sends a little now and then', async () => {
    await withHub({ timeoutMs: 1000 }, async (hub) => {
      hub.subgraph('south-police').misbehaviour = (response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        const timer = setInterval(() => response.write(' '), 50)
        response.on('close', () => {
          clearInterval(timer)
        })
      }
      const answer = await hub.ask(smallView, { id: 'both' })

      expect(answer.coverage['south-police']).toMatchObject({ reason: 'TIMED_OUT' })
    })
  })
})
