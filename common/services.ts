import { checkTransport } from './external-agency'
import { agencyPortOffset } from './ports'
import type { Agency } from './register'
import type { BaseSettings, Environment } from './settings'
import { fillUrl, readUrl, urlHost } from './settings'

/**
 * What a service is to the hub. `computed`: it works out its answers from those of others. `search`: people are
 * looked for by what it makes of a question.
 */
export type ServiceRole = 'agency' | 'index' | 'hub' | 'computed' | 'search'

/** One subgraph of the hub, wherever it runs. */
export interface Service {
  /** Its name in the supergraph, in tokens and in the disclosure log. */
  readonly code: string
  readonly role: ServiceRole
  /** Its name for people. */
  readonly displayName: string
  /** The agency it is; null: it is the hub's own. */
  readonly agency: Agency | null
  /** The agency's field on `Person`; null: it is the hub's own. */
  readonly field: string | null
  readonly hasDatabase: boolean
  /** How far above the gateway's port it listens on one machine; null: in the gateway, or elsewhere. */
  readonly portOffset: number | null
}

/** A service, and where it answers. */
export interface LocatedService extends Service {
  /** Of its GraphQL; null: it runs in the gateway. */
  readonly url: string | null
}

/** The one service that takes registrations, as it stands in tokens. */
export const personIndexCode = 'person-index'

/** The service that makes the tokens of a search by name. */
export const searchTokensCode = 'search-tokens'

/** The subgraph that runs in the gateway: enquiries, and what is read of the disclosure log. */
export const hubCode = 'hub'

/**
 * The services that are no agency. What belongs to a line: `schema/subgraphs/<code>.graphql`, and
 * `subgraphs/<code>/service.ts` unless it runs in the gateway. One that keeps nothing has an offset
 * of 3 to 9.
 */
export const ownServices: readonly Service[] = [
  own({
    code: personIndexCode,
    role: 'index',
    displayName: 'The person index',
    hasDatabase: true,
    portOffset: 2,
  }),
  own({
    code: hubCode,
    role: 'hub',
    displayName: 'The hub',
    hasDatabase: false,
    portOffset: null,
  }),
  own({
    code: 'insights',
    role: 'computed',
    displayName: 'Insights',
    hasDatabase: false,
    portOffset: 3,
  }),
  own({
    code: searchTokensCode,
    role: 'search',
    displayName: 'The search by name',
    hasDatabase: false,
    portOffset: 4,
  }),
]

/** Every service: the hub's own first, then the agencies in the order of their register. */
export function listServices(
  agencies: readonly Agency[],
  others: readonly Service[] = ownServices,
): readonly Service[] {
  return [...others, ...agencies.map(describeAgency)]
}

/** Of these services the agencies, in the same order. */
export function agenciesOf(services: readonly Service[]): readonly Agency[] {
  return services.flatMap(({ agency }) => agency ?? [])
}

/**
 * The service with this code.
 * @throws Error that lists the known codes
 */
export function getService(code: string, services: readonly Service[]): Service {
  const service = services.find((candidate) => candidate.code === code)
  if (service) return service
  const known = services.map((candidate) => candidate.code).join(', ')
  throw new Error(`No service "${code}" is registered. Known: ${known}`)
}

/** Where a service listens on one machine; null: it runs in the gateway, or somebody else runs it. */
export function portOf({ portOffset }: Service, gatewayPort: number): number | null {
  return portOffset === null ? null : gatewayPort + portOffset
}

/**
 * Finds where each service answers: as `agencyUrl` and `ownServiceUrl` say.
 * @throws SettingError that names the variable
 */
export function locateServices(
  services: readonly Service[],
  env: Environment,
  base: BaseSettings,
): readonly LocatedService[] {
  return services.map((service) => ({ ...service, url: findUrl(service, env, base) }))
}

/**
 * The URL of an agency's subgraph: of one outside as the register says, else the template of
 * SIGHTLINE_AGENCY_URL with `{code}`, `{host}` and `{port}` filled in.
 * @throws Error for one outside that would be called without TLS in production
 */
export function agencyUrl(env: Environment, base: BaseSettings, agency: Agency): string {
  if (agency.external) {
    checkTransport(agency.code, agency.external, base.mode === 'production')
    return agency.external.url
  }
  const template = env['SIGHTLINE_AGENCY_URL'] ?? 'http://{host}:{port}/graphql'
  return fillUrl('SIGHTLINE_AGENCY_URL', template, {
    code: agency.code,
    host: urlHost(base.host),
    port: String(base.port + agencyPortOffset(agency.position)),
  })
}

/** The URL, without a path, of a service of the hub's own: the setting SIGHTLINE_<CODE>_URL. */
export function ownServiceUrl(env: Environment, base: BaseSettings, service: Service): string {
  const variable = `SIGHTLINE_${service.code.toUpperCase().replaceAll('-', '_')}_URL`
  const port = portOf(service, base.port)
  if (port === null) throw new Error(`${service.code} runs in the gateway and has no URL`)
  return readUrl(env, variable, `http://${urlHost(base.host)}:${port}`)
}

function findUrl(service: Service, env: Environment, base: BaseSettings): string | null {
  if (service.agency) return agencyUrl(env, base, service.agency)
  if (service.portOffset === null) return null
  return new URL('/graphql', ownServiceUrl(env, base, service)).href
}

function own(service: Omit<Service, 'agency' | 'field'>): Service {
  return { ...service, agency: null, field: null }
}

function describeAgency(agency: Agency): Service {
  const { code, displayName, field, position } = agency
  const isOurs = agency.external === undefined
  const portOffset = isOurs ? agencyPortOffset(position) : null
  return { code, role: 'agency', displayName, agency, field, hasDatabase: isOurs, portOffset }
}
