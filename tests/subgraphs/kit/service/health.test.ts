import type { IncomingMessage } from 'node:http'

import { healthRoutes } from '../../../../subgraphs/kit/service/health'
import { ServiceCounts } from '../../../../subgraphs/kit/service/service-counts'

describe('/health/ready', () => {
  it.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['10.0.0.9', false],
    ['::ffff:10.0.0.9', false],
    [undefined, false],
  ])('tells %s how often it was asked: %s', async (remoteAddress, isTold) => {
    const counts = new ServiceCounts()
    counts.addRequest()
    const [, ready] = healthRoutes({ name: 'test', checks: {}, counts })
    const request = { socket: { remoteAddress } } as unknown as IncomingMessage
    const answer = await ready?.handle(request, Buffer.alloc(0))
    expect(answer?.body).toMatchObject({ status: 'ready' })
    expect(Object.keys(answer?.body ?? {}).includes('served')).toBe(isTold)
  })
})
