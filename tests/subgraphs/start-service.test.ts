import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { findAmong } from '../../common/keys/keys'
import { readRegister } from '../../common/register'
import type { Service } from '../../common/services'
import { getService, hubCode, listServices, ownServices } from '../../common/services'
import { loadStart } from '../../subgraphs/load-start'
import { startService } from '../../subgraphs/start-service'
import { settingsIn } from '../helpers/settings'
import { callSubgraph, hubCall, makeSigningKey } from '../helpers/signed-call'

const hubKey = makeSigningKey()

/** Registered as any service that works out its answers, on a port of its own. */
const tiny: Service = {
  code: 'tiny',
  role: 'computed',
  displayName: 'Tiny',
  agency: null,
  field: null,
  hasDatabase: false,
  portOffset: 0,
}

describe('a service that is started by its line of the register', () => {
  let dataFolder: string
  beforeAll(async () => {
    dataFolder = await mkdtemp(path.join(tmpdir(), 'sightline-computed-'))
  })
  afterAll(() => rm(dataFolder, { recursive: true }))

  const start = (service: Service) =>
    startService(service, {
      register: readRegister(),
      settings: settingsIn(dataFolder, { port: 0, mongodbUri: null }),
      hubKeys: findAmong([hubKey]),
      folder: path.join(__dirname, 'services'),
      log: () => undefined,
    })
  const hasStore = () => existsSync(path.join(dataFolder, 'store'))

  it('opens no storage when it has no database, is ready without, and answers the hub', async () => {
    const server = await start(tiny)
    const ready = await fetch(`${server.url}/health/ready`)
    const answer = await callSubgraph(
      { url: server.url, key: hubKey, call: hubCall('tiny') },
      { query: '{ sum(of: [1, 2, 4]) }' },
    )
    const unsigned = await fetch(`${server.url}/graphql`, { method: 'POST', body: '{}' })
    await server.stop()

    expect(await ready.json()).toMatchObject({ service: 'tiny', status: 'ready', missing: [] })
    expect(answer).toEqual({ status: 200, body: { data: { sum: 7 } } })
    expect(unsigned.status).toBe(401)
    expect(hasStore()).toBe(false)
  })

  it('has its storage before it starts when it has a database', async () => {
    await expect(start({ ...tiny, hasDatabase: true })).rejects.toThrow('was given a database')
    expect(hasStore()).toBe(true)
  })

  it.each([
    ['that has no folder', { ...tiny, code: 'nowhere' }, 'subgraphs/nowhere/service.ts is missing'],
    ['that runs in the gateway', getService(hubCode, ownServices), 'hub runs in the gateway'],
  ])('is refused before anything is started: one %s', async (_name, service, why) => {
    await expect(start(service)).rejects.toThrow(why)
  })
})

describe('the register of services', () => {
  const withProcess = listServices([]).filter(({ portOffset }) => portOffset !== null)

  it.each(withProcess.map(({ code }) => code))('names %s, which can be started', (code) => {
    expect(loadStart(code)).toBeInstanceOf(Function)
  })
})
