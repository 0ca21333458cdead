import path from 'node:path'

import { planStore } from '../../embedded/start/processes'
import type { Target } from '../hub/ask'
import { installHiveGateway } from './hive-gateway'
import type { PinnedProcess } from './pinned-process'
import { leaveGatewayCore, startPinned } from './pinned-process'
import { signIn, viewBody, writeFanOut, writeSupergraph } from './targets'

const port = 4740

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
  /** Also the gateway of another maker, installed for it. */
  readonly withHive: boolean
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
    const { folder, withHive, agencyDelayMs } = this.#options
    const delay = String(agencyDelayMs)
    await this.#startHelper('bench/execution/mock-subgraphs', [String(port), delay])
    const supergraph = writeSupergraph(folder, port)
    const fanOut = writeFanOut(folder, supergraph, port)
    const { body } = viewBody(supergraph)
    const simple = async (name: string, at: number, args: readonly string[]) => {
      const started = await this.#startGateway(args)
      const url = `http://127.0.0.1:${at}/${name === 'stock' ? '' : 'graphql'}`
      const target = { name, url, pid: started.pid, headers: {}, body }
      return { name, process: started, target }
    }
    const open = ['--supergraph', supergraph, '--port', String(port + 6)]
    const gateways = [
      await simple('executor', port + 6, [built('conformance/main'), ...open]),
      ...(await this.#startHubs(body)),
      await simple('stock', port + 7, [
        built('bench/execution/stock-gateway'),
        supergraph,
        String(port + 7),
      ]),
      await simple('fan-out', port + 8, [
        built('bench/execution/fan-out'),
        fanOut,
        String(port + 8),
      ]),
    ]
    if (!withHive) return gateways
    const hive = installHiveGateway(folder, supergraph, port + 9)
    return [...gateways, await simple('hive', port + 9, hive)]
  }

  /** Everything on: sign-in, policy, agency tokens, disclosure log on the embedded store; and no log. */
  async #startHubs(body: string): Promise<readonly Gateway[]> {
    const { program, args } = planStore(this.#options.folder)
    const store = await this.#startHelper(program, args)
    const environment = { ...this.#environment, MONGODB_URI: store.readyLine }
    await this.#startHelper('embedded/sign-in/main')
    const hub = await this.#startGateway([built('gateway/main')], environment)
    const bare = [built('bench/execution/hub-without-log'), String(port + 3)]
    const silent = await this.#startGateway(bare, environment)
    const headers = await signIn(port)
    const make = (name: string, at: number, started: PinnedProcess): Gateway => {
      const url = `http://127.0.0.1:${at}/graphql`
      return { name, process: started, target: { name, url, pid: started.pid, headers, body } }
    }
    return [make('hub', port, hub), make('hub without log', port + 3, silent)]
  }
}
