import { Socket } from 'node:net'

import { ApolloGateway } from '@apollo/gateway'

import { createPlannedGateway } from '../../../gateway/pipeline/planned-gateway'
import { composeSupergraph } from '../../../schema/compose'
import { readSmall, smallCategories, smallServices } from '../../schema/sdl'

const supergraphSdl = composeSupergraph({
  services: smallServices(),
  categories: smallCategories,
  read: readSmall(),
})

/** Loads a gateway and counts the connections the process opens: until so many, or for a while. */
async function connectionsOf(
  create: () => Pick<ApolloGateway, 'load' | 'stop'>,
  expected: number,
): Promise<number> {
  const spy = jest.spyOn(Socket.prototype, 'connect')
  const gateway = create()
  await gateway.load({})
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  if (expected === 0) await sleep(500)
  while (spy.mock.calls.length < expected) await sleep(20)
  await gateway.stop()
  const count = spy.mock.calls.length
  spy.mockRestore()
  return count
}

const sourceFor = () => ({ fetch: () => Promise.resolve({}) })
const buildService = () => ({ process: () => Promise.resolve({ data: {} }) })

describe('hazard 16: telemetry', () => {
  it('is switched off by the program itself', () => {
    expect(process.env['APOLLO_TELEMETRY_DISABLED']).toBe('true')
    expect(process.env['APOLLO_KEY']).toBeUndefined()
  })

  it('connects to nothing when the gateway loads', async () => {
    const create = () => createPlannedGateway(supergraphSdl, sourceFor)
    expect(await connectionsOf(create, 0)).toBe(0)
  })

  it('would connect without it', async () => {
    process.env['APOLLO_TELEMETRY_DISABLED'] = 'false'
    const connections = await connectionsOf(
      () => new ApolloGateway({ supergraphSdl, buildService }),
      1,
    )
    process.env['APOLLO_TELEMETRY_DISABLED'] = 'true'

    expect(connections).toBeGreaterThan(0)
  })
})
