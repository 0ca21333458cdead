import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { print } from 'graphql'

import { publicKeySet } from '../../../../common/keys/keys'
import { projectPath } from '../../../../common/project-root'
import type { Agency } from '../../../../common/register'
import { readRegister } from '../../../../common/register'
import type { Environment } from '../../../../common/settings'
import { kindAgencySdl } from '../../../../schema/instance-sdl'
import { devUsage, readDevCommand } from '../../../../scripts/agency/dev/arguments'
import type { DevNews, StartedHub } from '../../../../scripts/agency/dev/command'
import { runDev } from '../../../../scripts/agency/dev/command'
import { copyHub, putInto } from '../../../../scripts/agency/dev/hub-copy'
import { HubProcess } from '../../../../scripts/agency/dev/hub-process'
import { registerStandIn } from '../../../../scripts/agency/dev/stand-in'
import { findFreePort } from '../../../../scripts/free-port'
import { madeUpKey } from '../../../../scripts/vectors/made-up-keys'
import { DevFolders, serveJson } from './dev-place'

const key = madeUpKey('dev')
const ownKeys = publicKeySet([key])
const code = 'westmarch-homes'
const own = { code, field: 'westmarchHomes', kind: 'housing' }

function sdlOf({ kind, ...rest }: typeof own): string {
  const agency: Agency = {
    ...rest,
    kind,
    displayName: code,
    existenceProtected: false,
    position: 0,
  }
  return print(kindAgencySdl(agency))
}

let folders: DevFolders
let copy: { readonly root: string; readonly agencyFolder: string }

beforeEach(() => {
  folders = new DevFolders()
  copy = { root: path.join(folders.agency, '.sightline-dev', 'hub'), agencyFolder: folders.agency }
  folders.write('agency.json', JSON.stringify(own))
  folders.write('schema.graphql', sdlOf(own))
})
afterEach(() => {
  folders.remove()
})

const inCopy = (...names: readonly string[]) => readFileSync(path.join(copy.root, ...names), 'utf8')
const registerOfCopy = () => readRegister(path.join(copy.root, 'agencies.json'))
const put = (agency: typeof own) => {
  putInto(copy, { agency, url: 'http://127.0.0.1:4990/graphql', keys: ownKeys.keys }, folders.root)
}

describe('a hub of one’s own', () => {
  beforeEach(() => {
    copyHub(copy, folders.root)
  })

  it('has the agency in its register, its schema and nowhere else', () => {
    put(own)
    const others = readRegister()
    expect(registerOfCopy().slice(0, others.length)).toEqual(others)
    expect(registerOfCopy().at(-1)).toMatchObject({ ...own, external: { keys: ownKeys.keys } })
    expect(inCopy('schema', 'supergraph.graphql')).toContain('westmarchHomes: HousingView')
    expect(inCopy('schema', 'published', `${code}.graphql`)).toBe(sdlOf(own))
    expect(readFileSync(path.join(folders.root, 'agencies.json'), 'utf8')).not.toContain(code)
  })

  it('has it in the place of the stand-in with its code: every port stays', () => {
    const homes = { code: 'harrowmere-homes', field: 'harrowmereHomes', kind: 'housing' }
    folders.write('schema.graphql', sdlOf(homes))
    put(homes)
    expect(registerOfCopy().map((agency) => agency.code)).toEqual(
      readRegister().map((agency) => agency.code),
    )
    const found = registerOfCopy().find((agency) => agency.code === 'harrowmere-homes')
    expect(found?.external?.url).toBe('http://127.0.0.1:4990/graphql')
  })

  it('asks for an agreement of a kind that the partnership does not have, and takes the agency’s', () => {
    const fire = { code: 'fire-and-rescue', field: 'fireAndRescue', kind: 'fire-and-rescue' }
    const example = (name: string) =>
      readFileSync(projectPath('examples', 'fire-and-rescue-python', name), 'utf8')
    folders.write('schema.graphql', example('schema.graphql'))
    expect(() => {
      put(fire)
    }).toThrow(
      'no agreement for the kind "fire-and-rescue": write one as for-the-hub/agreement.json',
    )
    expect(registerOfCopy()).toEqual(readRegister())
    folders.write('for-the-hub/agreement.json', example('for-the-hub/agreement.json'))
    put(fire)
    expect(inCopy('policies', 'agreements', 'fire-and-rescue.json')).toContain('mash.manager')
  })
})

/** A hub that does nothing but count. */
function countingHub() {
  const calls: string[] = []
  const hub: StartedHub = {
    start: () => Promise.resolve(void calls.push('start')),
    stop: () => Promise.resolve(void calls.push('stop')),
  }
  return { calls, hub }
}

/** The settings that a shell has from which a real agency is run. */
const ofAnAgency: Environment = {
  ...{ PATH: '/bin', SIGHTLINE_HOST: '0.0.0.0', SIGHTLINE_POLICIES: '/etc/sightline/policies' },
  ...{ SIGHTLINE_PERSON_INDEX_URL: 'https://hub.invalid', MONGODB_URI: 'mongodb://real.invalid' },
}

describe('dev', () => {
  it('says where the workspace is, waits for the subgraph, and takes what changes', async () => {
    const [port, hubPort] = [await findFreePort(1), await findFreePort()]
    const news: DevNews[] = []
    const { calls, hub } = countingHub()
    let settings: Environment = {}
    const stopping = new AbortController()
    const told = (event: DevNews['event']) =>
      new Promise<string>((resolve) => {
        const look = () => {
          const found = news.findLast((one) => one.event === event)
          if (found) resolve(found.says)
          else setTimeout(look, 10)
        }
        look()
      })
    const args = ['--dir', folders.agency, '--port', String(hubPort)]
    const command = readDevCommand([...args, '--url', `http://127.0.0.1:${port}/graphql`])
    const ended = runDev(command, {
      ...{ root: folders.root, env: ofAnAgency, signal: stopping.signal, everyMs: 5 },
      tell: (one) => news.push(one),
      makeHub: (_root, env) => {
        settings = env
        return hub
      },
    })
    expect(await told('WAITING')).toContain(`:${port}/graphql`)
    expect(news[0]).toEqual({ event: 'WORKSPACE', says: `http://127.0.0.1:${hubPort + 80}/` })
    expect(news.map(({ says }) => says)).toContain(`INDEX_URL=http://127.0.0.1:${hubPort + 2}`)
    const linkKey = path.join(folders.agency, '.sightline-dev', 'data', 'keys', 'link-tokens')
    expect(existsSync(linkKey)).toBe(true)
    expect(calls).toEqual([])

    const subgraph = await serveJson(ownKeys, port)
    expect(await told('READY')).toContain(code)
    const good = sdlOf(own)
    folders.write('schema.graphql', `${good}\ntype Broken { x: String }`)
    expect(await told('REFUSED')).toMatch(/Broken\.x is not classified[^]*goes on as it was$/)
    expect(calls).toEqual(['start'])
    expect(inCopy('schema', 'published', `${code}.graphql`)).toBe(good)
    folders.write('schema.graphql', `${good}\n# changed`)
    await told('CHANGED')
    stopping.abort()
    await ended
    expect(calls.slice(0, 3)).toEqual(['start', 'stop', 'start'])
    expect(calls.at(-1)).toBe('stop')
    expect(inCopy('schema', 'published', `${code}.graphql`)).toContain('# changed')
    await subgraph.stop()
    // None of a real agency's: it listens on this machine alone, and asks and tells nobody else.
    expect(settings).toEqual({
      ...{ PATH: '/bin', SIGHTLINE_PORT: String(hubPort) },
      SIGHTLINE_DATA: path.join(folders.agency, '.sightline-dev', 'data'),
    })
  })

  it.each([
    [['--url', 'ftp://x'], '--url is no http or https URL'],
    [['--port', '0'], '--port is a port from 1 to 65400'],
    [['--reference', 'EX-0001'], 'give both of --reference and --key'],
    [['--hub', 'x'], "Unknown option '--hub'"],
  ])('does not take %j', (args, problem) => {
    expect(() => readDevCommand(args)).toThrow(problem)
    expect(() => readDevCommand(args)).toThrow(devUsage)
  })
})

describe('the hub as a process', () => {
  const start = async () => {
    const lines: string[] = []
    const hub = new HubProcess(folders.root, process.env, (line) => lines.push(line))
    await hub.start()
    return { hub, lines }
  }

  it('is ready when it says so, and ends in order', async () => {
    const ended = path.join(folders.root, 'ended')
    folders.writeStart(
      `process.on('SIGTERM', () => { require('node:fs').writeFileSync(${JSON.stringify(ended)}, ''); process.exit(0) })
       console.log('a line'); console.log('Sightline is ready: here'); setInterval(() => {}, 1000)`,
    )
    const { hub, lines } = await start()
    expect(lines).toEqual(['a line'])
    await Promise.all([hub.stop(), hub.stop()])
    expect(existsSync(ended)).toBe(true)
    await hub.stop()
  })

  it('says when it has ended by itself', async () => {
    folders.writeStart("console.log('Sightline is ready: here'); setTimeout(() => {}, 20)")
    const { hub, lines } = await start()
    while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(lines).toEqual([expect.stringContaining('the hub has ended')])
    await hub.stop()
  })

  it('says when it did not start', async () => {
    folders.writeStart('process.exit(1)')
    await expect(start()).rejects.toThrow('the hub did not start')
  })
})

describe('one of the agency’s people in the made-up case', () => {
  const standIn = (personIndexUrl: string, keyFile: string) => ({
    ...{ agency: code, reference: 'EX-0001', keys: ownKeys.keys, personIndexUrl, keyFile },
    dataFolder: path.join(folders.agency, 'data'),
  })
  const writeKey = ({ privateKey }: typeof key) => {
    const file = path.join(folders.agency, 'key.pem')
    writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }))
    return file
  }

  it('is registered in tokens', async () => {
    const index = await serveJson({})
    await registerStandIn(standIn(index.url, writeKey(key)))
    const [person] = JSON.parse(index.received[0] ?? '[]') as readonly object[]
    expect(person).toEqual({
      ...{ ref: 'EX-0001', addresses: [] },
      tokens: [{ type: 'NHS_NUMBER', token: expect.stringMatching(/^[\w-]{43}$/) as string }],
    })
    await index.stop()
  })

  it('is registered by the agency’s own key alone', async () => {
    const file = writeKey(madeUpKey('somebody else'))
    await expect(registerStandIn(standIn('http://127.0.0.1:2', file))).rejects.toThrow(
      'is not the key that the subgraph publishes',
    )
    writeFileSync(file, 'no key')
    await expect(registerStandIn(standIn('http://127.0.0.1:2', file))).rejects.toThrow(
      'expected a private key in PEM',
    )
  })
})
