import { readFileSync } from 'node:fs'

import { parse } from 'yaml'

import { agencyPortOffset } from '../../common/ports'
import { projectPath } from '../../common/project-root'
import { readRegister } from '../../common/register'
import { personIndexCode } from '../../common/services'
import { starterGraceMs } from '../../common/stop-times'
import { readGatewaySettings } from '../../gateway/config'
import { readWebSettings } from '../../web/config'

interface Service {
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly volumes?: readonly string[]
  readonly ports?: readonly string[]
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck?: { readonly test: readonly string[] }
  readonly profiles?: readonly string[]
  readonly stop_grace_period?: string
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Service | null>>
  readonly volumes: Readonly<Record<string, null>>
}

/** `!reset` takes a service away. */
const reset = { tag: '!reset', resolve: () => null }

function read(file: string): ComposeFile {
  const text = readFileSync(projectPath(file), 'utf8')
  return parse(text, { merge: true, customTags: [reset] }) as ComposeFile
}

const base = read('docker-compose.yml')
const production = read('docker-compose.production.yml')
const register = readRegister()
const gatewayPort = 4000
const indexPort = gatewayPort + 2
const withDatabase = [
  ...register.map(({ code, position }) => ({
    code,
    port: gatewayPort + agencyPortOffset(position),
  })),
  { code: personIndexCode, port: indexPort },
]
const service = (name: string): Service => base.services[name] ?? {}
const uriOf = (code: string) => `mongodb://${code}-db:27017/?replicaSet=rs0`

describe.each(withDatabase)('docker-compose.yml on $code', ({ code, port }) => {
  const { command, environment, volumes, depends_on, healthcheck } = service(code)

  it('runs it on a database of its own, which comes first', () => {
    expect(command).toEqual(['node', 'dist/subgraphs/main.js', code])
    expect(environment?.['MONGODB_URI']).toBe(uriOf(code))
    expect(depends_on?.[`${code}-db`]).toEqual({ condition: 'service_healthy' })
    const database = service(`${code}-db`)
    expect(database.volumes).toEqual([`${code}-records:/data/db`])
    expect(database.healthcheck?.test.join(' ')).toContain(`host: '${code}-db:27017'`)
  })

  it('asks after its health where it listens', () => {
    expect(healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${port}/health/ready`)
  })

  it('gives it keys of its own beside the copy of the link key', () => {
    expect(volumes).toEqual([`${code}-keys:/data/keys`])
    expect(service('link-key').volumes).toContain(`${code}-keys:/copies/${code}/keys`)
    expect(depends_on?.['link-key']).toEqual({ condition: 'service_completed_successfully' })
  })

  it('loads the made-up case into its database only when asked', () => {
    const job = service(`${code}-case`)
    expect(job.command).toContain(`embedded/made-up-case/${code}.ndjson`)
    expect(job.environment?.['MONGODB_URI']).toBe(uriOf(code))
    expect(job.volumes).toEqual(volumes)
    expect(job.profiles).toEqual(['made-up-case'])
  })

  it('lets the gateway wait for it', () => {
    expect(service('gateway').depends_on?.[code]).toEqual({ condition: 'service_healthy' })
  })

  it('has no made-up people in production, and the sign-in of the organisation', () => {
    expect(production.services[code]?.environment).toEqual({
      SIGHTLINE_ENV: 'production',
      SIGHTLINE_ISSUER: expect.stringMatching(/^\$\{SIGHTLINE_ISSUER:\?/) as string,
      SIGHTLINE_ISSUER_JWKS: expect.stringMatching(/^\$\{SIGHTLINE_ISSUER_JWKS:\?/) as string,
    })
    expect(production.services).toHaveProperty(`${code}-case`, null)
  })
})

describe('docker-compose.yml', () => {
  const names = Object.keys(base.services)

  it('has no service for an agency that is not in agencies.json', () => {
    const known = withDatabase.flatMap(({ code }) => [code, `${code}-db`, `${code}-case`])
    const others = [
      ...['link-key', 'disclosure-log-db', 'sign-in', 'gateway', 'insights', 'search-tokens'],
      ...['web', 'web-db'],
    ]

    expect(names.toSorted()).toEqual([...known, ...others].toSorted())
  })

  it('names each service by the URL under which the others look for it', () => {
    expect(service('gateway').environment).toMatchObject({
      SIGHTLINE_PORT: '4000',
      SIGHTLINE_AGENCY_URL: 'http://{code}:{port}/graphql',
      SIGHTLINE_PERSON_INDEX_URL: `http://${personIndexCode}:${indexPort}`,
      SIGHTLINE_INSIGHTS_URL: `http://insights:${gatewayPort + 3}`,
      SIGHTLINE_SEARCH_TOKENS_URL: `http://search-tokens:${gatewayPort + 4}`,
      SIGHTLINE_ISSUER: `http://sign-in:${gatewayPort + 1}`,
      SIGHTLINE_HUB_JWKS: 'http://gateway:4000/.well-known/jwks.json',
    })
  })

  it('gives its gateway longer to stop than it may take', () => {
    const { stopTimes } = readGatewaySettings({
      MONGODB_URI: 'mongodb://nowhere',
      ...service('gateway').environment,
    })
    const seconds = Number(/^(\d+)s$/.exec(service('gateway').stop_grace_period ?? '')?.[1])

    expect(seconds * 1000).toBeGreaterThanOrEqual(starterGraceMs(stopTimes))
  })

  it('runs the workspace where browsers on this machine reach it, with sessions of its own', () => {
    const { environment = {}, ports, command } = service('web')
    const settings = readWebSettings(environment)

    expect(command).toEqual(['node', 'dist/web/main.js'])
    expect(settings).toMatchObject({
      ...{ webPort: 4080, publicUrl: 'http://127.0.0.1:4080', mongodbUri: uriOf('web') },
      gatewayUrl: 'http://gateway:4000/graphql',
      signIn: { issuer: 'http://sign-in:4001', browserUrl: 'http://127.0.0.1:4001' },
    })
    expect(ports).toEqual(['127.0.0.1:4080:4080'])
    expect(service('sign-in').ports).toEqual(['127.0.0.1:4001:4001'])
  })

  it('gives the log of its gateway a name that a new container keeps', () => {
    expect(service('gateway').environment?.['SIGHTLINE_INSTANCE']).toBe('gateway-1')
  })

  it('lets no two services but a job and its agency share a volume of keys', () => {
    const running = names.filter((name) => name !== 'link-key' && !name.endsWith('-case'))
    const keys = running
      .flatMap((name) => service(name).volumes ?? [])
      .filter((volume) => volume.endsWith(':/data/keys'))

    expect(keys).toHaveLength(withDatabase.length + 5)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('declares every volume it uses and no other', () => {
    const used = names
      .flatMap((name) => service(name).volumes ?? [])
      .map((volume) => volume.split(':')[0])

    expect(Object.keys(base.volumes).toSorted()).toEqual([...new Set(used)].toSorted())
  })
})

describe('docker-compose.production.yml', () => {
  it('has the workspace reach the sign-in of the organisation, and be reached over https', () => {
    expect(production.services['web']?.environment).toMatchObject({
      SIGHTLINE_ENV: 'production',
      SIGHTLINE_WEB_URL: expect.stringMatching(/^\$\{SIGHTLINE_WEB_URL:\?/) as string,
      SIGHTLINE_SIGN_IN_URL: expect.stringMatching(/^\$\{SIGHTLINE_ISSUER:\?/) as string,
      SIGHTLINE_WEB_CLIENT: expect.stringMatching(/^\$\{SIGHTLINE_WEB_CLIENT:\?/) as string,
    })
  })

  it('takes away the demo sign-in, for which the gateway does not wait', () => {
    expect(production.services).toHaveProperty('sign-in', null)
    expect(service('gateway').depends_on).not.toHaveProperty('sign-in')
  })

  it('says production to every service of the hub that is left', () => {
    const left = Object.entries(base.services).filter(
      ([name, one]) => one?.environment?.['SIGHTLINE_ENV'] && production.services[name] !== null,
    )

    for (const [name] of left)
      expect(production.services[name]?.environment?.['SIGHTLINE_ENV']).toBe('production')
    expect(left.length).toBe(withDatabase.length + 4)
  })
})
