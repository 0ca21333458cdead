import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { sign } from 'jsonwebtoken'

import type { SigningKey } from '../../common/keys/keys'
import { findAmong, thumbprintOf } from '../../common/keys/keys'
import { projectPath } from '../../common/project-root'
import { readRegister } from '../../common/register'
import { listServices } from '../../common/services'
import { agencyTimeoutMs, gatewayStopTimes } from '../../common/stop-times'
import type { DisclosureEntry, LogEntry, UnansweredRequest } from '../../disclosure-log/entry'
import { isDisclosure } from '../../disclosure-log/entry'
import type { ProvenAnswer } from '../../disclosure-log/disclosure-log'
import type { FoundDisclosure, LogQuestion } from '../../disclosure-log/log-question'
import { recordNamesOf } from '../../disclosure-log/record-digest'
import type { CoverageRow } from '../../gateway/answer/coverage'
import type { GatewaySettings } from '../../gateway/config'
import { defaultLimits } from '../../gateway/server/limits'
import type { GatewayDependencies } from '../../gateway/start/gateway-parts'
import type { RunningGateway } from '../../gateway/start/start-gateway'
import { startGateway } from '../../gateway/start/start-gateway'
import { indexStub, registeredStub } from './registered-stubs'
import type { StubSubgraph } from './stub-subgraph'

export function makeKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { kid: thumbprintOf(publicKey), privateKey, publicKey }
}

const issuer = 'https://sign-in.test'

export interface Reply {
  readonly status: number
  readonly text: string
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions: {
      readonly code: string
      readonly reason?: string
      readonly agency?: string
      readonly retryAfterSeconds?: number
    }
  }[]
  readonly extensions?: { readonly coverage: readonly CoverageRow[] }
}

/** The gateway's own program over stubs of every agency in agencies.json, with the real schema and policy. */
export class RealHub {
  readonly register = readRegister()
  readonly entries: DisclosureEntry[] = []
  readonly questions: LogQuestion[] = []
  readonly unanswered: UnansweredRequest[] = []
  found: readonly FoundDisclosure[] = []
  /** What the log can prove. */
  proven: readonly ProvenAnswer[] = []
  readonly reported: unknown[] = []
  readonly hubKey = makeKey()
  readonly recordNames = recordNamesOf([Buffer.alloc(32, 7)])
  readonly stubs: ReadonlyMap<string, StubSubgraph>
  /** Where services answer that are no stubs, by code; set before the start. */
  readonly urls = new Map<string, string>()
  /** Hub ids of everybody at every address, and in every household. */
  people: readonly string[] = ['p1']
  /** The events that an agency tells of somebody, by its code and their hub id. */
  eventsOf: (agency: string, person: string) => readonly object[] = () => []
  /** The involvements that an agency tells of, by its code. */
  involvementsOf: (agency: string) => readonly object[] = () => []
  readonly #signInKey = makeKey()
  #gateway: RunningGateway | null = null
  #isLogUp = true
  /** True: the log knows that it is down. */
  isLogDown = false
  now = () => new Date()

  constructor() {
    this.stubs = new Map([
      ['person-index', indexStub(this.register, () => this.people)],
      ...this.register.map((agency) => [agency.code, registeredStub(agency, this)] as const),
    ])
  }

  async start(
    settings: Partial<GatewaySettings> = {},
    given: Partial<GatewayDependencies> = {},
  ): Promise<this> {
    const urls = new Map(this.urls)
    for (const [name, stub] of this.stubs) if (!urls.has(name)) urls.set(name, await stub.start())
    const dependencies: Partial<GatewayDependencies> = {
      key: this.hubKey,
      recordNames: this.recordNames,
      issuers: [{ issuer, keys: findAmong([this.#signInKey]) }],
      now: () => this.now(),
      report: (error) => this.reported.push(error),
      noticesEveryMs: null,
      log: {
        append: (entry) => this.#append(entry),
        find: (question) => this.#find(question),
        prove: (log, index) => this.#prove(log, index),
        noteUnanswered: (requests) => {
          this.unanswered.push(...requests)
          return Promise.resolve()
        },
        isDown: () => this.isLogDown,
        isAvailable: () => Promise.resolve(this.#isLogUp),
        close: () => Promise.resolve(),
      },
      ...given,
    }
    this.#gateway = await startGateway(
      {
        mode: 'demo',
        host: '127.0.0.1',
        port: 0,
        dataFolder: '/nowhere',
        policyFolder: projectPath('policies'),
        mongodbUri: 'mongodb://nowhere.invalid',
        issuer,
        issuerKeysUrl: `${issuer}/jwks`,
        instance: 'test',
        services: listServices(this.register).map((service) => ({
          ...service,
          url: urls.get(service.code) ?? null,
        })),
        supergraphSdl: readFileSync(projectPath('schema', 'supergraph.graphql'), 'utf8'),
        limits: defaultLimits,
        lookups: { capacity: 1000, perMinute: 1000 },
        enquiries: { capacity: 1000, perMinute: 1000 },
        systemUsers: 10,
        agencyTimeoutMs,
        stopTimes: gatewayStopTimes(0, settings.agencyTimeoutMs),
        observing: { level: 'silent', metrics: null, tracesUrl: null },
        ...settings,
      },
      dependencies,
    )
    return this
  }

  async stop(): Promise<void> {
    await this.#gateway?.stop()
    await Promise.all([...this.stubs.values()].map((stub) => stub.stop()))
  }

  get url(): string {
    return this.#gateway?.url ?? ''
  }

  breakLog(): void {
    this.#isLogUp = false
  }

  mendLog(): void {
    this.#isLogUp = true
  }

  stub(name: string): StubSubgraph {
    const stub = this.stubs.get(name)
    if (!stub) throw new Error(`No stub ${name}`)
    return stub
  }

  /** A bearer token of the sign-in for somebody with this role. */
  signIn(role: string, staffId = `staff of ${role}`.replaceAll(' ', '-')): string {
    return this.#signInWith({ sub: staffId, roles: [role] })
  }

  /** A bearer token of a system that asks for its users with this role. */
  signInSystem(role: string, systemId: string, homeAgency = 'council'): string {
    const claims = { sub: systemId, home_agency: homeAgency, client_type: 'system' }
    return this.#signInWith({ ...claims, roles: [role] })
  }

  /** The headers of a system that asks for its user `a.worker`. */
  asSystem(role = 'mash.analyst', organisation = 'harrowmere-council') {
    const bearer = this.signInSystem(role, 'case-system', organisation)
    return { authorization: `Bearer ${bearer}`, 'sightline-on-behalf-of': 'a.worker' }
  }

  #signInWith(claims: object): string {
    return sign({ home_agency: 'council', ...claims }, this.#signInKey.privateKey, {
      algorithm: 'ES256',
      keyid: this.#signInKey.kid,
      issuer,
      audience: 'sightline',
      expiresIn: '12h',
    })
  }

  async send(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    headers: Readonly<Record<string, string>>,
  ): Promise<Reply> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    })
    const text = await response.text()
    return { status: response.status, text, ...(JSON.parse(text) as object) }
  }

  async open(
    bearer: string,
    purpose = 'ADULT_SAFEGUARDING',
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply> {
    const input = {
      ...{ purpose, caseReference: 'MASH-0001', reason: 'Call to address, injuries seen' },
      publicInterestTest: 'Serious injury is likely',
    }
    return this.send(
      'mutation ($input: OpenEnquiryInput!) { openEnquiry(input: $input) { id token expiresAt purpose caseReference } }',
      { input },
      { authorization: `Bearer ${bearer}`, ...headers },
    )
  }

  /** The headers of somebody with this role who has opened an enquiry. */
  async enquire(role: string, purpose?: string): Promise<Readonly<Record<string, string>>> {
    return this.#enquireWith(this.signIn(role), purpose)
  }

  /** The headers of a system that has opened an enquiry for its user. */
  async enquireFor(
    user: string,
    bearer: string,
    purpose?: string,
  ): Promise<Readonly<Record<string, string>>> {
    return this.#enquireWith(bearer, purpose, { 'sightline-on-behalf-of': user })
  }

  async #enquireWith(
    bearer: string,
    purpose?: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Readonly<Record<string, string>>> {
    const { data, text } = await this.open(bearer, purpose, headers)
    const opened = data?.['openEnquiry'] as { token: string } | null | undefined
    if (!opened) throw new Error(text)
    return { ...headers, authorization: `Bearer ${bearer}`, 'sightline-enquiry': opened.token }
  }

  /** Finds what stands in `found`, whatever is asked. */
  async #find(question: LogQuestion) {
    await Promise.resolve()
    if (!this.#isLogUp) throw new Error('no primary at db.internal:27017')
    this.questions.push(question)
    return this.found.slice(0, question.limit)
  }

  /** Proves what stands in `proven`. */
  async #prove(log: string, index: number) {
    await Promise.resolve()
    if (!this.#isLogUp) throw new Error('no primary at db.internal:27017')
    return this.proven.find((one) => one.log === log && one.index === index) ?? null
  }

  async #append(entry: LogEntry) {
    await Promise.resolve()
    if (!this.#isLogUp) throw new Error('no primary at db.internal:27017')
    if (isDisclosure(entry)) this.entries.push(entry)
    return { log: 'test', index: this.entries.length - 1 }
  }
}
