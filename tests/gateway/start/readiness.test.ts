import { setTimeout as sleep } from 'node:timers/promises'

import { RealHub } from '../real-hub'

const anAgency = '{ person(id: "p1") { northshirePolice { __typename } } }'

async function readinessOf(hub: RealHub) {
  const response = await fetch(`${hub.url}/health/ready`)
  return { code: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('whether a gateway is ready', () => {
  const hub = new RealHub()
  const keys = { areAtHand: true }
  const issuer = {
    issuer: 'https://sign-in.test',
    keys: () => Promise.resolve(null),
    areKeysAtHand: () => Promise.resolve(keys.areAtHand),
  }
  beforeAll(() => hub.start({}, { issuers: [issuer] }))
  afterAll(() => hub.stop())
  afterEach(() => {
    keys.areAtHand = true
    hub.mendLog()
    for (const stub of hub.stubs.values()) stub.healthStatus = 200
  })

  it.each([
    ['says that it is not', 503],
    ['says nothing', null],
  ])('does not depend on an agency that %s, which is named', async (_what, status) => {
    hub.stub('northshire-probation').healthStatus = status

    const { code, body } = await readinessOf(hub)
    expect([code, body]).toMatchObject([200, { status: 'ready', missing: [] }])
    expect(body['silent']).toContain('northshire-probation')
  })

  it('depends on the index', async () => {
    hub.stub('person-index').healthStatus = 503

    expect(await readinessOf(hub)).toMatchObject({ code: 503, body: { missing: ['person-index'] } })
  })

  it('depends on whether it can tell who asks', async () => {
    keys.areAtHand = false

    expect(await readinessOf(hub)).toMatchObject({ code: 503, body: { missing: ['sign-in'] } })
  })

  it('lives while it cannot write an answer down, and is not ready', async () => {
    hub.breakLog()
    const live = await fetch(`${hub.url}/health/live`)

    expect(live.status).toBe(200)
    expect(await readinessOf(hub)).toMatchObject({
      code: 503,
      body: { service: 'gateway', status: 'not ready', missing: ['disclosure-log'] },
    })
  })
})

describe('a gateway that leaves its index alone', () => {
  const hub = new RealHub()
  beforeAll(() => hub.start())
  afterAll(() => hub.stop())

  it('is not ready while it asks nothing of the index, whatever the index says of itself', async () => {
    const headers = await hub.enquire('mash.analyst')
    const index = hub.stub('person-index')
    index.misbehaviour = (response) => response.destroy()
    let found = await readinessOf(hub)
    while (found.code === 200) {
      await hub.send(anAgency, {}, headers)
      found = await readinessOf(hub)
    }
    expect(found.body).toMatchObject({ status: 'not ready', missing: ['person-index'] })
    index.misbehaviour = null

    // By itself, with nobody asking anything.
    while (found.code !== 200) {
      await sleep(50)
      found = await readinessOf(hub)
    }
    const { data } = await hub.send(anAgency, {}, headers)
    expect(data?.['person']).toMatchObject({ northshirePolice: { __typename: 'PoliceView' } })
  })
})
