import { writeFileSync } from 'node:fs'
import path from 'node:path'

import { portsFrom } from '../../common/ports'
import type { Service } from '../../common/services'
import { listServices, personIndexCode, portOf } from '../../common/services'
import { socketPathFor } from '../../embedded/store/socket-path'
import { fanOutCall, locatedSupergraph, signIn } from '../execution/targets'
import type { GatewayProcess } from '../hub/local-hub'
import { startGatewayProcess } from '../hub/local-hub'
import type { NamedProcess } from '../hub/process-usage'
import { childrenOf, commandOf } from '../hub/process-usage'
import type { PartnershipCopy } from './partnership'

export type SystemName = 'hub' | 'stock' | 'floor'

/** All processes that answer a person view, one way of three. */
export interface System {
  readonly name: SystemName
  readonly url: string
  /** With the store, which all three share; a service has the same name in each. */
  readonly processes: readonly NamedProcess[]
  /** Stands once in an answer for each record. */
  readonly marker: Buffer
  /** Headers of somebody who may ask, made anew: they last for a while. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>
  readonly stop: () => Promise<void>
}

/** True for a process that is an agency, by its name. */
export function isAgencyProcess(name: string): boolean {
  return !['gateway', 'sign-in', 'store', personIndexCode].includes(name)
}

/** Where a system starts: its gateway at this port, a service as far above it as in the hub. */
export interface SystemPlace {
  readonly copy: PartnershipCopy
  readonly port: number
}

const recordIdMarker = Buffer.from('"recordId":"')

/** The whole hub, as `npm start` runs it. */
export async function startHub({ copy, port }: SystemPlace): Promise<System> {
  const program = path.join(copy.folder, 'dist', 'embedded', 'start', 'main.js')
  const starter = await startGatewayProcess(program, [], {
    ...process.env,
    SIGHTLINE_DATA: dataFolderOf(copy),
    SIGHTLINE_PORT: String(port),
    SIGHTLINE_HOST: '127.0.0.1',
    // One member of staff asks for all clients.
    SIGHTLINE_LOOKUPS_PER_MINUTE: '100000',
  })
  return {
    name: 'hub',
    url: `http://127.0.0.1:${portsFrom(port).gateway}/graphql`,
    processes: childrenOf(starter.pid).map((pid) => ({ name: nameOf(commandOf(pid)), pid })),
    marker: recordIdMarker,
    headers: () => signIn(port),
    stop: starter.stop,
  }
}

/** What a child of the starter runs: a folder's `main`, and which service it is. */
function nameOf(command: readonly string[]): string {
  const programAt = command.findIndex((part) => path.basename(part) === 'main.js')
  const folder = path.basename(path.dirname(command[programAt] ?? ''))
  return folder === 'subgraphs' ? (command[programAt + 1] ?? folder) : folder
}

/** The same SDL and records behind Apollo's own subgraph, server and gateway. */
export async function startStock(place: SystemPlace, store: NamedProcess): Promise<System> {
  const { copy, port } = place
  const supergraph = path.join(copy.folder, 'stock.graphql')
  writeFileSync(supergraph, locatedSupergraph(copy, port))
  const gateway = ['bench/execution/stock-gateway', supergraph, String(port)]
  return startPlain({ name: 'stock', marker: recordIdMarker, gateway }, place, store)
}

/** The same finds by hand, without GraphQL. */
export async function startFloor(place: SystemPlace, store: NamedProcess): Promise<System> {
  const { copy, port } = place
  const calls = path.join(copy.folder, 'floor.json')
  const services = subgraphsOf(copy)
  writeFileSync(calls, JSON.stringify(services.map((one) => fanOutCall(one, { port, query: '' }))))
  const gateway = ['bench/execution/fan-out', calls, String(port)]
  const marker = Buffer.from('"_id":"')
  return startPlain({ name: 'floor', marker, gateway }, place, store)
}

interface PlainSystem extends Pick<System, 'marker'> {
  readonly name: 'stock' | 'floor'
  /** Its program and arguments. */
  readonly gateway: readonly string[]
}

/** A gateway, the person index and the agencies, each a process, over the hub's store. */
async function startPlain(
  { name, marker, gateway }: PlainSystem,
  { copy, port }: SystemPlace,
  store: NamedProcess,
): Promise<System> {
  const running: GatewayProcess[] = []
  const processes: NamedProcess[] = [store]
  const stop = async () => {
    await Promise.all(running.map((one) => one.stop()))
  }
  const start = async (as: string, [program = '', ...args]: readonly string[]) => {
    const file = path.join(copy.folder, 'dist', `${program}.js`)
    const one = await startGatewayProcess(file, args, process.env)
    running.push(one)
    processes.push({ name: as, pid: one.pid })
  }
  try {
    await Promise.all(
      subgraphsOf(copy).map((service) => {
        const own = [String(portOf(service, port)), storeUri(copy)]
        const folder = `bench/view/${name}`
        return start(
          service.code,
          service.agency
            ? [`${folder}/agency`, service.code, ...own]
            : [`${folder}/person-index`, ...own],
        )
      }),
    )
    await start('gateway', gateway)
  } catch (error) {
    await stop()
    throw error
  }
  const headers = () => Promise.resolve({})
  return { name, url: `http://127.0.0.1:${port}/`, processes, marker, headers, stop }
}

/** The services that hold what is asked for: nothing computed is. */
function subgraphsOf({ register }: PartnershipCopy): readonly Service[] {
  return listServices(register).filter(({ role }) => role === 'agency' || role === 'index')
}

/** Where the embedded store of a copy's hub is reached while it runs. */
export function storeUri(copy: PartnershipCopy): string {
  const socket = socketPathFor(path.join(dataFolderOf(copy), 'store'), 'store.sock')
  return `mongodb://${encodeURIComponent(socket)}`
}

function dataFolderOf({ folder }: PartnershipCopy): string {
  return path.join(folder, '.data')
}
