import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLFormattedError } from 'graphql'

import { HubError } from '../../common/errors'
import { ClientAbort } from '../../common/http/client-abort'
import type { HttpResponse } from '../../common/http/route'
import type { Agency } from '../../common/register'
import type { CoverageRow } from '../../gateway/answer/coverage'
import type { ResponsePath } from '../../gateway/answer/response-builder'
import type { FieldDecision } from '../../gateway/authorization/decided-selection'
import type { SourcesOptions } from '../../gateway/calls/sources'
import { createSources } from '../../gateway/calls/sources'
import type { Disclosure } from '../../gateway/disclosures/disclosure'
import type { AskingLimits } from '../../gateway/lookups/asking-limits'
import { createAskingLimits } from '../../gateway/lookups/asking-limits'
import type { Supergraph } from '../../gateway/operation/read-operation'
import { OperationReader } from '../../gateway/operation/read-operation'
import type { HubRequest } from '../../gateway/operation/requester'
import type { ExecutorName } from '../../gateway/pipeline/config'
import { HubGateway } from '../../gateway/pipeline/hub-gateway'
import type { HubServices } from '../../gateway/pipeline/hub-services'
import { createPlannedGateway } from '../../gateway/pipeline/planned-gateway'
import { OperationPreparer } from '../../gateway/pipeline/prepared-operation'
import type { GraphqlServer } from '../../gateway/server/graphql-server'
import { startGraphqlServer } from '../../gateway/server/graphql-server'
import type { QueryLimits } from '../../gateway/server/limits'
import { defaultLimits } from '../../gateway/server/limits'
import { currentPolicy } from '../helpers/current-policy'
import { composeSupergraph } from '../../schema/compose'
import { readFieldOwners } from '../../schema/field-owners'
import { hubSubgraphSdl } from '../../schema/instance-sdl'
import { readRequirements } from '../../schema/requirements'
import { readSmall, smallCategories, smallRegister, smallServices } from '../schema/sdl'
import { smallAgency, smallIndex } from './small-stubs'
import type { StubSubgraph, TypeResolvers } from './stub-subgraph'

/** Asks every agency of the partnership about one person. */
export const smallView = `query ($id: ID!) {
  person(id: $id) {
    northPolice { crimes { reference } }
    southPolice { crimes { reference } }
    homes { tenancies { reference } }
  }
}`

export const smallRequest: HubRequest = {
  requestId: 'request-1',
  askedAt: '2026-01-01T12:00:00.000Z',
  requestHash: 'a'.repeat(64),
  askedOn: '2026-01-01',
  policy: currentPolicy,
  requester: { staffId: 'staff-1', homeAgency: 'council', roles: ['mash.analyst'] },
  enquiryToken: 'enquiry-1',
}

export const signedInHeaders = { 'content-type': 'application/json', authorization: 'Bearer x' }

interface SentAnswer {
  readonly data: Readonly<Record<string, unknown>> | null | undefined
  readonly errors?: readonly GraphQLFormattedError[]
  readonly extensions?: {
    readonly coverage?: readonly CoverageRow[]
    readonly listsAtLimit?: readonly ResponsePath[]
  }
}

export interface SmallAnswer {
  readonly data: Readonly<Record<string, unknown>> | null | undefined
  readonly errors: readonly GraphQLFormattedError[]
  readonly coverage: Readonly<Record<string, CoverageRow>>
  readonly listsAtLimit: readonly ResponsePath[] | undefined
}

export interface SmallHubOptions {
  readonly withheld?: readonly string[]
  readonly register?: readonly Agency[]
  readonly sdl?: Readonly<Record<string, string>>
  readonly services?: Partial<HubServices>
  readonly limits?: Partial<QueryLimits>
  /** Further resolvers by service, type and field. */
  readonly resolvers?: Readonly<Record<string, TypeResolvers>>
  readonly timeoutMs?: number
  readonly breaker?: SourcesOptions['breaker']
  readonly waste?: SourcesOptions['waste']
  readonly maxAnswerBytes?: number
  readonly executor?: ExecutorName
}

/** Of whom no test reaches the end. */
export function wideLimits(): AskingLimits {
  const terms = { capacity: 1000, perMinute: 1000 }
  return createAskingLimits({ lookups: terms, enquiries: terms, systemUsers: 1 })
}

/** An answer whose body is text. */
export type TextAnswer = HttpResponse & { readonly body: string }

/** A hub over stub agencies: two police forces and a landlord, two people. */
export class SmallHub {
  readonly disclosures: Disclosure[] = []
  readonly unanswered: string[] = []
  readonly reported: unknown[] = []
  readonly limits = wideLimits()
  /** How long each question waits for agencies, in milliseconds; null: as long as the hub does. */
  agencyWaitMs: number | null = null
  /** Coordinates that are withheld from now on, with the agency's code before them when only there. */
  withheld: readonly string[]
  readonly subgraphs: ReadonlyMap<string, StubSubgraph>
  readonly #options: SmallHubOptions
  readonly #register: readonly Agency[]
  #stop: (() => Promise<void>)[] = []
  #server: GraphqlServer | null = null

  constructor(options: SmallHubOptions = {}) {
    this.#options = options
    this.withheld = options.withheld ?? []
    this.#register = options.register ?? smallRegister
    const read = readSmall(options.sdl)
    this.subgraphs = new Map([
      ['person-index', smallIndex(this.#register, read, options.resolvers?.['person-index'])],
      ...this.#register.map((agency) => {
        const further = options.resolvers?.[agency.code]
        return [agency.code, smallAgency(agency, read, further)] as const
      }),
    ])
  }

  async start(): Promise<this> {
    const { sdl, timeoutMs = 20_000, maxAnswerBytes = 100_000, breaker = {} } = this.#options
    const read = readSmall(sdl)
    const services = smallServices(this.#register)
    const supergraphSdl = composeSupergraph({ services, categories: smallCategories, read })
    const urls = new Map<string, string>()
    for (const [name, stub] of this.subgraphs) urls.set(name, await stub.start())
    const sources = createSources({
      supergraphSdl,
      services: services.map((service) => ({ ...service, url: urls.get(service.code) ?? null })),
      timeoutMs,
      maxAnswerBytes,
      breaker,
      ...(this.#options.waste ? { waste: this.#options.waste } : {}),
      hubSchema: buildSubgraphSchema({
        typeDefs: hubSubgraphSdl('hub', this.#register, read),
        resolvers: { Mutation: { openEnquiry: () => 'opened' } },
      }),
    })
    const planned = createPlannedGateway(supergraphSdl, sources.sourceFor, this.#options.executor)
    const gateway = new HubGateway(planned, (schema) => {
      const owners = readFieldOwners(supergraphSdl)
      const requirements = readRequirements(supergraphSdl)
      return this.#services({ schema, owners, requirements, register: this.#register })
    })
    this.#server = await startGraphqlServer({
      gateway,
      limits: { ...defaultLimits, ...this.#options.limits },
      identify: ({ headers }) => {
        if (headers['authorization'] === undefined) {
          const refusal = new HubError('UNAUTHENTICATED', 'Sign in first.', { httpStatus: 401 })
          return Promise.reject(refusal)
        }
        // The policy stays the same while a process runs: whoever is refused more has another role.
        const roles = ['mash.analyst', ...this.withheld.map((text) => `without ${text}`)]
        const requester = { ...smallRequest.requester, roles }
        const { agencyWaitMs } = this
        return Promise.resolve({ ...smallRequest, requester, agencyWaitMs })
      },
      report: (error) => this.reported.push(error),
    })
    this.#stop = [this.#server.stop, sources.close]
    return this
  }

  async stop(): Promise<void> {
    for (const stop of this.#stop) await stop()
    await Promise.all([...this.subgraphs.values()].map((stub) => stub.stop()))
  }

  subgraph(name: string): StubSubgraph {
    const stub = this.subgraphs.get(name)
    if (!stub) throw new Error(`No subgraph ${name}`)
    return stub
  }

  async ask(query: string, variables: Record<string, unknown> = {}): Promise<SmallAnswer> {
    const { body } = await this.post({ query, variables })
    const { data, errors = [], extensions } = JSON.parse(body) as SentAnswer
    const rows = extensions?.coverage ?? []
    const coverage = Object.fromEntries(rows.map((row) => [row.agency, row]))
    return { data, errors, coverage, listsAtLimit: extensions?.listsAtLimit }
  }

  /** Sends a body as a signed-in caller, unless the headers say otherwise. */
  async post(
    body: unknown,
    headers: Readonly<Record<string, string>> = signedInHeaders,
  ): Promise<TextAnswer> {
    if (!this.#server) throw new Error('Not started')
    const answer = await this.#server.answer({
      requestId: smallRequest.requestId,
      traceparent: null,
      headers,
      body: Buffer.from(JSON.stringify(body)),
      signal: new ClientAbort(),
      isLocal: true,
      isServerStopping: false,
    })
    return { ...answer, body: answer.body.toString() }
  }

  #services(supergraph: Supergraph): HubServices {
    const decide = (service: string, coordinate: string): FieldDecision =>
      [coordinate, `${service} ${coordinate}`].some((text) => this.withheld.includes(text))
        ? { effect: 'withhold', reason: 'CATEGORY_NOT_DISCLOSED' }
        : {
            effect: 'permit',
            legalPower: `Power of ${service}`,
            handling: coordinate === 'PoliceView.intelligence' ? 'NO_ONWARD' : 'OPEN_TO_PURPOSE',
          }
    return {
      supergraph,
      reader: new OperationReader(supergraph, { maxFields: 200, maxListSize: 1000 }),
      preparer: new OperationPreparer(),
      verifyEnquiry: () =>
        Promise.resolve({
          id: 'e1',
          purpose: 'ADULT_SAFEGUARDING',
          caseReference: 'MASH-1',
          reason: 'seen',
        }),
      authorizerFor: () => (question) =>
        Promise.resolve(
          decide(question.source.service, `${question.typeName}.${question.fieldName}`),
        ),
      limits: this.limits,
      mayIntrospect: () => false,
      signCall: ({ service, legalPower }) => {
        const id = `token for ${service} on ${legalPower}`
        return { headers: { authorization: `Bearer ${id}` }, id }
      },
      isLogDown: () => false,
      noteUnanswered: ({ requestId }) => {
        this.unanswered.push(requestId)
      },
      appendDisclosure: (disclosure) => {
        this.disclosures.push(disclosure)
        return Promise.resolve()
      },
      report: (error) => {
        this.reported.push(error)
      },
      ...this.#options.services,
    }
  }
}

/** Makes, starts and finally stops a hub. */
export async function withHub<T>(
  options: SmallHubOptions,
  use: (hub: SmallHub) => Promise<T>,
): Promise<T> {
  const hub = new SmallHub(options)
  try {
    await hub.start()
    return await use(hub)
  } finally {
    await hub.stop()
  }
}
