import { writeFileSync } from 'node:fs'
import path from 'node:path'

import { planStore } from '../../embedded/start/processes'
import type { Target } from '../hub/ask'
import { madeUpPeople } from '../hub/made-up-people'
import { installGrafbase } from './grafbase-gateway'
import { installHiveGateway } from './hive-gateway'
import type { PinnedProcess } from './pinned-process'
import { leaveGatewayCore, startPinned, startPinnedGateway } from './pinned-process'
import {
  locatedSupergraph,
  ownPartnership,
  planFanOut,
  signIn,
  uncomputedPartnership,
  viewQuestions,
} from './targets'

const port = 4740

/** Above those of the services, which count from the gateway's. */
const ports = {
  // Where agencies that answer at once say how often they were asked.
  calls: port + 50,
  hubWithoutLog: port + 51,
  executor: port + 52,
  stock: port + 53,
  fanOut: port + 54,
  hive: port + 55,
  grafbase: port + 56,
} as const

/** As many as clients: each asks about somebody else. */
const people = madeUpPeople(16, 0)

/** What `npm start` runs: plain JavaScript. */
const built = (program: string) => path.join('dist', `${program}.js`)

/** A gateway that listens, and the question it is asked. */
export interface Gateway {
  readonly name: string
  readonly process: PinnedProcess
  readonly target: Target
}

export interface GatewaysOptions {
  /** For what the processes keep. */
  readonly folder: string
  /** Also gateways of other makers, installed for it. */
  readonly withHive?: boolean
  readonly withGrafbase?: boolean
  /** Milliseconds that every agency, but not the index, takes to answer. */
  readonly agencyDelayMs: number
}

/** Every gateway in front of the same agencies, each alone on one core; what has to be ended, last started first. */
export class Gateways {
  readonly #ends: (() => Promise<void>)[] = []
  readonly #options: GatewaysOptions
  readonly #environment: NodeJS.ProcessEnv

  constructor(options: GatewaysOptions) {
    this.#options = options
    this.#environment = {
      ...process.env,
      SIGHTLINE_DATA: options.folder,
      SIGHTLINE_PORT: String(port),
      SIGHTLINE_HOST: '127.0.0.1',
      NODE_ENV: 'production',
    }
  }

  async stop(): Promise<void> {
    for (const end of this.#ends.toReversed()) await end()
  }

  /** What shares the other cores. */
  #startHelper(program: string, args: readonly string[] = []): Promise<PinnedProcess> {
    return this.#keep(startPinned([built(program), ...args], this.#environment, false))
  }

  #startGateway(args: readonly string[], environment = this.#environment): Promise<PinnedProcess> {
    return this.#keep(startPinned(args, environment, true))
  }

  /** It is ended with the others. */
  async #keep(starting: Promise<PinnedProcess>): Promise<PinnedProcess> {
    const started = await starting
    this.#ends.push(started.stop)
    return started
  }

  /** Starts the agencies and all gateways. */
  async start(): Promise<readonly Gateway[]> {
    leaveGatewayCore()
    const { folder, agencyDelayMs } = this.#options
    const mocks = [port, agencyDelayMs, ports.calls].map(String)
    await this.#startHelper('bench/execution/mock-subgraphs', mocks)
    const sdl = locatedSupergraph(ownPartnership(), port)
    const supergraph = path.join(folder, 'supergraph.graphql')
    writeFileSync(supergraph, sdl)
    const { query, bodies } = viewQuestions(sdl, people)
    const fanOut = path.join(folder, 'fan-out.json')
    writeFileSync(fanOut, JSON.stringify(planFanOut(sdl, query, port)))
    const simple = async (name: string, at: number, args: readonly string[]) => {
      const started = await this.#startGateway(args)
      return toGateway(name, started, { url: urlAt(at, name === 'stock' ? '' : 'graphql'), bodies })
    }
    const bench = (program: string, file: string, at: number) => [
      built(`bench/execution/${program}`),
      file,
      String(at),
    ]
    const open = ['--supergraph', supergraph, '--port', String(ports.executor)]
    return [
      await simple('executor', ports.executor, [built('conformance/main'), ...open]),
      ...(await this.#startHubs(bodies)),
      await simple('stock', ports.stock, bench('stock-gateway', supergraph, ports.stock)),
      await simple('fan-out', ports.fanOut, bench('fan-out', fanOut, ports.fanOut)),
      ...(this.#options.withHive ? [await simple('hive', ports.hive, this.#hiveArgs())] : []),
      ...(this.#options.withGrafbase ? [await this.#startGrafbase(bodies)] : []),
    ]
  }

  #hiveArgs(): readonly string[] {
    const { folder } = this.#options
    const supergraph = path.join(folder, 'uncomputed.graphql')
    writeFileSync(supergraph, locatedSupergraph(uncomputedPartnership(), port))
    return installHiveGateway(folder, supergraph, ports.hive)
  }

  async #startGrafbase(bodies: readonly string[]): Promise<Gateway> {
    const { command, environment } = installGrafbase(this.#options.folder, port, ports.grafbase)
    const all = { ...this.#environment, ...environment }
    const started = await this.#keep(startPinnedGateway(command, all, /\/graphql/))
    return toGateway('grafbase', started, { url: urlAt(ports.grafbase, 'graphql'), bodies })
  }

  /** Everything on: sign-in, policy, agency tokens, disclosure log on the embedded store; and no log. */
  async #startHubs(bodies: readonly string[]): Promise<readonly Gateway[]> {
    const { program, args } = planStore(this.#options.folder)
    const store = await this.#startHelper(program, args)
    const environment = { ...this.#environment, MONGODB_URI: store.readyLine }
    await this.#startHelper('embedded/sign-in/main')
    const hub = await this.#startGateway([built('gateway/main')], environment)
    const bare = [built('bench/execution/hub-without-log'), String(ports.hubWithoutLog)]
    const silent = await this.#startGateway(bare, environment)
    const headers = await signIn(port)
    return [
      toGateway('hub', hub, { url: urlAt(port, 'graphql'), headers, bodies }),
      toGateway('hub without log', silent, {
        url: urlAt(ports.hubWithoutLog, 'graphql'),
        headers,
        bodies,
      }),
    ]
  }
}

/** How many calls the agencies and the index have answered since they started. */
export async function countCalls(): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${ports.calls}/`)
  const { calls } = (await response.json()) as { readonly calls: number }
  return calls
}

function urlAt(at: number, path: string): string {
  return `http://127.0.0.1:${at}/${path}`
}

function toGateway(
  name: string,
  started: PinnedProcess,
  asked: Pick<Target, 'url' | 'bodies'> & Partial<Pick<Target, 'headers'>>,
): Gateway {
  return { name, process: started, target: { name, pid: started.pid, headers: {}, ...asked } }
}
