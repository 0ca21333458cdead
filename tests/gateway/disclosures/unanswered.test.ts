import { AskedServices } from '../../../gateway/disclosures/unanswered'
import { RealHub } from '../real-hub'
import { smallView, withHub } from '../small-hub'

const query =
  '{ person(id: "p1") { northshirePolice { __typename } harrowmereHomes { __typename } } }'

describe('services that were asked for a request', () => {
  it('are known, each once, until the request is written down', () => {
    const asked = new AskedServices()
    for (const service of ['b', 'a', 'b']) asked.note('r1', service)
    asked.note('r2', 'c')
    expect(asked.take('r1')).toEqual([{ requestId: 'r1', services: ['a', 'b'] }])
    expect(asked.take('r1')).toEqual([])
    expect(asked.takeAll()).toEqual([{ requestId: 'r2', services: ['c'] }])
    expect(asked.takeAll()).toEqual([])
  })
})

describe('a gateway', () => {
  it('that stops writes down whom it had asked for those who got no answer', async () => {
    const stopTimes = { noticeMs: 0, graceMs: 200, limitMs: 60_000 }
    const hub = await new RealHub().start({ agencyTimeoutMs: 60_000, stopTimes })
    const headers = await hub.enquire('mash.analyst')
    const homes = hub.stub('harrowmere-homes')
    const isAsked = new Promise<void>((resolve) => {
      homes.misbehaviour = () => {
        resolve()
      }
    })
    const answer = hub.send(query, {}, headers).catch(() => 'cut off')
    await isAsked
    await hub.stop()

    expect(await answer).toBe('cut off')
    const services = ['harrowmere-homes', 'northshire-police', 'person-index']
    expect(hub.unanswered).toEqual([{ requestId: expect.any(String) as string, services }])
  })

  it('that stops answers what an agency leaves unanswered to the end of its time', async () => {
    // Longer than the log may take: both must fit.
    const agencyTimeoutMs = 4000
    const hub = await new RealHub().start({ agencyTimeoutMs })
    const headers = await hub.enquire('mash.analyst')
    const homes = hub.stub('harrowmere-homes')
    const isAsked = new Promise<void>((resolve) => {
      homes.misbehaviour = () => {
        resolve()
      }
    })
    const answer = hub.send(query, {}, headers)
    await isAsked
    await hub.stop()

    expect(await answer).toMatchObject({
      status: 200,
      data: { person: { northshirePolice: { __typename: 'PoliceView' }, harrowmereHomes: null } },
    })
    expect(hub.unanswered).toEqual([])
  })

  it('writes nothing of the kind down of requests that are answered', async () => {
    const hub = await new RealHub().start()
    await hub.send(query, {}, await hub.enquire('mash.analyst'))
    await hub.stop()
    expect(hub.entries).toHaveLength(2)
    expect(hub.unanswered).toEqual([])
  })

  it('asks nobody while its log is known to be down', async () => {
    const hub = await new RealHub().start()
    const headers = await hub.enquire('mash.analyst')
    hub.isLogDown = true
    const { status, data, errors } = await hub.send(query, {}, headers)
    await hub.stop()

    expect([status, data ?? null]).toEqual([503, null])
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'LOG_UNAVAILABLE' }])
    expect([...hub.stubs.values()].flatMap(({ asked }) => asked)).toEqual([])
  })

  it('writes down what it failed to answer', async () => {
    const authorizerFor = () => {
      throw new Error('a fault of the hub')
    }
    await withHub({ services: { authorizerFor } }, async (hub) => {
      const { errors } = await hub.ask(smallView, { id: 'both' })
      expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }])
      expect(hub.unanswered).toEqual(['request-1'])
    })
  })
})
