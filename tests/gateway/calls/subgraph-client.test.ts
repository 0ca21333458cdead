import { parse } from 'graphql'

import type { SubgraphClientOptions } from '../../../gateway/calls/subgraph-client'
import { SubgraphClient } from '../../../gateway/calls/subgraph-client'
import { smallView, withHub } from '../small-hub'
import { StubSubgraph } from '../stub-subgraph'

describe('hazard 13: an agency that hangs', () => {
  it('is waited for no longer than the limit', async () => {
    await withHub({ timeoutMs: 2000 }, async (hub) => {
      hub.subgraph('south-police').misbehaviour = () => undefined
      const startedMs = performance.now()
      const answer = await hub.ask(smallView, { id: 'both' })

      // Not how fast: that it is not waited for some other, longer time.
      expect(performance.now() - startedMs).toBeLessThan(40_000)
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
    await withHub({ timeoutMs: 2000 }, async (hub) => {
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

describe('an agency that stays silent', () => {
  const timedOut = { status: 'UNAVAILABLE', reason: 'TIMED_OUT' }
  const open = { status: 'UNAVAILABLE', reason: 'CIRCUIT_OPEN' }

  it('costs the first requests their time and the others none, until it answers again', async () => {
    const clock = { nowMs: 0 }
    const breaker = { failuresToOpen: 2, openMs: 10_000, nowMs: () => clock.nowMs }
    await withHub({ timeoutMs: 1500, breaker }, async (hub) => {
      const ask = async () => (await hub.ask(smallView, { id: 'both' })).coverage['south-police']
      const south = hub.subgraph('south-police')
      south.misbehaviour = () => undefined
      expect([await ask(), await ask()]).toMatchObject([timedOut, timedOut])
      const askedBefore = south.asked.length
      expect(await ask()).toMatchObject(open)
      expect(south.asked).toHaveLength(askedBefore)

      south.misbehaviour = null
      expect(await ask()).toMatchObject(open)
      clock.nowMs = 10_000
      expect(await ask()).toMatchObject({ status: 'ANSWERED' })
      expect(await ask()).toMatchObject({ status: 'ANSWERED' })
    })
  })

  it('is tried again after a second when it is the index, without which nobody is found', async () => {
    const clock = { nowMs: 0 }
    const breaker = { failuresToOpen: 1, nowMs: () => clock.nowMs }
    await withHub({ breaker }, async (hub) => {
      const reasonOf = async () =>
        (await hub.ask(smallView, { id: 'both' })).errors[0]?.extensions?.['reason'] ?? null
      const index = hub.subgraph('person-index')
      index.misbehaviour = (response) => response.destroy()
      expect([await reasonOf(), await reasonOf()]).toEqual(['NOT_REACHABLE', 'CIRCUIT_OPEN'])
      index.misbehaviour = null
      clock.nowMs = 1000
      expect(await reasonOf()).toBeNull()
    })
  })

  it('does not keep the other agencies from being asked', async () => {
    const breaker = { failuresToOpen: 1 }
    await withHub({ breaker }, async (hub) => {
      hub.subgraph('south-police').misbehaviour = (response) => response.destroy()
      await hub.ask(smallView, { id: 'both' })
      const { data, errors, coverage } = await hub.ask(smallView, { id: 'both' })

      expect(data).toMatchObject({ person: { northPolice: { crimes: [{ reference: 'N-1' }] } } })
      expect(coverage['south-police']).toMatchObject(open)
      expect(errors).toEqual([
        expect.objectContaining({
          path: ['person', 'southPolice'],
          extensions: {
            code: 'AGENCY_UNAVAILABLE',
            agency: 'south-police',
            reason: 'CIRCUIT_OPEN',
          },
        }),
      ])
    })
  })
})

describe('an agency that a question does not wait for', () => {
  const late = { status: 'UNAVAILABLE', reason: 'NOT_WAITED_FOR', records: null }

  it('is told as late, never as one without records, and is asked again by the next question', async () => {
    await withHub({ timeoutMs: 60_000, breaker: { failuresToOpen: 1 } }, async (hub) => {
      const south = hub.subgraph('south-police')
      const cut = new Promise<void>((resolve) => {
        south.misbehaviour = (response) => response.once('close', resolve)
      })
      hub.agencyWaitMs = 1500
      const { data, errors, coverage } = await hub.ask(smallView, { id: 'both' })
      expect(coverage['south-police']).toMatchObject(late)
      expect(errors[0]?.message).toMatch(/had not answered .* does not mean it has none/)
      expect(data).toMatchObject({ person: { northPolice: { crimes: [{ reference: 'N-1' }] } } })
      const logged = hub.disclosures
        .at(-1)
        ?.services.find(({ coverage: row }) => row?.reason === late.reason)
      expect(logged).toMatchObject({ service: 'south-police', fields: [], coverage: late })
      await cut
      expect(south.asked).toHaveLength(1)

      south.misbehaviour = null
      hub.agencyWaitMs = null
      const next = await hub.ask(smallView, { id: 'both' })
      expect(next.coverage['south-police']).toMatchObject({ status: 'ANSWERED' })
    })
  })

  it('is no other service: without the index nobody is found', async () => {
    await withHub({ timeoutMs: 1000 }, async (hub) => {
      hub.subgraph('person-index').misbehaviour = () => undefined
      hub.agencyWaitMs = 100
      const { errors, coverage } = await hub.ask(smallView, { id: 'both' })
      expect(errors[0]?.extensions).toMatchObject({ reason: 'TIMED_OUT' })
      expect(coverage['south-police']).toMatchObject({ reason: 'INDEX_UNAVAILABLE' })
    })
  })
})

describe('SubgraphClient', () => {
  const withStub = async (
    options: Partial<SubgraphClientOptions>,
    use: (client: SubgraphClient, stub: StubSubgraph) => Promise<void>,
  ) => {
    const stub = new StubSubgraph(parse('type Query { name: String }'), {
      Query: { name: () => 'stub' },
    })
    const url = await stub.start()
    const client = new SubgraphClient({ url, timeoutMs: 2000, maxAnswerBytes: 1000, ...options })
    try {
      await use(client, stub)
    } finally {
      await client.close()
      await stub.stop()
    }
  }
  const call = { body: '{"query":"{ name }"}', headers: {}, signal: null }

  it('cuts the call of a caller who goes away, and asks nothing more for them', async () => {
    await withStub({}, async (client, stub) => {
      const controller = new AbortController()
      const cut = new Promise<void>((resolve) => {
        stub.misbehaviour = (response) => {
          response.once('close', resolve)
          controller.abort()
        }
      })
      const answer = client.post({ ...call, signal: controller.signal })
      await expect(answer).rejects.toMatchObject({ reason: 'CANCELLED' })
      await cut
      const next = client.post({ ...call, signal: controller.signal })
      await expect(next).rejects.toMatchObject({ reason: 'CANCELLED' })

      expect(stub.asked).toHaveLength(1)
    })
  })

  it('does not count callers who go away against the subgraph', async () => {
    await withStub({ breaker: { failuresToOpen: 1 } }, async (client, stub) => {
      const controller = new AbortController()
      stub.misbehaviour = () => {
        controller.abort()
      }
      await expect(client.post({ ...call, signal: controller.signal })).rejects.toThrow('CANCELLED')
      stub.misbehaviour = null

      expect((await client.post(call)).content).toEqual({ data: { name: 'stub' } })
    })
  })

  it('counts no call against the subgraph that its question did not wait for', async () => {
    const options = { timeoutMs: 60_000, breaker: { failuresToOpen: 1 } }
    await withStub(options, async (client, stub) => {
      stub.misbehaviour = () => undefined
      const answer = client.post({ ...call, waitMs: 100 })
      await expect(answer).rejects.toMatchObject({ reason: 'NOT_WAITED_FOR' })
      expect([client.load.circuit, client.load.running]).toEqual(['CLOSED', 0])
      stub.misbehaviour = null
      expect((await client.post(call)).content).toEqual({ data: { name: 'stub' } })
    })
  })

  it('refuses at once when too many calls wait', async () => {
    await withStub({ queue: { maxRunning: 1, maxWaiting: 1 } }, async (client, stub) => {
      const answers = [client.post(call), client.post(call)]
      await expect(client.post(call)).rejects.toMatchObject({ reason: 'OVERLOADED' })

      expect(await Promise.all(answers)).toHaveLength(2)
      expect(stub.asked).toHaveLength(2)
    })
  })

  it('counts the time in the queue as time', async () => {
    const options = { timeoutMs: 300, queue: { maxRunning: 1, maxWaiting: 1 } }
    await withStub(options, async (client, stub) => {
      stub.misbehaviour = () => undefined
      const answers = await Promise.allSettled([client.post(call), client.post(call)])

      expect(answers).toMatchObject([
        { status: 'rejected', reason: { reason: 'TIMED_OUT' } },
        { status: 'rejected', reason: { reason: 'TIMED_OUT' } },
      ])
    })
  })
})
